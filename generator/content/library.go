package content

import (
	"fmt"
	"slices"
	"sync"

	"retake/generator/mistake"
)

// Library is everything that was read, in the order of paths.
type Library struct {
	Documents []*Document
	Trees     []*File
	Strings   map[string]Strings    // by language
	Synonyms  map[string][][]string // words for the same thing, by language
	Checks    *File                 // nil when there is no checks.yaml
	Measured  *File                 // nil when there is no measured.json
	Examples  *File                 // nil when there is no examples.json
	Shares    *File                 // nil when there is no shares.csv
	Drawings  map[string]*Drawing
	Pictures  map[string]*Picture // by path below the content folder
	Refused   map[string]bool     // pictures with mistakes, by path
	Links     map[string]bool     // links in the file system where a picture could be, by path
	Spoken    map[string]string   // the first file in each folder that is taken for a language's, as a person would name it
	Mistakes  mistake.List
	Warnings  mistake.List
}

// File is a file whose meaning another package knows.
type File struct {
	Path   string // below the content folder
	File   string // as a person would name it
	Lang   string
	Source []byte

	mu      sync.Mutex
	meaning any
}

// Meaning is what another package makes of a file. It is made once, for as
// long as the file stays as it is, so it must depend on nothing else but the
// variables, and nobody may change it.
func Meaning[T any](f *File, read func() T) T {
	f.mu.Lock()
	defer f.mu.Unlock()
	if known, ok := f.meaning.(T); ok {
		return known
	}
	made := read()
	f.meaning = made
	return made
}

// Line is a line of the file, without its end.
func (f *File) Line(number int) string {
	d := Document{source: f.Source}
	return d.Line(number)
}

// Files are those that people write whose meaning other packages know, in the order of paths
// but for checks and shares, which come last.
func (l *Library) Files() []*File {
	files := slices.Clone(l.Trees)
	for _, f := range []*File{l.Checks, l.Shares} {
		if f != nil {
			files = append(files, f)
		}
	}
	return files
}

// add sorts one file that was read into its place.
func (l *Library) add(e *entry) {
	l.Mistakes = append(l.Mistakes, e.mistakes...)
	l.Warnings = append(l.Warnings, e.warnings...)
	if e.ofLanguage() && l.Spoken[e.lang] == "" {
		l.Spoken[e.lang] = e.shown
	}
	switch {
	case e.document != nil:
		l.Documents = append(l.Documents, e.document)
	case e.tree != nil:
		l.Trees = append(l.Trees, e.tree)
	case e.checks != nil:
		l.Checks = e.checks
	case e.measured != nil:
		l.Measured = e.measured
	case e.examples != nil:
		l.Examples = e.examples
	case e.shares != nil:
		l.Shares = e.shares
	case e.drawing != nil:
		if other := l.Drawings[e.drawing.Name]; other != nil {
			l.Mistakes = append(l.Mistakes, mistake.Mistake{Position: mistake.Position{File: e.drawing.File}, Rule: "duplicate-drawing",
				Text: fmt.Sprintf("there is another drawing %q: %s", e.drawing.Name, other.File), Hint: "Rename one of the two: pages know drawings by name."})
		}
		l.Drawings[e.drawing.Name] = e.drawing
	case e.picture != nil:
		l.Pictures[e.picture.Path] = e.picture
	case isPicture(e.path) && len(e.mistakes) > 0:
		l.Refused[e.path] = true
	case isPicture(e.path):
		l.Links[e.path] = true
	case e.synonyms != nil:
		l.Synonyms[e.lang] = e.synonyms
	case e.strings != nil:
		l.Strings[e.lang] = e.strings
	}
}

// newLibrary gathers entries that are in the order of their paths.
func newLibrary(entries []*entry) *Library {
	l := &Library{Strings: map[string]Strings{}, Synonyms: map[string][][]string{}, Drawings: map[string]*Drawing{}, Pictures: map[string]*Picture{}, Refused: map[string]bool{}, Links: map[string]bool{}, Spoken: map[string]string{}}
	for _, e := range entries {
		l.add(e)
	}
	return l
}
