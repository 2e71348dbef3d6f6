package audit

import (
	"slices"
	"strings"

	"retake/generator/guide"
	"retake/generator/search"
)

var unfindablePage = Rule{
	ID: "unfindable-page", Area: Search, Level: Warning,
	Title: "A page that its own words do not find",
	Why:   "Who searches for just this page gets others. Neither its title nor the words under also: bring it among the first three.",
	Mend:  "Give it a title that says what it alone is about, and the words of readers under also:.",
	Site: func(s *Subject, p *Published) []Finding {
		var left []*guide.Page
		for _, g := range s.Site.Guides {
			left = append(left, doubtful(g)...)
		}
		left = slices.DeleteFunc(left, func(page *guide.Page) bool { return p.tests(page) })
		for round := 0; len(left) > 0 && round <= mostPhrases; round++ {
			left = p.unfound(s, left, round)
		}
		var found []Finding
		for _, page := range left {
			found = append(found, inFront(page, "title", "neither the title of this page nor its words under also find it", ""))
		}
		return found
	},
}

// tests tells whether a search test found a page already.
func (p *Published) tests(page *guide.Page) bool {
	return slices.ContainsFunc(p.tested, func(t searchTest) bool {
		return t.guide == page.Guide && t.Page == page.Key && 0 < t.place && t.place <= shallow
	})
}

// unfound are the pages that their own words do not find: the title in round
// 0, then one of the phrases under also in each.
func (p *Published) unfound(s *Subject, pages []*guide.Page, round int) []*guide.Page {
	var queries []query
	for _, page := range pages {
		words := page.Title()
		if also := page.Doc.Front.Also; round > 0 {
			words = ""
			if round <= len(also) {
				words = also[round-1]
			}
		}
		queries = append(queries, query{page.Guide, words, page.URL, shallow})
	}
	var left []*guide.Page
	for i, place := range p.find(s, queries) {
		if place == 0 {
			left = append(left, pages[i])
		}
	}
	return left
}

// Limits of what is searched for. A word that few pages have in their titles
// finds those pages. Of a big guide's other pages some are tried, spread
// evenly: each takes as long as a reader's search.
const (
	fewPages    = 2
	mostTried   = 200
	mostPhrases = 8
	shallow     = 3 // results that a reader looks at
)

// doubtful are the pages that their own words may not find: those without a
// word in title and also that is theirs alone, or nearly so.
func doubtful(g *guide.Guide) []*guide.Page {
	has := map[string]int{}
	own := make([][]string, len(g.Pages))
	for i, p := range g.Pages {
		front := &p.Doc.Front
		seen := map[string]bool{}
		for _, w := range search.Cut(front.Title + "\n" + strings.Join(front.Also, "\n")) {
			if !seen[w.Text] {
				seen[w.Text] = true
				has[w.Text]++
				own[i] = append(own[i], w.Text)
			}
		}
	}
	var found []*guide.Page
	small := len(g.Pages) <= mostTried
	for i, p := range g.Pages {
		if p.Fallback || p.Kind == guide.Home || p.Kind == guide.Folder {
			continue
		}
		rare := false
		for _, w := range own[i] {
			rare = rare || has[w] <= fewPages
		}
		if small || !rare {
			found = append(found, p)
		}
	}
	if len(found) <= mostTried {
		return found
	}
	var tried []*guide.Page
	for i := range mostTried {
		tried = append(tried, found[i*len(found)/mostTried])
	}
	return tried
}
