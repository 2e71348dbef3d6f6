package preview

import (
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

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

func TestARenamedPageIsFollowed(t *testing.T) {
	s := show(t, lampFolder(t), optionsFor)
	page := s.listen("/how-to/clean/")
	if err := os.Rename(s.files().path("content/en/how-to/clean.md"), s.files().path("content/en/how-to/new-bulb.md")); err != nil {
		t.Fatal(err)
	}
	n := page.next()
	for n.Go == "" && n.Reload { // the page was seen to go before it was seen to come
		n = page.next()
	}
	if n.Go != "/how-to/new-bulb/" {
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

// dark finds the word in what is written.
// oneQuestion is a tree.
// TestBrokenSettingsAreMistakes also shows that the folders are found again
// when the settings are mended, and have others meanwhile.
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
