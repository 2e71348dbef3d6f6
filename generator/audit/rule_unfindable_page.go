package audit

import (
	"iter"
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
// finds those pages, and so do two words that few titles have together: pages
// that have all words of a query come first. Of a big guide's other pages some
// are tried, spread evenly: each takes as long as a reader's search.
const (
	fewPages    = 2
	mostTried   = 200
	mostPhrases = 8
	shallow     = 3 // results that a reader looks at
)

// doubtful are the pages that their own words may not find: those without a
// word in title and also, or two in the title, that are theirs alone, or nearly
// so.
func doubtful(g *guide.Guide) []*guide.Page {
	titles, own := make([][]string, len(g.Pages)), make([][]string, len(g.Pages))
	for i, p := range g.Pages {
		front := &p.Doc.Front
		titles[i] = eachOnce(front.Title)
		own[i] = eachOnce(front.Title + "\n" + strings.Join(front.Also, "\n"))
	}
	small := len(g.Pages) <= mostTried
	words, together := countWords(own), countPairs(titles)
	var found []*guide.Page
	for i, p := range g.Pages {
		if p.Fallback || p.Kind == guide.Home || p.Kind == guide.Folder {
			continue
		}
		rare := slices.ContainsFunc(own[i], func(w string) bool { return words[w] <= fewPages })
		for pair := range pairs(titles[i]) {
			rare = rare || together[pair] <= fewPages
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

// eachOnce are the words of a text as search knows them, in order.
func eachOnce(text string) []string {
	var words []string
	for _, w := range search.Cut(text) {
		words = append(words, w.Text)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

func countWords(texts [][]string) map[string]int {
	count := map[string]int{}
	for _, words := range texts {
		for _, w := range words {
			count[w]++
		}
	}
	return count
}

func countPairs(texts [][]string) map[[2]string]int {
	count := map[[2]string]int{}
	for _, words := range texts {
		for pair := range pairs(words) {
			count[pair]++
		}
	}
	return count
}

// pairs are any two of a text's words.
func pairs(words []string) iter.Seq[[2]string] {
	return func(yield func([2]string) bool) {
		for i, a := range words {
			for _, b := range words[i+1:] {
				if !yield([2]string{a, b}) {
					return
				}
			}
		}
	}
}
