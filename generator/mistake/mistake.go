// Package mistake holds what is wrong with a publisher's files: where, what,
// and what to do about it. Mistakes are data. Packages collect them, so that
// one run reports all of them; only the commands print them.
package mistake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Position is a place in a file. Line and Column count from 1, columns in
// characters; zero means that the file as a whole is meant.
type Position struct {
	File   string
	Line   int
	Column int
}

// String writes the position as editors and terminals understand it,
// file:line:column, without the parts that are zero.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Mistake is one thing that is wrong.
type Mistake struct {
	Position
	Rule  string // stable short name, "unknown-key"
	Text  string // what is wrong, one sentence without its full stop
	Hint  string // what to do, one sentence; may be empty
	Quote string // the line that it stands on; may be empty
}

// Error makes a single mistake usable where an error is expected.
func (m Mistake) Error() string { return m.Position.String() + ": " + m.Text }

// List is every mistake of a run. It is an error when it is not empty; use
// [List.Err] to return it as one.
type List []Mistake

// Error names the first mistake and counts the others.
func (l List) Error() string {
	switch len(l) {
	case 0:
		return "no mistakes"
	case 1:
		return l[0].Error()
	}
	return fmt.Sprintf("%s (and %d more)", l[0].Error(), len(l)-1)
}

// Err is nil when there is no mistake.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// Sorted orders by file, line, column and text, and drops repetitions, so
// that the same files always give the same report.
func (l List) Sorted() List {
	sorted := slices.Clone(l)
	slices.SortFunc(sorted, func(a, b Mistake) int {
		return cmp.Or(
			strings.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			strings.Compare(a.Text, b.Text),
			strings.Compare(a.Hint, b.Hint),
		)
	})
	return slices.Compact(sorted)
}
