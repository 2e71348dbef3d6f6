package audit

import (
	"iter"
	"os"
	"strings"
	"time"

	"retake/generator/content"
	"retake/generator/guide"
	"retake/generator/mistake"
	"retake/generator/publish"
	"retake/generator/search"
)

// Subject is what is audited: a build, and what the audit reads beside it.
// Its methods may be called from several goroutines.
type Subject struct {
	*publish.Build
	Date time.Time // the day that is audited

	lexicons    map[string]*Lexicon      // by language
	searchTests map[string][]search.Test // by language
	searchLines map[string][]byte        // their files
	wrong       mistake.List             // in the files that only the audit reads
}

// NewSubject prepares a build of a day, also one with mistakes: then these
// are all that there is to find.
func NewSubject(build *publish.Build, day time.Time) *Subject {
	s := &Subject{
		Build: build, Date: day,
		lexicons: map[string]*Lexicon{}, searchTests: map[string][]search.Test{}, searchLines: map[string][]byte{},
	}
	for _, lang := range build.Config.Languages {
		lexicon, wrong := newLexicon(build.Config, lang.Tag)
		s.lexicons[lang.Tag], s.wrong = lexicon, append(s.wrong, wrong...)
	}
	s.readSearchTests()
	return s
}

// mistaken is the same subject with mistakes, which showed only when its files
// were made.
func (s *Subject) mistaken(wrong mistake.List) *Subject {
	subject, build := *s, *s.Build
	build.Mistakes = wrong
	subject.Build = &build
	return &subject
}

// Pages are the pages of all guides that were written in the guide's own
// language: a page that stands in for a missing translation is judged where
// it was written.
func (s *Subject) Pages() iter.Seq[*guide.Page] {
	return func(yield func(*guide.Page) bool) {
		for _, g := range s.Site.Guides {
			for _, p := range g.Pages {
				if !p.Fallback && !yield(p) {
					return
				}
			}
		}
	}
}

// Trees are the trees of all guides, each in the language that it was
// written in.
func (s *Subject) Trees() iter.Seq[*guide.Tree] {
	return func(yield func(*guide.Tree) bool) {
		for _, g := range s.Site.Guides {
			for _, t := range g.Trees {
				if !t.Fallback && !yield(t) {
					return
				}
			}
		}
	}
}

// written is the text of a page, or of a tree when page is nil, made when it
// is called.
type written struct {
	page *guide.Page
	text func() *Text
}

// texts are those of all pages and trees.
func (s *Subject) texts() []written {
	var texts []written
	for p := range s.Pages() {
		texts = append(texts, written{p, func() *Text { return textOf(s, p) }})
	}
	for t := range s.Trees() {
		texts = append(texts, written{nil, func() *Text { return textOfTree(s, t) }})
	}
	return texts
}

// addresses are those of pages and trees, by the file that they come from.
func (s *Subject) addresses() map[string]string {
	found := map[string]string{}
	if s.Site == nil {
		return found
	}
	for p := range s.Pages() {
		found[p.Doc.At(0).File] = "/" + p.URL
	}
	for t := range s.Trees() {
		found[t.File.File] = "/" + t.URL
	}
	return found
}

// warnings are the build's warnings of one kind, as findings.
func (s *Subject) warnings(rule string) []Finding {
	var found []Finding
	for _, w := range s.Warnings {
		if w.Rule == rule {
			found = append(found, Finding{Mistake: w})
		}
	}
	return found
}

// owner is the hint that names who keeps a page up to date; empty when nobody
// is named.
func (s *Subject) owner(p *guide.Page) string {
	if owner := p.Doc.Front.Owner; owner != "" {
		return "It is for " + owner + " to go through the page and to write today's day under reviewed."
	}
	return ""
}

// inFront is a finding about a key of a page's front matter, or about its
// first line when the key is not there.
func inFront(p *guide.Page, key, text, hint string) Finding {
	return about(p.URL, inFrontOf(p.Doc, key, text, hint))
}

func inFrontOf(d *content.Document, key, text, hint string) mistake.Mistake {
	at := d.KeyAt(key)
	return mistake.Mistake{Position: at, Text: text, Hint: hint, Quote: d.Line(at.Line)}
}

// lineOf is a line of a file, without its end.
func lineOf(src []byte, number int) string {
	n := 0
	for line := range strings.Lines(string(src)) {
		if n++; n == number {
			return strings.TrimRight(line, "\r\n")
		}
	}
	return ""
}

// inSettings is a mistake at a key of the settings, or at one of its
// variables.
func inSettings(s *Subject, key, text string) mistake.Mistake {
	m := mistake.Mistake{Position: mistake.Position{File: s.Config.File}, Text: text}
	src, err := os.ReadFile(s.Config.File)
	if err != nil {
		return m
	}
	n := 0
	for line := range strings.Lines(string(src)) {
		n++
		if rest := strings.TrimLeft(line, " "); strings.HasPrefix(rest, key+":") {
			m.Line, m.Column, m.Quote = n, 1+len(line)-len(rest), strings.TrimRight(line, "\r\n")
			break
		}
	}
	return m
}
