package audit

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"retake/generator/guide"
	"retake/generator/mistake"
	"retake/generator/search"
	"retake/regular"
)

// searchTestsFile lies beside a language's pages.
const searchTestsFile = "search-tests.yaml"

// searchTest is a search test with what it found.
type searchTest struct {
	search.Test
	guide *guide.Guide
	place int // of the page among what was found, from 1; 0: not among the first ten
}

func (t *searchTest) passed() bool { return 0 < t.place && t.place <= t.Top }

// readSearchTests reads the tests of each language.
func (s *Subject) readSearchTests() {
	for _, lang := range s.Config.Languages {
		file := s.Config.Path(s.Config.Content, lang.Tag, searchTestsFile)
		src, err := regular.ReadFile(file)
		if err != nil {
			s.wrong = append(s.wrong, unreadable(file, err)...)
			continue
		}
		tests, wrong := search.ParseTests(filepath.ToSlash(file), src)
		s.wrong = append(s.wrong, wrong...)
		s.searchTests[lang.Tag] = tests
		s.searchLines[filepath.ToSlash(file)] = src
	}
	if s.Site == nil {
		return
	}
	for _, g := range s.Site.Guides {
		for _, t := range s.searchTests[g.Lang.Tag] {
			if _, ok := searched(g, t.Page); !ok && t.Page != "" {
				m := s.atTest(t, fmt.Sprintf("there is no page %q for this search test", t.Page))
				m.Hint = mistake.DidYouMean(t.Page, searchedKeys(g))
				s.wrong = append(s.wrong, m)
			}
		}
	}
}

// searched is the address of a page or tree that tests name.
func searched(g *guide.Guide, key string) (string, bool) {
	if p := g.Page(key); p != nil {
		return p.URL, true
	}
	i := slices.IndexFunc(g.Trees, func(t *guide.Tree) bool { return t.Key == key })
	if i < 0 {
		return "", false
	}
	return g.Trees[i].URL, true
}

func searchedKeys(g *guide.Guide) []string {
	var keys []string
	for _, p := range g.Pages {
		keys = append(keys, p.Key)
	}
	for _, t := range g.Trees {
		keys = append(keys, t.Key)
	}
	return keys
}

// atTest is a mistake at a search test.
func (s *Subject) atTest(t search.Test, text string) mistake.Mistake {
	return mistake.Mistake{Position: t.At, Text: text, Quote: lineOf(s.searchLines[t.At.File], t.At.Line)}
}

// deepest is how many results of a search test are looked through, to say where
// its page is.
const deepest = 10

// query is something to search for, with the page that it is to find.
type query struct {
	guide   *guide.Guide
	words   string
	address string
	depth   int // how many results are looked through; each takes its time
}

// worthOpening is how many searches take longer than opening an index once
// more, to search on another core as well.
const worthOpening = 30

// find tells of each query the place of its page among what it finds, 0 when
// it is not among the first. A reader's search takes its time, so all cores
// search, each with the script for itself.
func (p *Published) find(s *Subject, queries []query) []int {
	indexes := map[*guide.Guide]string{}
	for _, g := range s.Site.Guides {
		indexes[g] = p.index(g)
	}
	found, left := make([][]string, len(queries)), []int(nil)
	for i, q := range queries {
		known, ok := p.memory.search(searchKey{indexes[q.guide], q.words, q.depth})
		if found[i] = known; !ok {
			left = append(left, i)
		}
	}
	// Queries of one guide follow each other: so each core opens few indexes.
	shares := max(1, min(runtime.GOMAXPROCS(0), len(left)/worthOpening))
	err := parallel(context.Background(), shares, func(n int) error {
		for _, i := range left[n*len(left)/shares : (n+1)*len(left)/shares] {
			q := queries[i]
			var err error
			if found[i], err = p.ask(s, q); err != nil {
				return err
			}
			p.memory.keepSearch(searchKey{indexes[q.guide], q.words, q.depth}, found[i])
		}
		return nil
	})
	if err != nil {
		p.fail(err)
	}
	places := make([]int, len(queries))
	for i, q := range queries {
		places[i] = 1 + slices.Index(found[i], q.address)
	}
	return places
}

// ask searches, with a reader that nobody uses just now. It returns the
// addresses of pages.
func (p *Published) ask(s *Subject, q query) ([]string, error) {
	reader, err := p.reader(s, q.guide)
	if err != nil {
		return nil, err
	}
	answer, err := reader.Find(q.words, q.depth)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	p.readers[q.guide] = append(p.readers[q.guide], reader)
	p.mu.Unlock()
	var found []string
	for _, r := range answer.Results {
		page, _, _ := strings.Cut(r.URL, "#")
		found = append(found, page)
	}
	return found, nil
}

// reader is one that is not in use, or a new one.
func (p *Published) reader(s *Subject, g *guide.Guide) (*search.Reader, error) {
	p.mu.Lock()
	free := p.readers[g]
	if n := len(free) - 1; n >= 0 {
		p.readers[g] = free[:n]
		p.mu.Unlock()
		return free[n], nil
	}
	p.mu.Unlock()
	return s.Search(g)
}

// runSearchTests runs the search tests, once.
func (p *Published) runSearchTests(s *Subject) []searchTest {
	if p.tested != nil {
		return p.tested
	}
	p.tested = []searchTest{}
	var queries []query
	for _, g := range s.Site.Guides {
		for _, t := range s.searchTests[g.Lang.Tag] {
			if address, ok := searched(g, t.Page); ok {
				p.tested = append(p.tested, searchTest{Test: t, guide: g})
				queries = append(queries, query{g, t.Query, address, deepest})
			}
		}
	}
	for i, place := range p.find(s, queries) {
		p.tested[i].place = place
	}
	return p.tested
}
