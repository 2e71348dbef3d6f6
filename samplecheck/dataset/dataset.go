// Package dataset reads folders of labelled photos: labels.csv, and the
// photos that it names. It decodes nothing and judges nothing.
//
// labels.csv is in long form, a row for each photo and check:
//
//	photo,check,defect,group,set,licence,note
//
// defect is yes or no; a pair that has no row is unknown, never "no". group
// is the scene: photos of one group are not independent of each other, and
// never part in cross-validation. An empty group is a scene of its own. The
// words of note say of which kind a photo is (see [Label.Kinds]).
package dataset

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"retake/generator/mistake"
)

// File is the name of the labels in a folder of photos.
const File = "labels.csv"

// Enough is how many photos of a class a check needs at least: of 20 photos
// without one mistake, the true share of mistakes may still be 16 %.
const Enough = 20

// Dataset is a folder of labelled photos.
type Dataset struct {
	Dir    string
	Labels []Label  // in the order of the file
	Photos []string // that labels name, each once, in the order of the file

	lines []string
}

// Label is what people say of one photo for one check.
type Label struct {
	Photo   string // path below the folder, with slashes; any bytes
	Check   string
	Bad     bool // it has the defect
	Group   string
	Set     string
	Licence string
	Note    string
	At      mistake.Position
}

// Scene names the group; a label without one is a scene of its own.
func (l Label) Scene() string {
	if l.Group == "" {
		return "\x00" + l.Photo // no group can be called so
	}
	return l.Group
}

// Kinds are the kinds of photo that the note names: its words, apart from
// data, which have an equals sign. "clutter borderline; ev_rel=-1.3" is of
// the kinds clutter and borderline.
func (l Label) Kinds() []string {
	var kinds []string
	for _, word := range strings.FieldsFunc(l.Note, func(r rune) bool { return strings.ContainsRune(" \t;,", r) }) {
		if !strings.Contains(word, "=") {
			kinds = append(kinds, word)
		}
	}
	return kinds
}

// Choose refuses kinds that no label's note names: a misspelt one would leave
// nothing out.
func (d *Dataset) Choose(kinds []string) error {
	named := map[string]bool{}
	for _, l := range d.Labels {
		for _, kind := range l.Kinds() {
			named[kind] = true
		}
	}
	known := slices.Sorted(maps.Keys(named))
	for _, kind := range kinds {
		switch {
		case named[kind]:
		case len(known) == 0:
			return fmt.Errorf("no note in %s has a word, so there is no kind of photo %q to leave out", filepath.ToSlash(filepath.Join(d.Dir, File)), kind)
		default:
			return fmt.Errorf("no label's note has the word %q; notes have: %s", kind, strings.Join(known[:min(len(known), 30)], ", "))
		}
	}
	return nil
}

// Synthetic tells whether a set was drawn by a program: its name says so.
func Synthetic(set string) bool { return strings.HasPrefix(set, "synthetic") }

// mistake is a mistake in labels.csv with the line that it stands on.
func (d *Dataset) mistake(at mistake.Position, rule, text, hint string) mistake.Mistake {
	m := mistake.Mistake{Position: at, Rule: rule, Text: text, Hint: hint}
	if i := at.Line - 1; i >= 0 && i < len(d.lines) {
		m.Quote = strings.ToValidUTF8(strings.TrimSuffix(d.lines[i], "\r"), "\uFFFD")
	}
	return m
}

// Shown is a photo's name as it can be shown: itself, or with escapes for
// what is not text.
func Shown(photo string) string {
	quoted := strconv.Quote(photo)
	if unquoted := quoted[1 : len(quoted)-1]; strings.ContainsRune(unquoted, '\\') {
		return unquoted
	}
	return photo
}
