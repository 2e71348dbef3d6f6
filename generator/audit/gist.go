package audit

import (
	"retake/generator/guide"
)

// Gist is what is kept of a text until all have been read.
type Gist struct {
	Lang    string
	Page    *guide.Page // nil for a tree
	Tree    *guide.Tree // nil for a page
	Reading float64     // by the language's formula
	Read    bool        // there was enough text for it
	Defined []string    // what its definition lists explain, in plain letters
	Jargon  []unknownWord
	Terms   map[termUse][]Finding // which of several words for one thing it uses
	Print   fingerprint           // of what a reason says
	Signs   []sign                // of a reason
}

// unknownWord is jargon that its own page does not explain.
type unknownWord struct {
	word string
	at   Finding
}

// termUse is one word of a group of words for one thing.
type termUse struct{ group, term int }

func (t *Text) gist() *Gist {
	g := &Gist{Lang: t.Lang, Page: t.Page, Tree: t.Tree, Defined: t.defined(), Jargon: t.jargon(), Terms: t.termsUsed()}
	g.Reading, g.Read = t.reading()
	if t.Page != nil && t.Page.Kind == guide.Reason {
		g.Print, g.Signs = t.fingerprint(), t.signs()
	}
	return g
}

// on is the gist as that of a page of another build; of a tree, as it is.
func (g *Gist) on(page *guide.Page) *Gist {
	if page == nil || g.Page == page {
		return g
	}
	moved := *g
	moved.Page = page
	return &moved
}
