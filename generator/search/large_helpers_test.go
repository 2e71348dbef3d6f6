package search_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"retake/generator/config"
	"retake/generator/content"
	"retake/generator/guide"
	"retake/generator/search"
)

// largeGuide is a guide of made-up words, too large for one piece. The same
// number of pages always gives the same guide.
func largeGuide(pages int) *guide.Guide {
	random := rand.New(rand.NewPCG(1, 2))
	vocabulary := make([]string, 4000)
	for i := range vocabulary {
		for range 2 + random.IntN(3) {
			vocabulary[i] += string("bcdfgklmnprstv"[random.IntN(14)]) + string("aeiou"[random.IntN(5)])
		}
	}
	text := func(n int) string {
		words := make([]string, n)
		for i := range words {
			words[i] = vocabulary[min(random.IntN(4000), random.IntN(4000))]
		}
		return strings.Join(words, " ") + "."
	}
	g := &guide.Guide{Lang: config.Language{Tag: "en"}, Default: true}
	for i := range pages {
		key := fmt.Sprintf("reasons/page-%d.md", i)
		d := &content.Document{Path: "en/" + key, Lang: "en", Sum: key}
		d.Front.Title, d.Front.Summary = fmt.Sprintf("%s number%d", text(3), i), text(10)
		d.Body.IntroText = text(30)
		d.Body.Sections = []content.Section{{ID: "signs", Title: "Signs", Text: text(60)}, {ID: "fixes", Title: "Fixes", Text: text(60)}}
		g.Pages = append(g.Pages, &guide.Page{Kind: guide.Reason, Key: key, URL: fmt.Sprintf("reasons/page-%d/", i), Doc: d, Guide: g})
	}
	return g
}

var says = search.Options{Say: map[string]string{"near": "{word}"}}

func indexOf(t testing.TB, x *search.Indexer, g *guide.Guide) map[string]string {
	t.Helper()
	files, err := x.Index(g, says)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, f := range files {
		if _, twice := found[f.Name]; twice {
			t.Errorf("two files are called %s", f.Name)
		}
		found[f.Name] = string(f.Data)
	}
	return found
}

// readerOf searches files as a reader would; loaded counts what was fetched.
func readerOf(t testing.TB, files map[string]string, loaded *[]string) *search.Reader {
	t.Helper()
	r, err := search.NewReader(defaultGuide(t).script(t), search.ManifestName, func(name string) ([]byte, error) {
		*loaded = append(*loaded, name)
		data, ok := files[name]
		if !ok {
			return nil, fmt.Errorf("there is no file %s", name)
		}
		return []byte(data), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
