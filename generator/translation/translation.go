// Package translation pairs pages with the text that they were translated
// from, and records in a translation which state of that text it follows.
// Whether a translation is good is for people to say.
package translation

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"retake/atomicfile"
	"retake/generator/content"
	"retake/generator/mistake"
)

// State says how a translation stands to its source.
type State int

// The states of a translation.
const (
	Unrecorded State = iota // it does not say what it was made from
	Stale                   // the source has changed since
	Current                 // it follows the source as it is now
)

// Translation is a page with the page of the default language that it was
// made from.
type Translation struct {
	Page, Source *content.Document
}

// Find pairs the pages of all languages but the first, in the order of paths.
// Pages that the first language does not have are nobody's translation.
func Find(library *content.Library, languages []string) []Translation {
	sources := map[string]*content.Document{}
	for _, d := range library.Documents {
		if d.Lang == languages[0] {
			sources[d.Key()] = d
		}
	}
	var found []Translation
	for _, d := range library.Documents {
		if source := sources[d.Key()]; source != nil && slices.Contains(languages[1:], d.Lang) {
			found = append(found, Translation{d, source})
		}
	}
	return found
}

// State compares what the page records with its source.
func (t Translation) State() State {
	switch t.Page.Front.Source {
	case "":
		return Unrecorded
	case t.Source.TextSum:
		return Current
	}
	return Stale
}

// Recorded tells whether the page records all of its source as it is now. A
// page may be current and lack the parts, which once were not recorded.
func (t Translation) Recorded() bool {
	f := &t.Page.Front
	return strings.Join(append([]string{f.Source}, f.SourceParts...), " ") == t.Source.Record()
}

// Changed are the parts of the source that the page was not made from, and
// how many it was made from that the source no longer has. Both are empty
// when the page does not record parts.
func (t Translation) Changed() (fresh []content.Part, gone int) {
	recorded := map[string]int{}
	for _, sum := range t.Page.Front.SourceParts {
		recorded[sum]++
	}
	if len(recorded) == 0 {
		return nil, 0
	}
	for _, part := range t.Source.Parts() {
		if recorded[part.Sum]--; recorded[part.Sum] < 0 {
			fresh = append(fresh, part)
		}
	}
	for _, left := range recorded {
		gone += max(left, 0)
	}
	return fresh, gone
}

// Mistakes are those of the library that stand in the page or its source:
// then neither can be trusted to have been read as it was meant.
func (t Translation) Mistakes(library *content.Library) mistake.List {
	page, source := t.Page.At(0).File, t.Source.At(0).File
	return slices.DeleteFunc(slices.Clone(library.Mistakes), func(m mistake.Mistake) bool {
		return m.File != page && m.File != source
	})
}

// Stamp records the source's present text in the page's file, and leaves
// every other byte and the file's mode as they were.
func (t Translation) Stamp(file string) error {
	src, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	stamped, err := content.SetKey(src, "source", t.Source.Record())
	if err != nil {
		return fmt.Errorf("stamp %s: %w", file, err)
	}
	return atomicfile.Write(file, stamped)
}
