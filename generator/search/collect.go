package search

import (
	"strconv"
	"strings"

	"retake/generator/guide"
	"retake/generator/tree"
)

// TreePage is the kind of a decision tree among the pages that are searched.
const TreePage guide.Kind = "tree"

// Pages are the pages and trees of a guide as they are searched, in reading
// order.
func Pages(g *guide.Guide) []*Page {
	var found []*Page
	for _, p := range g.Pages {
		found = append(found, pageOf(p))
	}
	for _, t := range g.Trees {
		found = append(found, treeOf(t))
	}
	return found
}

func pageOf(p *guide.Page) *Page {
	front, body := &p.Doc.Front, &p.Doc.Body
	page := &Page{
		Key: p.Key, URL: p.URL, Kind: p.Kind, Title: front.Title, Where: where(p),
		Summary: front.Summary, Also: front.Also,
		Parts: []Part{{Text: body.IntroText}},
		Sum:   p.Doc.Lang + p.Doc.Sum + p.URL,
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
	page := &Page{Key: t.Key, URL: t.URL, Kind: TreePage, Title: t.Title, Summary: t.Summary}
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
	page.Sum = t.URL + strconv.Itoa(len(page.Parts)) + t.File.Lang + string(t.File.Source)
	return page
}

func questionText(q *tree.Question) string {
	lines := []string{q.Help}
	for _, a := range q.Answers {
		lines = append(lines, a.Say, a.Help)
	}
	return strings.Join(strings.FieldsFunc(strings.Join(lines, "\n"), func(r rune) bool { return r == '\n' }), "\n")
}
