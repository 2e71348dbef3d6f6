package preview

import (
	"context"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"retake/generator/mistake"
	"retake/generator/publish"
	"retake/generator/watch"
)

const (
	pageFile = "content/en/reasons/no-light.md"
	pagePath = "/reasons/no-light/"
)

func TestASaveConcernsThePagesThatShowIt(t *testing.T) {
	s := show(t, lampFolder(t), optionsFor)
	page, folder, other := s.listen(pagePath), s.listen("/reasons/"), s.listen("/how-to/change-the-bulb/")
	s.files().replace(pageFile, "It stays dark.", "It stays very dark.")
	if n := page.next(); !n.Reload || n.Go != "" || n.Mistakes != nil {
		t.Errorf("the page is told %+v", n)
	}
	s.files().replace(pageFile, "title: No light", "title: No light at all")
	if n := page.next(); !n.Reload {
		t.Errorf("the page is told %+v", n)
	}
	if n := folder.next(); !n.Reload { // it shows the title, not the text
		t.Errorf("the folder is told %+v", n)
	}
	folder.quiet()
	other.quiet()
	if _, body := s.get(pagePath); !strings.Contains(body, "It stays very dark.") {
		t.Error("the page is the old one")
	}
}

func TestStylesAreSwapped(t *testing.T) {
	s := show(t, lampFolder(t), optionsFor)
	page := s.listen(pagePath)
	s.files().write("templates/card/card.css", ".card { color: red }\n")
	n := page.next()
	if n.Reload || !strings.HasPrefix(n.Style, "assets/site.") {
		t.Fatalf("the page is told %+v", n)
	}
	if r, body := s.get("/" + n.Style); r.StatusCode != http.StatusOK || !strings.Contains(body, ".card{color:red}") {
		t.Errorf("%s is %s:\n%.200s", n.Style, r.Status, body)
	}
	s.files().write("templates/notice/notice.html", "<hr>\n{{range .Notices}}<p>{{.Text}}</p>{{end}}\n")
	if n := page.next(); !n.Reload {
		t.Errorf("of a template the page is told %+v", n)
	}
	// A template that the page does not use makes no other bytes of it.
	s.files().write("templates/redirect/redirect.html", "<!doctype html>\n<title>{{.NewTitle}}</title>\n")
	s.files().write("templates/notice/notice.css", "hr { color: red }\n")
	if n := page.next(); n.Reload || n.Style == "" {
		t.Errorf("of another page's template the page is told %+v", n)
	}
}

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

func TestARenamedPageIsFollowed(t *testing.T) {
	s := show(t, lampFolder(t), optionsFor)
	page := s.listen("/how-to/clean/")
	if err := os.Rename(s.files().path("content/en/how-to/clean.md"), s.files().path("content/en/how-to/new-bulb.md")); err != nil {
		t.Fatal(err)
	}
	if n := page.next(); n.Go != "/how-to/new-bulb/" {
		t.Errorf("told %+v", n)
	}
	if r, _ := s.get("/how-to/clean/"); r.StatusCode != http.StatusNotFound {
		t.Errorf("the old address: %s", r.Status)
	}
	gone := s.listen("/how-to/new-bulb/")
	if err := os.Remove(s.files().path("content/en/how-to/new-bulb.md")); err != nil {
		t.Fatal(err)
	}
	if n := gone.next(); !n.Reload {
		t.Errorf("of a deleted page told %+v", n)
	}
}

func TestFollowGoesToWhatWasSaved(t *testing.T) {
	s := show(t, lampFolder(t), func(dir string) Options {
		o := optionsFor(dir)
		o.Follow = true
		return o
	})
	home := s.listen("/")
	s.files().replace(pageFile, "It stays dark.", "It stays very dark.")
	if n := home.next(); n.Go != pagePath {
		t.Errorf("told %+v", n)
	}
	page := s.listen(pagePath)
	s.files().replace(pageFile, "It stays very dark.", "It is dark.")
	if n := page.next(); n.Go != "" || !n.Reload {
		t.Errorf("the page itself is told %+v", n)
	}
}

func TestASiteBelowAPathStandsThere(t *testing.T) {
	s := show(t, lampFolder(t), func(dir string) Options {
		o := optionsFor(dir)
		o.Build.Overrides["base_url"] = "https://help.example/lamp/"
		return o
	})
	if r, body := s.get("/"); r.Request.URL.Path != "/lamp/" || !strings.Contains(body, "What went wrong?") {
		t.Errorf("/ leads to %s", r.Request.URL)
	}
	if r, body := s.get("/lamp/nowhere/"); r.StatusCode != http.StatusNotFound || !strings.Contains(body, `href="/lamp/assets/`) {
		t.Errorf("%s:\n%.600s", r.Status, body)
	}
}

func TestPagesKeepTheirPolicy(t *testing.T) {
	s := show(t, lampFolder(t), optionsFor)
	r, body := s.get(pagePath)
	policy := r.Header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "script-src 'self'") || strings.Contains(policy, "unsafe") {
		t.Errorf("the policy is %q", policy)
	}
	if !strings.Contains(body, `<meta http-equiv="Content-Security-Policy"`) {
		t.Error("the page has lost its own policy")
	}
	if got := r.Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("pages are kept: %q", got)
	}
}

func TestOnlyWhatIsPublishedIsServed(t *testing.T) {
	s := show(t, lampFolder(t), optionsFor)
	for _, path := range []string{"/../site.yaml", "/site.yaml", "/content/en/_index.md", "/%2e%2e/site.yaml", "/..%2fsite.yaml", "/__preview/../preview.go", "/__preview/nothing.js", "/__preview/tree/en/nothing.svg"} {
		r, body := s.get(path)
		if r.StatusCode != http.StatusNotFound || strings.Contains(body, "base_url") {
			t.Errorf("%s: %s", path, r.Status)
		}
	}
	for _, request := range []struct{ method, host string }{{"POST", "localhost"}, {"GET", "evil.example"}, {"GET", "localhost.evil.example"}, {"GET", "127.0.0.1.nip.example:80"}} {
		r, _ := http.NewRequest(request.method, s.at.URL, nil)
		r.Host = request.host
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusForbidden && answer.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%v: %s", request, answer.Status)
		}
	}
}

func TestBadgesSayWhyReadersDoNotSeeAPage(t *testing.T) {
	s := show(t, lampFolder(t), optionsFor)
	_, draft := s.get("/how-to/clean/")
	_, late := s.get("/how-to/snow/")
	if !strings.Contains(draft, `data-badge="Draft"`) || !strings.Contains(late, `data-badge="Expired on 1 March 2026"`) {
		t.Error("pages have no badge")
	}
	published := show(t, s.dir, func(dir string) Options {
		o := optionsFor(dir)
		o.Build.Drafts = false
		return o
	})
	if r, _ := published.get("/how-to/clean/"); r.StatusCode != http.StatusNotFound {
		t.Errorf("as published, the draft is there: %s", r.Status)
	}
}

func TestTheOverviewListsFindsAndFilters(t *testing.T) {
	dir := lampFolder(t)
	folder{t, dir}.replace("site.yaml", "languages: [en]", "languages: [en, es]")
	folder{t, dir}.write("content/es/_index.md", "---\ntitle: ¿Qué pasó?\nsource: 000000000000\n---\n")
	s := show(t, dir, optionsFor)
	for query, want := range map[string][]string{
		"":                         {">What went wrong?</a>", ">No light</a>", "content/en/how-to/clean.md", `<span class="badge">Draft</span>`, "due since 1 January 2026", "not translated", "out of date", "1 finding<"},
		"?q=BULB":                  {"1 page<", ">Change the bulb</a>"},
		"?q=qué+pasó":              {"1 page<", ">What went wrong?</a>"},
		"?q=nothing+like+it":       {"No page is like that."},
		"?show=hidden":             {"2 pages", "clean.md", "snow.md"},
		"?show=due":                {"1 page<", "snow.md"},
		"?show=findings":           {"1 page<", "has changed"},
		"?show=hidden&q=clean":     {"1 page<", "clean.md"},
		"?q=%22%3E%3Cscript%3E":    {"No page is like that.", "&#34;&gt;&lt;script&gt;"},
		"?show=nothing&rows=-1&q=": {"No page"},
	} {
		r, body := s.get("/__preview/" + query)
		if r.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", query, r.Status)
		}
		for _, text := range want {
			if !strings.Contains(body, text) {
				t.Errorf("%s has no %s", query, text)
			}
		}
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

// dark finds the word in what is written.
func dark(_ context.Context, build *publish.Build) ([]Finding, error) {
	var found []Finding
	for _, p := range build.Site.Guides[0].Pages {
		if at := strings.Index(p.Doc.Source(), "stays dark.\n\n"); at >= 0 {
			found = append(found, Finding{Mistake: p.Doc.Mistake(at, "dark", "a dark word", ""), Level: "note"})
		}
	}
	return found, nil
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

// oneQuestion is a tree.
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

// TestBrokenSettingsAreMistakes also shows that the folders are found again
// when the settings are mended, and have others meanwhile.
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

func TestTomorrowIsAnotherDay(t *testing.T) {
	options := optionsFor(lampFolder(t))
	options.Build.Date, options.Log = time.Time{}, io.Discard
	p, err := New(context.Background(), options)
	if err != nil {
		t.Fatal(err)
	}
	p.maker.day = p.maker.day.AddDate(0, 0, -1) // since then, midnight has passed
	if p.maker.current() {
		t.Fatal("yesterday counts as today")
	}
	p.rebuild(context.Background(), watch.Change{})
	if got := p.state().good.Site.Date; !got.Equal(today()) {
		t.Errorf("the site is of %v", got)
	}
}
