package guide

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"retake/generator/content"
	"retake/generator/mistake"
	"retake/generator/tree"
)

// Shares are how many readers each page was the answer for, as a support
// desk counts them: by the page's slug.
type Shares map[string]int

// Audience is who comes to a tree, for its arithmetic: the shares by the
// paths that the tree writes.
func (t *Tree) Audience(shares Shares) tree.Audience {
	counts := map[string]int{}
	for link := range t.links() {
		if p := t.targets[link.To].Page; p != nil {
			if n, ok := shares[p.Slug()]; ok {
				counts[link.Page()] = n
			}
		}
	}
	return tree.Audience{Counts: counts, Unsettled: nil}
}

// shares reads shares.csv: a line "reason,count", then a reason's slug and
// its count on each.
func (b *builder) shares() {
	f := b.Library.Shares
	if f == nil {
		return
	}
	b.site.Shares = Shares{}
	slugs := b.slugs()
	rows := csv.NewReader(bytes.NewReader(f.Source))
	rows.FieldsPerRecord = -1
	for n := 0; ; n++ {
		record, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			b.sharesBroken(f, err)
			return
		}
		if n == 0 {
			if len(record) != 2 || record[0] != "reason" || record[1] != "count" {
				b.sharesWrong(f, rows, 0, "the first line must be: reason,count", "")
				return
			}
			continue
		}
		b.share(f, rows, record, slugs)
	}
}

func (b *builder) share(f *content.File, rows *csv.Reader, record []string, slugs map[string]bool) {
	switch {
	case len(record) != 2:
		b.sharesWrong(f, rows, 0, "a line has a reason and its count", "Write it like blurry-photo,12.")
	case !slugs[record[0]]:
		var known []string
		for slug := range slugs {
			known = append(known, slug)
		}
		b.sharesWrong(f, rows, 0, fmt.Sprintf("there is no page %q", record[0]), mistake.DidYouMean(record[0], known))
	default:
		count, err := strconv.Atoi(strings.TrimSpace(record[1]))
		if err != nil || count < 0 || count > 1_000_000_000 {
			b.sharesWrong(f, rows, 1, fmt.Sprintf("%q is not a count", record[1]), "Write how many readers it was the reason for: a whole number.")
			return
		}
		b.site.Shares[record[0]] += count
	}
}

// slugs are those of all pages of the default guide.
func (b *builder) slugs() map[string]bool {
	found := map[string]bool{}
	for _, p := range b.site.Guides[0].Pages {
		if p.Kind != Home && p.Kind != Folder {
			found[p.Slug()] = true
		}
	}
	return found
}

// sharesBroken reports a line that is no line of a table. Its fields have no
// places that could be asked for.
func (b *builder) sharesBroken(f *content.File, err error) {
	text, line, column := err.Error(), 0, 0
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		text, line, column = parse.Err.Error(), parse.Line, parse.Column
	}
	b.sharesAt(f, line, column, "this is not a table: "+text, "Write lines of a reason's slug, a comma and a count, without quotation marks.")
}

func (b *builder) sharesWrong(f *content.File, rows *csv.Reader, field int, text, hint string) {
	line, column := rows.FieldPos(field)
	b.sharesAt(f, line, column, text, hint)
}

// sharesAt reports at a column that is counted in bytes.
func (b *builder) sharesAt(f *content.File, line, column int, text, hint string) {
	quote := f.Line(line)
	before := quote[:min(max(column-1, 0), len(quote))]
	at := mistake.Position{File: f.File, Line: line, Column: 1 + utf8.RuneCountInString(before)}
	b.wrong = append(b.wrong, mistake.Mistake{Position: at, Rule: "bad-shares", Text: text, Hint: hint, Quote: quote})
}
