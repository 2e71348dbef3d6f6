package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"retake/chromium/chromiumtest"
)

// typed types into the search box, each letter as a keyboard does.
func (p *tab) typed(keys string) {
	p.T.Helper()
	p.Do(chromedp.SendKeys(chromedp.CSS("#q"), keys))
}

// press is a key whose letter is not written when the page takes it for itself.
func (p *tab) press(key string) {
	p.T.Helper()
	for _, event := range []input.DispatchKeyEventParams{{Type: input.DispatchKeyEventTypeKeyDown, Key: key, Text: key}, {Type: input.DispatchKeyEventTypeKeyUp, Key: key}} {
		chromiumtest.Send(p, input.DispatchKeyEvent, event)
	}
}

const (
	firstOption  = `document.querySelector("#found [role=option]")`
	chosenOption = `document.querySelector("#found [aria-selected=true]")`
	markedWords  = `[...new Set([...(CSS.highlights.get("found") || [])].map((range) => range.toString().toLowerCase()))].sort()`
)

func testSearchLoadsNothingBeforeItIsUsed(t *testing.T, b *browser) {
	p := b.tab(t)
	for _, kind := range []string{"/", "/reasons/blurry-photo/", "/help/"} {
		p.open(kind)
		indexes := func() []string {
			loaded, _ := p.Fetched()
			return slices.DeleteFunc(loaded, func(address string) bool {
				return !strings.HasSuffix(address, ".json") && !strings.Contains(address, "/assets/search.")
			})
		}
		if early := indexes(); len(early) > 0 {
			t.Errorf("%s loads %s before anybody searches", kind, early)
		}
		p.typed("photo")
		p.Until(`document.querySelector(".found-status").textContent`)
		if len(indexes()) == 0 {
			t.Errorf("%s finds something without loading an index", kind)
		}
	}
}

// The arrow is pressed while the answer is still under way: what it asks for,
// the first result, is chosen as soon as there is one.
func testSearchByKeyboard(t *testing.T, b *browser) {
	p := b.tab(t)
	for _, test := range []struct{ page, query, leads, marked string }{
		{"/", "blury foto", "/reasons/blurry-photo/", "blurry photo"},
		{"/stay-safe/", "gleam", "/reasons/glare-or-obstruction/", "glare reflection"},
		{"/es/", "resplandor", "/es/reasons/glare-or-obstruction/", "reflejos"},
		{"/help/", "flickr", "/help/reasons/flicker/", "flickers"},
	} {
		p.open(test.page)
		p.press("/")
		p.Do(chromedp.KeyEvent(test.query), chromedp.KeyEvent(kb.ArrowDown))
		p.Until(chosenOption)
		if said := chromiumtest.Ask[string](p, `document.querySelector("#q").getAttribute("aria-activedescendant")`); said != chromiumtest.Ask[string](p, chosenOption+".id") {
			t.Errorf("%s: a screen reader is told of %q", test.query, said)
		}
		p.Do(chromedp.KeyEvent(kb.Enter))
		p.Until(`location.pathname !== "` + test.page + `" && document.readyState === "complete" && !location.search`) // marked, and clean again
		if at := chromiumtest.Ask[string](p, "location.pathname + location.search"); at != test.leads {
			t.Errorf("%s on %s: the first result leads to %s, want %s", test.query, test.page, at, test.leads)
		}
		marked := chromiumtest.Ask[[]string](p, markedWords)
		for word := range strings.FieldsSeq(test.marked) {
			if !slices.Contains(marked, word) {
				t.Errorf("%s: %q is not marked on its page, only %q", test.query, word, marked)
			}
		}
	}
	if heard := p.Heard(); len(heard) > 0 {
		t.Error(heard)
	}
}

func testSearchBoxOpensAndCloses(t *testing.T, b *browser) {
	p := b.tab(t)
	p.Width(360)
	p.open("/")
	p.typed("glare")
	p.Until(firstOption)
	for want, key := range []string{kb.ArrowDown, kb.ArrowDown, kb.ArrowUp} {
		p.Do(chromedp.KeyEvent(key))
		want = []int{0, 1, 0}[want]
		if at := chromiumtest.Ask[int](p, `[...document.querySelectorAll("#found [role=option]")].indexOf(`+chosenOption+`)`); at != want {
			t.Errorf("after an arrow the result at %d is chosen, want %d", at, want)
		}
	}
	p.typed("s") // one more letter: what was chosen is still in the list
	p.Until(`document.querySelector(".found-more").closest("a").search.includes("glares")`)
	if !chromiumtest.Ask[bool](p, "Boolean("+chosenOption+")") {
		t.Error("a later answer takes away what was chosen")
	}
	if wide := chromiumtest.Ask[[]string](p, "page.sideways()"); len(wide) > 0 {
		t.Error(wide)
	}
	p.Do(chromedp.KeyEvent(kb.Escape))
	if got := chromiumtest.Ask[string](p, `document.querySelector("#q").getAttribute("aria-expanded") + document.querySelector("#q").value`); got != "falseglares" {
		t.Errorf("after Escape the box is %q: it closes and keeps the words", got)
	}
	p.Do(chromedp.KeyEvent(kb.Escape))
	if got := chromiumtest.Ask[string](p, `document.querySelector("#q").value`); got != "" {
		t.Errorf("after Escape on the closed list the words are %q: it takes them away", got)
	}
	p.typed("a/b")
	if got := chromiumtest.Ask[string](p, `document.querySelector("#q").value`); got != "a/b" {
		t.Errorf("a / in the box itself gives %q", got)
	}
}

func testResultsPage(t *testing.T, b *browser) {
	p := b.tab(t)
	p.open("/reasons/expired-document/")
	p.typed("white spot on my id" + kb.Enter)
	p.Until(`document.querySelector(".found-list a")`)
	if at := chromiumtest.Ask[string](p, "location.pathname + location.search"); at != "/search/?q=white+spot+on+my+id" {
		t.Errorf("Enter leads to %s", at)
	}
	if first := chromiumtest.Ask[string](p, `new URL(document.querySelector(".found-list a").href).pathname`); first != "/reasons/glare-or-obstruction/" {
		t.Errorf("the first result is %s", first)
	}
	if said := chromiumtest.Ask[string](p, `document.querySelector("[data-found] [role=status]").textContent`); !strings.Contains(said, "pages") {
		t.Errorf("a screen reader is told %q", said)
	}
	marked := chromiumtest.Ask[[]string](p, `[...document.querySelectorAll(".found-list mark")].map((mark) => mark.textContent.toLowerCase())`)
	if !slices.Contains(marked, "white") || slices.Contains(marked, "on") || slices.Contains(marked, "my") {
		t.Errorf("the words %q are marked, want those that say something", marked)
	}
	p.typed("s")
	p.Until(`location.search === "?q=white+spot+on+my+ids"`)
}

func testNothingFoundIsNoDeadEnd(t *testing.T, b *browser) {
	p := b.tab(t)
	p.open("/")
	p.typed("qqblurrzzz")
	p.Until(`document.querySelector(".found-status").textContent`)
	got := chromiumtest.Ask[[]string](p, `[...document.querySelectorAll("#found [role=option]")].map((option) => option.dataset.word || new URL(option.href).pathname)`)
	if len(got) < 4 || strings.HasPrefix(got[0], "/") {
		t.Fatalf("nothing found offers %q: the nearest spelling, the trees and support", got)
	}
	for _, page := range []string{"/find/why-was-i-rejected/", "/find/what-to-do-next/", "/how-to/contact-support/"} {
		if !slices.Contains(got, page) {
			t.Errorf("nothing found does not offer %s, only %q", page, got)
		}
	}
	p.Do(chromedp.Click(chromedp.CSS("#found [data-word]")))
	p.Until(`document.querySelector("#found mark")`)
	if word := chromiumtest.Ask[string](p, `document.querySelector("#q").value`); word != got[0] {
		t.Errorf("the spelling that was chosen is searched as %q, want %q", word, got[0])
	}
}

// moody serves a site, and can lose its connection or parts of its index. It
// takes records of searches.
type moody struct {
	*sites
	fault   atomic.Value
	records chan string
}

// logAddress is where searches are recorded. In the index that is served it
// is an address of the server itself, which a test may ask.
const logAddress = "https://log.example/record"

func serveMoody(t *testing.T) *moody {
	m := &moody{sites: &sites{}, records: make(chan string, 10)}
	m.fault.Store("")
	server := httptest.NewServer(m)
	t.Cleanup(server.Close)
	m.url = server.URL
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "lamp"))); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "site.yaml")
	settings, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(file, append(settings, "search_log: "+logAddress+"\n"...), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	m.folders = map[string]string{"/": publishSite(t, file)}
	return m
}

func (m *moody) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	index := strings.HasSuffix(r.URL.Path, "search/index.json")
	switch fault := m.fault.Load(); {
	case fault == "offline":
		panic(http.ErrAbortHandler)
	case fault == "missing" && index || fault == "no script" && strings.HasPrefix(r.URL.Path, "/assets/search."):
		http.NotFound(w, r)
	case fault == "corrupted" && index:
		_, _ = io.WriteString(w, `{"n": 3, "words": [["", {"w": `)
	case fault == "strange" && index:
		_, _ = io.WriteString(w, `{}`)
	case index:
		data, _ := os.ReadFile(filepath.Join(m.folders["/"], "search", "index.json"))
		_, _ = w.Write(bytes.ReplaceAll(data, []byte(logAddress), []byte(m.url+"/record")))
	case r.Method == http.MethodPost:
		text, _ := io.ReadAll(r.Body)
		m.records <- r.URL.Path + " " + string(text)
	default:
		m.sites.ServeHTTP(w, r)
	}
}

func testSearchWithoutItsIndex(t *testing.T, b *browser) {
	m := serveMoody(t)
	p := openTab(t, b.ctx, m.url)
	for _, fault := range []string{"missing", "corrupted", "strange", "no script"} {
		m.fault.Store(fault)
		for _, page := range []string{"/", "/search/?q=lamp"} {
			p.open(page)
			if page == "/" {
				p.typed("lamp")
			}
			p.Until(`document.querySelector(".search-failed:not([hidden])")`)
			if to := chromiumtest.Ask[string](p, `new URL(document.querySelector(".search-failed a").href).pathname`); to != "/a-z/" {
				t.Errorf("%s with a %s index leads to %s, not to the A to Z", page, fault, to)
			}
		}
	}
	m.fault.Store("")
	p.open("/search/?q=lamp")
	p.typed("s") // the index is back
	p.Until(`document.querySelector(".found-list a")`)
}

func testSearchOffline(t *testing.T, b *browser) {
	m := serveMoody(t)
	p := openTab(t, b.ctx, m.url)
	p.open("/")
	p.typed("light")
	p.Until(firstOption)
	m.fault.Store("offline")
	p.Do(chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent(kb.Escape))
	p.typed("bulb")
	p.Until(firstOption)
}

func testRecordOfEmptySearches(t *testing.T, b *browser) {
	m := serveMoody(t)
	p := openTab(t, b.ctx, m.url)
	p.open("/")
	p.typed("zzyx 4711 ann@example.com qqw")
	if got := <-m.records; got != "/record zzyx qqw" {
		t.Errorf("%q is recorded: only the words may be", got)
	}
	p.Do(chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent(kb.Escape))
	p.typed("light")
	p.Until(firstOption)
	if heard := p.Heard(); len(heard) > 0 || len(m.records) > 0 {
		t.Errorf("after the record: %q, %d more", heard, len(m.records))
	}
}
