package search_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"retake/generator/search"
)

// lists are the queries that relevance is measured on, with the shares that
// must be found first, and among the first three.
var lists = []struct {
	name, lang, file string
	first, three     float64
}{
	{"English", "en", "../../content/en/search-tests.yaml", 0.92, 0.98},
	{"Spanish", "es", "../../content/es/search-tests.yaml", 0.92, 0.98},
	{"English, unseen", "en", "testdata/unseen-en.yaml", 0, 0},
	{"Spanish, unseen", "es", "testdata/unseen-es.yaml", 0, 0},
	{"English, later", "en", "testdata/later-en.yaml", 0, 0},
	{"Spanish, later", "es", "testdata/later-es.yaml", 0, 0},
	{"English, developed with", "en", "testdata/dev-en.yaml", 0.92, 0.98},
	{"Spanish, developed with", "es", "testdata/dev-es.yaml", 0.92, 0.98},
}

func TestRelevance(t *testing.T) {
	site := defaultGuide(t)
	readers := map[string]*search.Reader{"en": site.reader(t, "en"), "es": site.reader(t, "es")}
	for _, list := range lists {
		t.Run(list.name, func(t *testing.T) {
			src, err := os.ReadFile(list.file)
			if err != nil {
				t.Fatal(err)
			}
			tests, wrong := search.ParseTests(list.file, src)
			if len(wrong) > 0 {
				t.Fatal(wrong)
			}
			g := site.guide(list.lang)
			reader := readers[list.lang]
			first, three, kept := 0, 0, 0
			for _, test := range tests {
				page := g.Page(test.Page)
				if page == nil {
					t.Fatalf("%s: there is no page %s", test.At, test.Page)
				}
				answer, err := reader.Find(test.Query, 8)
				if err != nil {
					t.Fatal(err)
				}
				at := slices.IndexFunc(answer.Results, func(r search.Result) bool {
					return r.URL == page.URL || strings.HasPrefix(r.URL, page.URL+"#")
				}) + 1
				if at == 1 {
					first++
				}
				if at >= 1 && at <= 3 {
					three++
				}
				if at >= 1 && at <= test.Top {
					kept++
					continue
				}
				t.Logf("%q: %s is at %d, behind %s", test.Query, test.Page, at, ahead(answer.Results))
			}
			n := float64(len(tests))
			t.Logf("%d queries: right page first %.1f %%, among three %.1f %%, as listed %.1f %%", len(tests), 100*float64(first)/n, 100*float64(three)/n, 100*float64(kept)/n)
			if float64(first)/n < list.first || float64(three)/n < list.three {
				t.Errorf("fewer than %.0f %% are first, or fewer than %.0f %% among the first three", 100*list.first, 100*list.three)
			}
		})
	}
}

func ahead(results []search.Result) string {
	if len(results) == 0 {
		return "nothing"
	}
	return results[0].URL
}
