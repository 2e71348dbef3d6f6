package audit

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"retake/atomicfile"
	"retake/generator/mistake"
)

// Mends are the edits of a report's findings, ready to be written.
type Mends struct {
	Changes []Change // in the order of files and places
	files   map[string][]byte
}

// Change is what an edit makes of a place.
type Change struct {
	mistake.Position
	Rule     string // or several
	Old, New string
}

// String names the place, what stands there and what is to, on one line.
func (c Change) String() string {
	before, after := strings.Join(strings.Fields(c.Old), " "), strings.Join(strings.Fields(c.New), " ")
	if after == "" {
		after = "nothing"
	}
	return fmt.Sprintf("%s: %s → %s [%s]", c.Position, before, after, c.Rule)
}

// ruled is an edit with the rule that it is for.
type ruled struct {
	Edit
	rule string
}

// Mends gathers what can be mended with certainty. It refuses when a file is
// no longer as it was audited, before anything is written.
func (r *Report) Mends() (*Mends, error) {
	byFile := map[string][]ruled{}
	for _, f := range r.Findings {
		for _, e := range f.Edits {
			byFile[e.File] = append(byFile[e.File], ruled{e, f.Rule})
		}
	}
	m := &Mends{files: map[string][]byte{}}
	for _, file := range sortedMap(byFile) {
		src, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("mend %s: %w", file, err)
		}
		text := bytes.TrimPrefix(src, []byte("\ufeff"))
		edited, changes, err := apply(text, byFile[file])
		if err != nil {
			return nil, fmt.Errorf("mend %s: %w", file, err)
		}
		m.files[file] = slices.Concat(src[:len(src)-len(text)], edited)
		m.Changes = append(m.Changes, changes...)
	}
	return m, nil
}

// Write writes the mended files, each with its mode as it was, and none when
// one of them cannot be written.
func (m *Mends) Write() error {
	var ready []*atomicfile.Pending
	for _, file := range sortedMap(m.files) {
		p, err := atomicfile.New(file, m.files[file])
		if err != nil {
			discard(ready)
			return fmt.Errorf("mend %s: %w", file, err)
		}
		ready = append(ready, p)
	}
	for i, p := range ready {
		if err := p.Commit(); err != nil {
			discard(ready[i+1:])
			return fmt.Errorf("mend: %w", err)
		}
	}
	return nil
}

func discard(pending []*atomicfile.Pending) {
	for _, p := range pending {
		p.Discard()
	}
}

// apply makes the edits from the last place to the first, so that the others
// stay where they are. Of two places that overlap the last counts; the next
// run finds what is left.
func apply(src []byte, edits []ruled) ([]byte, []Change, error) {
	type place struct{ from, to int }
	sum := sha256.Sum256(src)
	byPlace := map[place][]ruled{}
	for _, e := range edits {
		if e.sum != sum {
			return nil, nil, errors.New("the file has changed since it was read; run the audit again")
		}
		at := place{e.From, e.To}
		byPlace[at] = append(byPlace[at], e)
	}
	places := slices.SortedFunc(maps.Keys(byPlace), func(a, b place) int { return cmp.Or(cmp.Compare(b.from, a.from), cmp.Compare(b.to, a.to)) })
	edited, last := src, len(src)
	var changes []Change
	for _, at := range places {
		if at.to > last {
			continue
		}
		last = at.from
		old := string(src[at.from:at.to])
		text, rules := together(old, byPlace[at])
		edited = slices.Concat(edited[:at.from], []byte(text), edited[at.to:])
		changes = append(changes, Change{positionIn(edits[0].File, src, at.from), rules, old, text})
	}
	slices.Reverse(changes)
	return edited, changes, nil
}

// together is what several edits of one place make of its text, each by the
// bytes that it changes, and the rules that they are for.
func together(old string, edits []ruled) (text, rules string) {
	slices.SortStableFunc(edits, func(a, b ruled) int {
		fromA, _ := sameEnds(old, a.New)
		fromB, _ := sameEnds(old, b.New)
		return cmp.Compare(fromB, fromA)
	})
	text = old
	var named []string
	last := len(old) + 1
	for _, e := range edits {
		start, end := sameEnds(old, e.New)
		if !slices.Contains(named, e.rule) {
			named = append(named, e.rule)
		}
		if len(old)-end > last || start == last {
			continue // made already
		}
		last = start
		text = text[:start] + e.New[start:len(e.New)-end] + text[len(old)-end:]
	}
	slices.Sort(named)
	return text, strings.Join(named, ", ")
}

// sameEnds is how many bytes two texts have in common at their beginning, and
// then at their end.
func sameEnds(a, b string) (start, end int) {
	for start < min(len(a), len(b)) && a[start] == b[start] {
		start++
	}
	for end < min(len(a), len(b))-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	return start, end
}

// positionIn is the place of an offset in a file's text.
func positionIn(file string, src []byte, offset int) mistake.Position {
	before := src[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return mistake.Position{File: file, Line: 1 + bytes.Count(before, []byte("\n")), Column: 1 + utf8.RuneCount(before[start:])}
}
