// Package tree holds decision trees: questions whose answers lead to more
// questions and at last to a page of the guide. It reads them, proves that
// every path ends well, walks them, runs the writer's tests, says how many
// questions readers answer, and draws them.
//
// It does no input or output, and it knows nothing of the guide: pages are
// named by their path as the tree writes it, and the caller says what such a
// path means. It keeps nothing of what readers answer.
//
// [Parse] reads a file and [Tree.Prove] finds what is wrong with the tree.
// Every other method may be called on any tree that Parse returned, also on
// a broken one, so that a preview can draw it.
package tree

import (
	"iter"
	"strings"

	"retake/generator/mistake"
	"retake/generator/yamldoc"
)

// Tree is one decision tree in one language, in the order of its file.
type Tree struct {
	At        mistake.Position // its first line
	Title     string
	Summary   string
	Start     string   // key of the first question
	Limit     int      // most pages that the tree may have, one for each sequence of answers
	Also      []string // words that people search by
	NoIndex   bool     // its pages are kept from search engines
	Without   []Link   // pages that it does not reach on purpose
	Questions []*Question
	Tests     []Test

	startAt mistake.Position
	texts   []text
	doc     *yamldoc.Doc
}

// Question is asked on one page of every path that comes to it.
type Question struct {
	Key     string
	At      mistake.Position
	Ask     string
	Help    string // may be empty
	Answers []*Answer
}

// Answer leads on to another question or ends on a page.
type Answer struct {
	Key     string
	At      mistake.Position
	Say     string
	Help    string // may be empty
	Drawing string // name of a small drawing; may be empty
	Go      Link
	Or      Link // page of the second likely cause; the zero Link when there is none
}

// Link is where an answer goes.
type Link struct {
	At mistake.Position
	To string // a question's key, or a page's path, "../reasons/blurry-photo.md#fixes"
}

// Test is a sequence of answers with the page that it must end on.
type Test struct {
	At      mistake.Position
	Answers []Link // keys of answers
	Ends    Link
}

// Choice is an answer to a question. Without an answer it is the question.
type Choice struct {
	Question *Question
	Answer   *Answer
}

type text struct {
	at mistake.Position
	to *string
}

// IsPage tells pages from questions: a key never has a dot, slash or anchor.
func (l Link) IsPage() bool { return strings.ContainsAny(l.To, "./#") }

// Page is the path without its anchor.
func (l Link) Page() string {
	page, _, _ := strings.Cut(l.To, "#")
	return page
}

// Texts are all words that readers see, with their places, in the order of
// reading. They may be changed in place, to put variables in.
func (t *Tree) Texts() iter.Seq2[mistake.Position, *string] {
	return func(yield func(mistake.Position, *string) bool) {
		for _, text := range t.texts {
			if !yield(text.at, text.to) {
				return
			}
		}
	}
}

// Mistake is a mistake at a place in this tree's file, with its line.
func (t *Tree) Mistake(at mistake.Position, rule, text, hint string) mistake.Mistake {
	return t.doc.Mistake(at, rule, text, hint)
}
