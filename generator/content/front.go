package content

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"retake/generator/mistake"
	"retake/generator/yamldoc"
)

// Front is a page's front matter. Texts have their variables filled in; the
// Raw ones do not.
type Front struct {
	Title, Summary       string
	RawTitle, RawSummary string
	SortTitle            string // the title as it is put in order: in lower case
	Rank                 int    // order among its kind, 1 first; 0: after those that have one
	Checks               []Mention
	Also                 []string // words that people search by
	Related              []Mention
	Aliases              []Mention
	Reviewed             time.Time
	Publish, Expires     time.Time // zero: at once, never
	ReviewEvery          Period
	Owner                string
	Draft                bool
	Drawing              Mention
	DrawingAlt           string
	Source               string   // hash of the text that this was translated from
	SourceParts          []string // hashes of that text's parts; none in older translations
	Changes              []Change
	Exempt               []Exemption
}

// Exemption says why a rule of the audit does not apply to the page. Its Text
// is the rule's name.
type Exemption struct {
	Mention
	Reason string
}

// Mention is a word in front matter that refers to something else.
type Mention struct {
	Text string
	At   mistake.Position
}

// Change is a dated note on what is new in a page.
type Change struct {
	On   time.Time
	Note string
}

// Period is a span of calendar time; the zero Period is none.
type Period struct{ Years, Months, Days int }

// After is the day that lies a period after a day.
func (p Period) After(day time.Time) time.Time { return day.AddDate(p.Years, p.Months, p.Days) }

// LastChange is the day of the newest change, else of the last review, else
// zero.
func (f *Front) LastChange() time.Time {
	day := f.Reviewed
	for i, c := range f.Changes {
		if i == 0 || c.On.After(day) {
			day = c.On
		}
	}
	return day
}

func (d *Document) readFront(src []byte, firstLine int, vars Variables) {
	root, doc := yamldoc.Parse(d.file, src, firstLine)
	m, ok := root.Map()
	if ok && len(doc.Mistakes()) == 0 {
		r := frontReader{d: d, doc: doc, m: m, vars: vars}
		r.read(&d.Front)
	}
	d.mistakes = append(d.mistakes, doc.Mistakes()...)
}

type frontReader struct {
	d    *Document
	doc  *yamldoc.Doc
	m    *yamldoc.Map
	vars Variables
}

func (r *frontReader) read(f *Front) {
	f.RawTitle, f.Title = r.words("title")
	f.RawSummary, f.Summary = r.words("summary")
	f.SortTitle = strings.ToLower(f.Title)
	r.m.Require(r.doc, "title", "Every page has a title.")
	if !strings.HasSuffix(r.d.Path, "/_index.md") {
		r.m.Require(r.doc, "summary", "Say in one sentence what the page is about; it stands on cards and in search results.")
	}
	if r.m.Int("rank", &f.Rank) && f.Rank < 1 {
		r.m.Get("rank").Wrong("bad-rank", fmt.Sprintf("%d is not a rank", f.Rank), "The first page has rank 1; a page without a rank comes last.")
	}
	f.Checks = r.mentions("checks")
	r.also(f)
	f.Related = r.mentions("related")
	f.Aliases = r.mentions("aliases")
	r.m.Date("reviewed", &f.Reviewed)
	r.m.Date("publish", &f.Publish)
	r.m.Date("expires", &f.Expires)
	if !f.Expires.IsZero() && !f.Publish.Before(f.Expires) {
		r.m.Get("expires").Wrong("bad-date", "the page would expire before it is published", "")
	}
	r.reviewEvery(f)
	r.m.Text("owner", &f.Owner)
	r.m.Bool("draft", &f.Draft)
	if r.m.Text("drawing", &f.Drawing.Text) {
		f.Drawing.At = r.m.Get("drawing").At()
		r.m.Require(r.doc, "drawing_alt", "Say what the drawing shows, for people who cannot see it.")
	}
	_, f.DrawingAlt = r.words("drawing_alt")
	r.source(f)
	r.changes(f)
	r.exempt(f)
	r.m.Done()
}

// words reads a text and fills in its variables.
func (r *frontReader) words(key string) (raw, filled string) {
	if !r.m.Text(key, &raw) {
		return "", ""
	}
	return raw, r.fill(raw, r.m.Get(key).At())
}

// fill fills in the variables of a text that stands at a place.
func (r *frontReader) fill(text string, at mistake.Position) string {
	filled, unknown := r.vars.Fill(text)
	for _, name := range unknown {
		r.doc.Add(at, "unknown-variable", fmt.Sprintf("unknown variable %q", name), mistake.DidYouMean(name, r.vars.Names()))
	}
	return strings.TrimSpace(filled)
}

func (r *frontReader) mentions(key string) []Mention {
	node := r.m.Get(key)
	if !node.Present() {
		return nil
	}
	items, _ := node.List()
	var found []Mention
	for _, item := range items {
		if text, ok := item.Text(); ok {
			found = append(found, Mention{text, item.At()})
		}
	}
	return found
}

func (r *frontReader) also(f *Front) {
	seen := map[string]bool{}
	for _, word := range r.mentions("also") {
		filled := r.fill(word.Text, word.At)
		if key := strings.ToLower(filled); !seen[key] {
			seen[key] = true
			f.Also = append(f.Also, filled)
			continue
		}
		r.doc.Add(word.At, "repeated-word", fmt.Sprintf("%q stands twice in also", word.Text), "Take one away.")
	}
}

var periodPattern = regexp.MustCompile(`^([1-9][0-9]{0,3}) *(day|week|month|year)s?$`)

func (r *frontReader) reviewEvery(f *Front) {
	var text string
	if !r.m.Text("review_every", &text) {
		return
	}
	match := periodPattern.FindStringSubmatch(text)
	if match == nil {
		r.m.Get("review_every").Wrong("bad-period", fmt.Sprintf("%q is not a span of time", text), "Write it like 90 days, 6 months or 1 year.")
		return
	}
	n, _ := strconv.Atoi(match[1]) // the pattern allows digits only, at most four
	switch match[2] {
	case "day":
		f.ReviewEvery.Days = n
	case "week":
		f.ReviewEvery.Days = 7 * n
	case "month":
		f.ReviewEvery.Months = n
	case "year":
		f.ReviewEvery.Years = n
	}
}

func (r *frontReader) changes(f *Front) {
	m, ok := r.m.Get("changes").Map()
	if !ok {
		return
	}
	m.Each(func(key string, at mistake.Position, value yamldoc.Node) {
		day, err := time.Parse(time.DateOnly, key)
		if err != nil {
			r.doc.Add(at, "bad-date", fmt.Sprintf("%q is not a date", key), "Write changes as date: note, like 2026-11-22: First published.")
			return
		}
		if note, ok := value.Text(); ok {
			f.Changes = append(f.Changes, Change{day, r.fill(note, value.At())})
		}
	})
}

// source reads what [Document.Record] says of the text that was translated.
func (r *frontReader) source(f *Front) {
	var record string
	if r.m.Text("source", &record) {
		if sums := strings.Fields(record); len(sums) > 0 {
			f.Source, f.SourceParts = sums[0], sums[1:]
		}
	}
}

func (r *frontReader) exempt(f *Front) {
	m, ok := r.m.Get("exempt").Map()
	if !ok {
		return
	}
	m.Each(func(key string, at mistake.Position, value yamldoc.Node) {
		if reason, ok := value.Text(); ok {
			f.Exempt = append(f.Exempt, Exemption{Mention{key, at}, strings.TrimSpace(reason)})
		}
	})
}
