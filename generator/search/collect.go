package search

import (
	"strings"

	"retake/generator/guide"
	"retake/generator/tree"
)

// TreePage is the kind of a decision tree among the pages that are searched.
const TreePage guide.Kind = "tree"

// Part is a part of a page that has an address of its own.
type Part struct {
	At          string // follows the page's address: "#signs", or a question's "photo/"
	Title, Text string
}

// Page is a page as it is searched: of the guide, or of a tree.
type Page struct {
	Key     string // names the page in its language
	URL     string
	Title   string
	Where   string // what it lives under
	Summary string
	Rank    int // of a reason: 1 is the most common; 0 has none
	Also    []string
	Told    string // what answers of trees say that end here, a line each
	Parts   []Part // the first, without an id, is what stands before all sections
	Kind    guide.Kind
}

// source is what a page is made of. Documents and trees are read once: the
// same pointer is the same text.
type source struct {
	file                   any
	url, where, kind, told string
}

// Pages are the pages and trees of a guide as they are searched, in reading
// order.
func Pages(g *guide.Guide) []*Page {
	var found []*Page
	for _, p := range newIndex(g.Lang.Tag).collect(g) {
		found = append(found, p.Page)
	}
	return found
}

// collect gathers the pages and trees of a guide as they are searched, in
// reading order. Those of the same source are the same pages as last time.
func (x *index) collect(g *guide.Guide) []*page {
	found := make([]*page, 0, len(g.Pages)+len(g.Trees))
	add := func(key string, from source, read func() *Page) {
		if last := x.pages[key].page; last != nil && last.from == from {
			found = append(found, last)
			return
		}
		found = append(found, newPage(read(), from))
	}
	told := outcomes(g)
	for _, p := range g.Pages {
		add(p.Key, source{p.Doc, p.URL, where(p), string(p.Kind), told[p]}, func() *Page { return pageOf(p, told[p]) })
	}
	for _, t := range g.Trees {
		add(t.Key, source{t.File, t.URL, "", string(TreePage), ""}, func() *Page { return treeOf(t) })
	}
	return found
}

// outcomes are what the answers of all trees say that end on a page. A reader
// who would give such an answer is looking for that page, and finds the page
// itself: an outcome shows the same text.
func outcomes(g *guide.Guide) map[*guide.Page]string {
	told := map[*guide.Page]string{}
	for _, t := range g.Trees {
		for _, q := range t.Questions {
			for _, a := range q.Answers {
				if p := t.Target(a.Go).Page; p != nil && !a.Unsure() {
					told[p] += a.Say + "\n"
				}
			}
		}
	}
	return told
}

func pageOf(p *guide.Page, told string) *Page {
	front, body := &p.Doc.Front, &p.Doc.Body
	page := &Page{
		Key: p.Key, URL: p.URL, Kind: p.Kind, Title: front.Title, Where: where(p),
		Summary: front.Summary, Also: front.Also, Told: told,
		Parts: []Part{{Text: body.IntroText}},
	}
	if p.Kind == guide.Reason {
		page.Rank = front.Rank
	}
	for _, s := range body.Sections {
		page.Parts = append(page.Parts, Part{"#" + s.ID, s.Title, s.Text})
	}
	return page
}

// where is the title of the folder that a page lives in.
func where(p *guide.Page) string {
	if p.Parent == nil || p.Parent.Kind == guide.Home {
		return ""
	}
	return p.Parent.Title()
}

// treeOf is a tree with its questions as parts: a question is found by what
// it asks and by its answers, on the first shortest way that leads to it.
func treeOf(t *guide.Tree) *Page {
	page := &Page{Key: t.Key, URL: t.URL, Kind: TreePage, Title: t.Title, Summary: t.Summary, Also: t.Also}
	seen := map[*tree.Question]bool{}
	for state := range t.States() {
		q := state.Question
		if q == nil || seen[q] {
			continue
		}
		seen[q] = true
		at := ""
		if len(state.Canonical) > 0 {
			at = strings.Join(state.Canonical, "/") + "/"
		}
		page.Parts = append(page.Parts, Part{at, q.Ask, questionText(q)})
	}
	return page
}

func questionText(q *tree.Question) string {
	lines := []string{q.Help}
	for _, a := range q.Answers {
		lines = append(lines, a.Say, a.Help)
	}
	return strings.Join(strings.FieldsFunc(strings.Join(lines, "\n"), func(r rune) bool { return r == '\n' }), "\n")
}
