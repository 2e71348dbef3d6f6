package preview

import (
	"context"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"retake/generator/guide"
	"retake/generator/mistake"
	"retake/generator/publish"
)

func TestMistakesStayOffTheSite(t *testing.T) {
	s := show(t, lampFolder(t), optionsFor)
	page, other := s.listen(pagePath), s.listen("/")
	_, before := s.get(pagePath)
	s.files().replace(pageFile, "summary: ", "sumary: ")
	for _, l := range []*listener{page, other} {
		n := l.next()
		if n.Reload || n.Mistakes == nil || len(*n.Mistakes) != 1 {
			t.Fatalf("told %+v", n)
		}
		m := (*n.Mistakes)[0]
		if m.Text != `Unknown key "sumary".` || m.Hint != `Did you mean "summary"?` || !strings.HasSuffix(m.Place, pageFile+":3:1") || m.Caret != "^" || m.Line != 3 || !strings.HasPrefix(m.Quote, "sumary:") {
			t.Errorf("the mistake is %+v", m)
		}
	}
	if r, body := s.get(pagePath); r.StatusCode != http.StatusOK || body != before {
		t.Error("the last good page is gone")
	}
	s.files().replace(pageFile, "sumary: ", "summary: ")
	if n := page.next(); n.Reload || n.Mistakes == nil || len(*n.Mistakes) != 0 {
		t.Errorf("when it is mended, told %+v", n)
	}
	s.end() // pages are told before the terminal is
	said := s.log.String()
	for _, want := range []string{`unknown key "sumary"`, "last site without any", "All mistakes are mended."} {
		if strings.Count(said, want) != 1 {
			t.Errorf("the terminal says %q %d times:\n%s", want, strings.Count(said, want), said)
		}
	}
}

func TestAGuideThatBeginsWithMistakesRecovers(t *testing.T) {
	dir := lampFolder(t)
	folder{t, dir}.replace(pageFile, "title: ", "titel: ")
	s := show(t, dir, optionsFor)
	r, body := s.get(pagePath)
	if r.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, "nothing to show yet") {
		t.Errorf("%s:\n%s", r.Status, body)
	}
	page := s.listen("/")
	s.files().replace(pageFile, "titel: ", "title: ")
	if n := page.next(); !n.Reload || n.Mistakes == nil || len(*n.Mistakes) != 0 {
		t.Errorf("told %+v", n)
	}
	if r, _ := s.get(pagePath); r.StatusCode != http.StatusOK {
		t.Error(r.Status)
	}
}

func TestBrokenTemplatesAreMistakes(t *testing.T) {
	s := show(t, lampFolder(t), optionsFor)
	page := s.listen(pagePath)
	s.files().write("templates/article/article.html", "{{template \"head\" .}}{{.Nothing}}\n") // shows only when a page is made
	n := page.next()
	if n.Reload || n.Mistakes == nil || len(*n.Mistakes) != 1 || !strings.Contains((*n.Mistakes)[0].Place, "article.html:1:") {
		t.Fatalf("told %+v", n)
	}
	if r, _ := s.get("/how-to/change-the-bulb/"); r.StatusCode != http.StatusOK {
		t.Errorf("another page: %s", r.Status)
	}
	s.files().write("templates/article/article.html", "{{template \"head\" .}}<h1>{{.Title}}</h1>{{.Part \"footer\"}}\n")
	if n := page.next(); !n.Reload || len(*n.Mistakes) != 0 {
		t.Errorf("told %+v", n)
	}
}

func TestFindingsAreListedWithTheirPages(t *testing.T) {
	s := show(t, lampFolder(t), func(dir string) Options {
		o := optionsFor(dir)
		o.Find = func(_ context.Context, build *publish.Build) ([]Finding, error) {
			file := build.Site.Guides[0].Page("reasons/no-light.md").Doc.At(0).File
			return []Finding{
				{Mistake: mistake.Mistake{Position: mistake.Position{File: file, Line: 5}, Text: "this could be said <b>shorter</b>", Hint: "Say less."}},
				{Mistake: mistake.Mistake{Position: mistake.Position{File: "site.yaml"}, Text: "nobody answers for this guide"}},
			}, nil
		}
		return o
	})
	_, body := s.get("/__preview/?show=findings")
	for _, want := range []string{"1 page<", "This could be said &lt;b&gt;shorter&lt;/b&gt;.", "Say less.", `no-light.md:5">`, "belong to no page", "Nobody answers"} {
		if !strings.Contains(body, want) {
			t.Errorf("the list has no %q", want)
		}
	}
}

func dark(_ context.Context, build *publish.Build) ([]Finding, error) {
	var found []Finding
	for _, p := range build.Site.Guides[0].Pages {
		if at := strings.Index(p.Doc.Source(), "stays dark.\n\n"); at >= 0 {
			found = append(found, Finding{Mistake: p.Doc.Mistake(at, "dark", "a dark word", ""), Level: "note"})
		}
	}
	return found, nil
}

// TestOnlyThePageOnScreenIsLookedAt has a page looked at when it is opened and
// when it changes, and no other.
func TestOnlyThePageOnScreenIsLookedAt(t *testing.T) {
	var mu sync.Mutex
	var looked []string
	dir := lampFolder(t)
	s := show(t, dir, func(dir string) Options {
		o := optionsFor(dir)
		o.Find = dark
		o.Look = func(build *publish.Build, name string) ([]Finding, error) {
			mu.Lock()
			defer mu.Unlock()
			looked = append(looked, name)
			text := build.Site.Guides[0].Page("reasons/no-light.md").Doc.Source()
			if !strings.Contains(text, "stays dark.\n\n") {
				return nil, nil
			}
			return []Finding{{Mistake: mistake.Mistake{Text: "this page is too heavy", Rule: "heavy"}, Level: "warning"}}, nil
		}
		return o
	})
	page := s.listen(pagePath)
	var rules []string
	for _, f := range page.findings() {
		rules = append(rules, f.Rule)
	}
	if strings.Join(rules, " ") != "dark heavy" {
		t.Errorf("the page is told of %q", rules)
	}
	s.files().replace(pageFile, "It stays dark.", "It stays black.")
	page.next()
	if f := page.findings(); len(f) != 0 {
		t.Errorf("when it is mended, the page is told of %+v", f)
	}
	mu.Lock()
	defer mu.Unlock()
	for _, name := range looked {
		if "/"+name != guide.FileAt(pagePath) {
			t.Errorf("%s is looked at, and is not on screen", name)
		}
	}
}

// TestNothingIsLookedForBetweenSaves closes a state while the page waits to be
// told what is found in it.
func TestNothingIsLookedForBetweenSaves(t *testing.T) {
	var looks atomic.Int64
	options := optionsFor(lampFolder(t))
	options.Log = io.Discard
	options.Look = func(*publish.Build, string) ([]Finding, error) {
		looks.Add(1)
		return nil, nil
	}
	p, err := New(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	name, shown := guide.FileAt(strings.TrimPrefix(pagePath, "/")), p.state()
	if _, ok := <-p.looked(name, shown); !ok || looks.Load() != 1 {
		t.Errorf("while nobody saves, %d pages are looked at", looks.Load())
	}
	p.lookTook.Store(int64(time.Hour))
	over := *shown
	over.over = make(chan struct{})
	found := p.looked(name, &over)
	close(over.over)
	if _, ok := <-found; ok || looks.Load() != 1 {
		t.Errorf("after another save, the page is looked at as it was")
	}
}

func TestThePageIsToldItsFindings(t *testing.T) {
	dir := lampFolder(t)
	folder{t, dir}.write("content/en/trees/what-is-wrong.yaml", oneQuestion)
	s := show(t, dir, func(dir string) Options {
		o := optionsFor(dir)
		o.Find = dark
		return o
	})
	page, ending, other := s.listen(pagePath), s.listen("/find/what-is-wrong/dark/"), s.listen("/how-to/change-the-bulb/")
	for _, l := range []*listener{page, ending} {
		if f := l.findings(); len(f) != 1 || f[0].Rule != "dark" || f[0].Level != "note" || !strings.Contains(f[0].Place, pageFile+":") {
			t.Errorf("the page is told of %+v", f)
		}
	}
	if f := other.findings(); len(f) != 0 {
		t.Errorf("another page is told of %+v", f)
	}
	s.files().replace(pageFile, "summary: ", "sumary: ") // of what was good before, all is told
	page.next()
	s.files().replace(pageFile, "sumary: ", "summary: ")
	page.next()
	s.files().replace(pageFile, "It stays dark.", "It stays black.")
	if n := page.next(); !n.Reload {
		t.Errorf("the page is told %+v", n)
	}
	if f := page.findings(); len(f) != 0 {
		t.Errorf("when it is mended, the page is told of %+v", f)
	}
	if len(other.found) > 0 {
		t.Error("another page is told again")
	}
}

const oneQuestion = "title: What is wrong?\nsummary: One question.\nstart: lamp\nquestions:\n  lamp:\n    ask: What does it do?\n    answers:\n" +
	"      dark: {say: It is dark, go: ../reasons/no-light.md}\n      other: {say: Something else, go: ../how-to/change-the-bulb.md}\n"

func TestTreesAreDrawnWithTheirMistakes(t *testing.T) {
	dir := lampFolder(t)
	folder{t, dir}.write("content/en/trees/wrong.yaml", oneQuestion)
	s := show(t, dir, optionsFor)
	page := s.listen("/find/wrong/")
	s.files().replace("content/en/trees/wrong.yaml", "no-light.md", "no-lihgt.md")
	n := page.next()
	if n.Mistakes == nil || len(*n.Mistakes) == 0 {
		t.Fatalf("told %+v", n)
	}
	i := slices.IndexFunc(*n.Mistakes, func(m said) bool { return m.Drawing != "" })
	if i < 0 {
		t.Fatalf("no mistake has a drawing: %+v", *n.Mistakes)
	}
	r, drawing := s.get((*n.Mistakes)[i].Drawing)
	if r.Header.Get("Content-Type") != "image/svg+xml" || !strings.Contains(drawing, ` t-bad"`) {
		t.Errorf("%s\n%.300s", r.Status, drawing)
	}
}

func TestBrokenSettingsAreMistakes(t *testing.T) {
	dir := lampFolder(t)
	f := folder{t, dir}
	f.replace("site.yaml", "languages: [en]", "languages: [en")
	s := show(t, dir, optionsFor)
	page := s.listen("/")
	if err := os.Rename(f.path("content"), f.path("words")); err != nil {
		t.Fatal(err)
	}
	f.replace("site.yaml", "languages: [en", "content: words\nlanguages: [en]")
	for n := page.next(); !n.Reload; {
		n = page.next()
	}
	page = s.listen(pagePath)
	f.replace("words/en/reasons/no-light.md", "It stays dark.", "It stays very dark.")
	if n := page.next(); !n.Reload {
		t.Errorf("told %+v", n)
	}
}
