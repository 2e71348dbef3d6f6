package search_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"retake/generator/guide"
	"retake/generator/search"
)

func TestSmallGuideIsOnePiece(t *testing.T) {
	for name := range defaultGuide(t).files {
		if strings.HasPrefix(name, "assets/search/") {
			t.Errorf("the default guide has the piece %s", name)
		}
	}
}

func TestLargeGuideLoadsLittle(t *testing.T) {
	g := largeGuide(600)
	files := indexOf(t, search.NewIndexer(), g)
	var loaded []string
	r := readerOf(t, files, &loaded)
	for i := 0; i < len(g.Pages); i += 59 {
		page, before := g.Pages[i], len(loaded)
		answer, err := r.Find(page.Title()+" ", 8)
		if err != nil {
			t.Fatal(err)
		}
		if len(answer.Results) == 0 || answer.Results[0].URL != page.URL {
			t.Errorf("the title %q does not find its page first: %+v", page.Title(), answer.Results)
		}
		size := 0
		for _, name := range loaded[before:] {
			size += len(files[name])
		}
		if len(loaded)-before > 24 {
			t.Errorf("the title %q loads %d pieces of %d bytes: %q", page.Title(), len(loaded)-before, size, loaded[before:])
		}
	}
}

// Words that say little are not looked up beside others, and one word alone
// needs no more of its pages than a search box shows.
func TestLittleIsLookedUp(t *testing.T) {
	g := largeGuide(600)
	for _, p := range g.Pages {
		p.Doc.Front.Summary = "What is to be done about the tomato."
	}
	var loaded []string
	r := readerOf(t, indexOf(t, search.NewIndexer(), g), &loaded)
	find := func(query string, limit int) []search.Result {
		t.Helper()
		answer, err := r.Find(query, limit)
		if err != nil {
			t.Fatal(err)
		}
		return answer.Results
	}
	lists := func() int {
		return len(slices.DeleteFunc(slices.Clone(loaded), func(name string) bool { return !strings.HasPrefix(name, "assets/search/en-p") }))
	}
	if found := find("tomato", 8); len(found) != 8 || lists() > 0 {
		t.Errorf("a word of all pages finds %d of them, and loads %q", len(found), loaded)
	}
	if found := find("what is the tomato to", 8); len(found) != 8 || lists() > 0 {
		t.Errorf("beside words that say little, a word finds %d pages, and loads %q", len(found), loaded)
	}
	if found := find("what is the", 8); len(found) != 8 {
		t.Errorf("words that say little find %d pages when nothing else is asked for", len(found))
	}
	if found := find("tomato", 30); len(found) != 30 || lists() == 0 {
		t.Errorf("a page of results shows %d, and loads %q", len(found), loaded)
	}
}

// A picture among a page's names is no word, and a name without words says
// nothing of how near a query is to it.
func TestNamesWithoutWords(t *testing.T) {
	g := largeGuide(5)
	g.Pages[2].Doc.Front.Title, g.Pages[2].Doc.Front.Also = "👍🏽", []string{"💡", "…"}
	g.Pages[2].Doc.Body.IntroText = "A zylophone."
	g.Pages[3].Doc.Front.Title, g.Pages[3].Doc.Front.Also = "Zylophone", []string{"👍"}
	var loaded []string
	r := readerOf(t, indexOf(t, search.NewIndexer(), g), &loaded)
	for _, query := range []string{"zylophone", "zylophone 👍"} {
		answer, err := r.Find(query, 5)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(answer.Results); n != 2 || answer.Results[0].URL != g.Pages[3].URL || !(answer.Results[1].Score > 0) {
			t.Errorf("%q finds %+v", query, answer.Results)
		}
	}
}

// A mistake in the first letter is found by the last ones, since the pieces
// that the first letters lead to do not have the word.
func TestLargeGuideForgivesFirstLetters(t *testing.T) {
	g := largeGuide(600)
	g.Pages[7].Doc.Front.Title = "Blurry zylophone"
	var loaded []string
	r := readerOf(t, indexOf(t, search.NewIndexer(), g), &loaded)
	answer, err := r.Find("aylophone ", 3)
	if err != nil {
		t.Fatal(err)
	}
	if len(answer.Results) == 0 || answer.Results[0].URL != g.Pages[7].URL {
		t.Errorf("aylophone does not find zylophone: %+v", answer)
	}
}

func TestOneChangeChangesFewPieces(t *testing.T) {
	indexer, g := search.NewIndexer(), largeGuide(600)
	before := indexOf(t, indexer, g)
	if again := indexOf(t, indexer, g); !maps.Equal(before, again) {
		t.Error("the same guide gives another index")
	}
	changed := *g.Pages[10].Doc
	changed.Sum, changed.Body.IntroText = "changed", "Quite another zylophone."
	g.Pages[10].Doc = &changed
	after := indexOf(t, indexer, g)
	if fresh := indexOf(t, search.NewIndexer(), g); !maps.Equal(after, fresh) {
		t.Error("an index made after a change is not the one made anew")
	}
	kept := 0
	for name := range before {
		if _, ok := after[name]; ok {
			kept++
		}
	}
	if share := float64(kept) / float64(len(before)); share < 2.0/3 {
		t.Errorf("after one change only %d of %d pieces are the same", kept, len(before))
	}
}

// An index that grew and shrank with its guide is the one that is made anew,
// also where a guide becomes too large for one piece and small again.
func TestIndexAfterManyChanges(t *testing.T) {
	random := rand.New(rand.NewPCG(20261122, 4))
	all, indexer := largeGuide(240), search.NewIndexer()
	g := *all
	g.Pages = nil
	for step := range 150 {
		grow := step/30%2 == 0
		for range 1 + random.IntN(25) {
			i := random.IntN(len(all.Pages))
			at := slices.Index(g.Pages, all.Pages[i])
			switch {
			case at < 0 && grow:
				g.Pages = slices.Insert(g.Pages, random.IntN(len(g.Pages)+1), all.Pages[i])
			case at >= 0 && !grow && random.IntN(4) > 0:
				g.Pages = slices.Delete(g.Pages, at, at+1)
			case at >= 0:
				doc := *all.Pages[i].Doc
				doc.Front.Summary = all.Pages[random.IntN(len(all.Pages))].Doc.Front.Title
				all.Pages[i].Doc = &doc
			}
		}
		got, want := indexOf(t, indexer, &g), indexOf(t, search.NewIndexer(), &g)
		if !maps.Equal(got, want) {
			t.Fatalf("step %d: an index of %d pages is not the one made anew", step, len(g.Pages))
		}
	}
}

func TestOrderOfPagesDoesNotMatter(t *testing.T) {
	g := largeGuide(300)
	before := indexOf(t, search.NewIndexer(), g)
	turned := guide.Guide{Lang: g.Lang, Default: true, Pages: slices.Clone(g.Pages)}
	slices.Reverse(turned.Pages)
	if after := indexOf(t, search.NewIndexer(), &turned); !maps.Equal(before, after) {
		t.Error("the order in which pages come changes the index")
	}
}

func TestSynonymsFindAndTitlesOutrankThem(t *testing.T) {
	g := largeGuide(20)
	g.Pages[3].Doc.Front.Title = "Zylophone"
	g.Pages[4].Doc.Front.Title = "Quagmire"
	g.Synonyms = [][]string{{"quagmire", "zylophone", "swamp"}}
	var loaded []string
	r := readerOf(t, indexOf(t, search.NewIndexer(), g), &loaded)
	for query, want := range map[string][]int{"zylophone": {3, 4}, "quagmire": {4, 3}, "swamps": {4, 3}} {
		answer, err := r.Find(query, 5)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, found := range answer.Results {
			got = append(got, found.URL)
		}
		if pages := []string{g.Pages[want[0]].URL, g.Pages[want[1]].URL}; !slices.Equal(got, pages) {
			t.Errorf("%s finds %q, want %q", query, got, pages)
		}
	}
}

// A page is found by what answers of trees say that end on it: the default
// guide's page of a cut-off document does not speak of filling the picture.
func TestOutcomesAreFoundByTheirAnswers(t *testing.T) {
	site := defaultGuide(t)
	answer, err := site.reader(t, "en").Find("filled the picture", 3)
	if err != nil {
		t.Fatal(err)
	}
	want := "reasons/incomplete-document-photo/"
	if !slices.ContainsFunc(answer.Results[:min(2, len(answer.Results))], func(r search.Result) bool { return strings.HasPrefix(r.URL, want) }) {
		t.Errorf("the words of an answer find %+v, want %s", answer.Results, want)
	}
}
