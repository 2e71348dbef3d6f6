package search_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"retake/generator/search"
)

// strange are queries that nobody foresees.
var strange = []string{
	"", " ", "a", "'", "’’’", "__proto__ constructor toString", "null undefined NaN", "0", "-1", "<script>alert(1)</script>", `"\`, "%00\x00\x01",
	strings.Repeat("a", 5000), strings.Repeat("ab ", 3000), strings.Repeat("照", 3000), strings.Repeat("é", 3000), strings.Repeat("'", 3000), strings.Repeat("a'", 2000),
	"照片", "片", "รูป", "사진", "صورة", "תמונה", "फोटो", "👍🏽 👨‍👩‍👧", "\u202e\u200d\ufeff", "𝒜𝒷𝒸", "\U000e0041\U0010ffff", "ﷺ ﬁ ½", "İI ıi ſK",
}

func TestNoQueryThrows(t *testing.T) {
	site := defaultGuide(t)
	random := randomQueries(60)
	for lang, queries := range map[string][]string{"en": slices.Concat(random[:30], strange), "es": slices.Concat(random[30:], strange)} {
		r := site.reader(t, lang)
		for _, query := range queries {
			if _, err := r.Find(query, 8); err != nil {
				t.Errorf("%s: %.80q: %v", lang, query, err)
			}
		}
	}
}

func randomQueries(n int) []string {
	random := rand.New(rand.NewPCG(3, 4))
	ranges := [][2]int{{32, 127}, {160, 600}, {0x370, 0x5ff}, {0x600, 0x6ff}, {0x900, 0xe7f}, {0x3040, 0x30ff}, {0x4e00, 0x9fff}, {0xac00, 0xd7a3}, {0x1f300, 0x1f6ff}, {0, 0x10ffff}}
	queries := make([]string, n)
	for i := range queries {
		var b strings.Builder
		for range random.IntN(60) {
			of := ranges[random.IntN(len(ranges))]
			b.WriteRune(rune(of[0] + random.IntN(of[1]-of[0])))
		}
		queries[i] = b.String()
	}
	return queries
}

// Pieces that are missing or broken may make a search fail, but it must say
// so and end: the page then shows its plain message.
func TestBrokenPiecesEndTheSearch(t *testing.T) {
	whole := indexOf(t, search.NewIndexer(), largeGuide(300))
	random := rand.New(rand.NewPCG(5, 6))
	for round := range 40 {
		files := map[string]string{}
		for name, data := range whole {
			if name != search.ManifestName {
				switch random.IntN(4) {
				case 0:
					data = data[:random.IntN(len(data))]
				case 1:
					data = []string{"{}", "[]", "null", "7", `{"w":"","c":[],"p":[]}`, `{"p":"!!!! ####"}`}[random.IntN(6)]
				case 2:
					data = strings.Map(func(r rune) rune {
						if random.IntN(50) == 0 && r != '"' && r != '\\' {
							return 'Z'
						}
						return r
					}, data)
				}
			}
			files[name] = data
		}
		var loaded []string
		r := readerOf(t, files, &loaded)
		if _, err := r.Find("bade fina number7 tomato", 8); err != nil && strings.Contains(err.Error(), "did not finish") {
			t.Errorf("round %d: %v", round, err)
		}
	}
}

// hard are queries that make the search work: nonsense, words of the guide
// with a mistake in each, and beginnings of many words.
func hard(words []string) []string {
	random := rand.New(rand.NewPCG(7, 8))
	queries := append(randomQueries(12), strange...)
	for range 4 {
		var wrong, begun []string
		for range 20 {
			word := words[random.IntN(len(words))]
			at := random.IntN(len(word))
			wrong = append(wrong, word[:at]+"q"+word[at:])
			begun = append(begun, word[:2])
		}
		queries = append(queries, strings.Join(wrong, " "), strings.Join(begun, " "), strings.Join(wrong, ""))
	}
	return queries
}

// No query may take long on a slow phone. A clock would tell of the machine
// and not of the search, so a query is held against the title of a page, on
// the same machine, with all that it needs in memory; a query also loads few
// pieces. In a browser a title takes less than a millisecond at this size.
func TestNoQueryTakesLong(t *testing.T) {
	g := largeGuide(1000)
	files := indexOf(t, search.NewIndexer(), g)
	var loaded []string
	r := readerOf(t, files, &loaded)
	var words []string
	for _, p := range g.Pages[:50] {
		words = append(words, strings.Fields(strings.TrimSuffix(p.Doc.Front.Summary, "."))...)
	}
	var titles []time.Duration
	for _, p := range g.Pages[:10] {
		titles = append(titles, quickest(t, r, p.Title()))
	}
	slices.Sort(titles)
	usual := titles[len(titles)/2]
	for _, query := range hard(words) {
		before := len(loaded)
		took := quickest(t, r, query)
		if n := len(loaded) - before; n > mostPieces {
			t.Errorf("%.60q loads %d pieces", query, n)
		}
		if took > 75*usual {
			t.Errorf("%.60q takes %v, a title %v", query, took, usual)
		}
	}
}

// mostPieces of an index are loaded by any query: of words, of their pages,
// and of texts.
const mostPieces = 90

// quickest is the least time of a few searches; others use the machine too.
func quickest(t *testing.T, r *search.Reader, query string) time.Duration {
	t.Helper()
	least := time.Hour
	for range 2 {
		start := time.Now()
		if _, err := r.Find(query, 8); err != nil {
			t.Fatalf("%.60q: %v", query, err)
		}
		least = min(least, time.Since(start))
	}
	return least
}
