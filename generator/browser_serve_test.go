package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"retake/chromium"
)

// TestServeInBrowser writes a guide while Chromium shows it.
func TestServeInBrowser(t *testing.T) {
	tools(t, "a browser", chromium.Find() != "")
	b := startBrowser(t, nil)
	for _, test := range []struct {
		name string
		run  func(*testing.T, *browser)
	}{
		{"a saved page keeps its place, focus and open details", testSavedPageKeepsItsPlace},
		{"styles change without a reload", testStylesChangeWithoutReload},
		{"tabs that are not concerned do not blink", testOtherTabsDoNotBlink},
		{"mistakes lie over the page until they are mended", testMistakesLieOverThePage},
		{"findings stand beside the page, or below it", testFindingsStandBesideThePage},
		{"a guide that begins with mistakes appears", testBrokenGuideAppears},
		{"a renamed page is followed", testRenamedPageIsFollowed},
		{"the page that was saved is gone to", testSavedPageIsGoneTo},
		{"pages come back after the server does", testPagesComeBack},
		{"the list of all pages follows what is typed and what changes", testListFollows},
		{"axe finds nothing in the preview", testAxeFindsNothingInPreview},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, b) })
	}
}

// served is a guide that the command serve shows, and its files.
type served struct {
	t       *testing.T
	dir     string
	url     string
	stop    func()
	printed *screen
}

// screen is what a command has printed so far.
type screen struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *screen) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *screen) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

const (
	bulb     = "content/en/how-to/change-the-bulb.md"
	bulbPath = "/how-to/change-the-bulb/"
)

// serveLamp serves the small guide of the stories, with a page that is long
// enough to be scrolled and has details.
func serveLamp(t *testing.T, prepare func(*served), args ...string) *served {
	t.Helper()
	s := &served{t: t, dir: t.TempDir()}
	if err := os.CopyFS(s.dir, os.DirFS(filepath.Join("testdata", "lamp"))); err != nil {
		t.Fatal(err)
	}
	s.write(bulb, "---\ntitle: Change the bulb\nsummary: New for old.\n---\nLet it cool down.\n\n"+strings.Repeat("It takes a while.\n\n", 60)+"The last words.\n\n[Home](../_index.md)\n")
	s.write("templates/notice/notice.html", "<details><summary>One</summary><p>1</p></details>\n<details><summary>Two</summary><p>2</p></details>\n")
	s.write("content/en/how-to/clean.md", "---\ntitle: Clean it\nsummary: Dust.\ndraft: true\n---\nWith a cloth.\n")
	if prepare != nil {
		prepare(s)
	}
	s.start(append([]string{"--port", "0"}, args...)...)
	t.Cleanup(func() { s.stop() })
	return s
}

var address = regexp.MustCompile(`The guide: +(http://\S+)/\n`)

// start runs the command until the test stops it.
func (s *served) start(args ...string) {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s.printed = &screen{}
	ended := make(chan int, 1)
	args = append([]string{"serve", "--site", filepath.Join(s.dir, "site.yaml")}, args...)
	go func() { ended <- run(ctx, args, strings.NewReader(""), s.printed, s.printed) }()
	s.stop = sync.OnceFunc(func() {
		cancel()
		if code := <-ended; code != exitDone {
			s.t.Errorf("serve ended with %d:\n%s", code, s.printed)
		}
	})
	for start := time.Now(); ; time.Sleep(5 * time.Millisecond) {
		if found := address.FindStringSubmatch(s.printed.String()); found != nil {
			s.url = found[1]
			return
		}
		if time.Since(start) > patience || len(ended) > 0 {
			s.t.Fatalf("serve does not say where it is:\n%s", s.printed)
		}
	}
}

func (s *served) write(name, text string) {
	s.t.Helper()
	write(s.t, filepath.Join(s.dir, filepath.FromSlash(name)), text)
}

func (s *served) replace(name, old, new string) {
	s.t.Helper()
	src, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	if err != nil || !strings.Contains(string(src), old) {
		s.t.Fatalf("%s has no %q: %v", name, old, err)
	}
	s.write(name, strings.Replace(string(src), old, new, 1))
}

// tab opens a page of the preview and waits until it is listening.
func (s *served) tab(t *testing.T, b *browser, path string) *tab {
	t.Helper()
	p := (&browser{b.ctx, &sites{url: s.url}}).tab(t)
	p.width(1280)
	p.open(path)
	p.until("document.querySelector('retake-preview')?.shadowRoot.querySelector('.all').hidden === false")
	return p
}

// until waits until an expression holds; while a page is loaded anew, nothing
// does.
func (p *tab) until(expression string) {
	p.t.Helper()
	for start := time.Now(); time.Since(start) < patience; time.Sleep(10 * time.Millisecond) {
		ctx, stop := context.WithTimeout(p.ctx, patience)
		holds, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		stop()
		if err == nil && holds {
			return
		}
	}
	p.t.Fatalf("it never holds that %s; the page is\n%s", expression, ask[string](p, "document.body.innerText.slice(0, 400)"))
}

// has waits until the page's text has some words.
func (p *tab) has(words string) {
	p.t.Helper()
	p.until(fmt.Sprintf("document.readyState === 'complete' && document.body.innerText.includes(%q)", words))
}

// inPanel is an expression for an element of the preview's own panel.
func inPanel(selector string) string {
	return fmt.Sprintf("document.querySelector('retake-preview').shadowRoot.querySelector(%q)", selector)
}

// broken tells which rules of its policy a page has broken.
func (p *tab) brokenPolicy() (broken []string) {
	for _, complaint := range p.heard() {
		if strings.Contains(complaint, "security") || strings.Contains(complaint, "threw") {
			broken = append(broken, complaint)
		}
	}
	return broken
}

func testSavedPageKeepsItsPlace(t *testing.T, b *browser) {
	s := serveLamp(t, nil)
	p := s.tab(t, b, bulbPath)
	p.change(`document.querySelectorAll('details')[1].open = true; document.querySelector('main a[href="../../"]').focus(); scrollTo({top: 700, behavior: 'instant'}); window.marked = true`)
	at := ask[float64](p, "scrollY")
	if at < 500 {
		t.Fatalf("the page is too short to be scrolled: %v", at)
	}
	s.replace(bulb, "The last words.", "The very last words.")
	p.has("The very last words.")
	p.until("scrollY === " + fmt.Sprint(at))
	if ask[bool](p, "!!window.marked") {
		t.Error("the page was not loaded anew")
	}
	if got := ask[[]bool](p, "[...document.querySelectorAll('details')].map((e) => e.open)"); fmt.Sprint(got) != "[false true]" {
		t.Errorf("open details: %v", got)
	}
	if got := ask[string](p, "document.activeElement.getAttribute('href') + ''"); got != "../../" {
		t.Errorf("the focus is on %s", got)
	}
	if broken := p.brokenPolicy(); len(broken) > 0 {
		t.Errorf("the policy was broken: %v", broken)
	}
}

func testStylesChangeWithoutReload(t *testing.T, b *browser) {
	s := serveLamp(t, nil)
	p := s.tab(t, b, bulbPath)
	p.change(`window.marked = true; scrollTo({top: 600, behavior: 'instant'})`)
	at := ask[float64](p, "scrollY")
	for i, colour := range []string{"rgb(1, 2, 3)", "rgb(4, 5, 6)"} { // the second swaps what the first put there
		s.write("templates/card/card.css", "main { color: "+colour+" }\n")
		p.until(fmt.Sprintf("getComputedStyle(document.querySelector('main')).color === %q", colour))
		p.until("document.querySelectorAll('head link[rel=stylesheet]').length === 2")
		if !ask[bool](p, "!!window.marked") || ask[float64](p, "scrollY") != at {
			t.Errorf("style %d: the page was loaded anew, or has moved", i)
		}
	}
}

func testOtherTabsDoNotBlink(t *testing.T, b *browser) {
	s := serveLamp(t, nil)
	one, two := s.tab(t, b, bulbPath), s.tab(t, b, "/reasons/no-light/")
	for _, p := range []*tab{one, two} {
		p.change("window.marked = true")
	}
	s.replace(bulb, "The last words.", "The very last words.")
	one.has("The very last words.")
	s.replace("content/en/reasons/no-light.md", "It stays dark.", "Only here it is dark.")
	two.has("Only here it is dark.")
	s.replace(bulb, "The very last words.", "The end.")
	one.has("The end.")
	two.change("window.marked = true")
	s.replace(bulb, "The end.", "Over.")
	one.has("Over.")
	if !ask[bool](two, "!!window.marked") {
		t.Error("the other tab was loaded anew")
	}
}

func testMistakesLieOverThePage(t *testing.T, b *browser) {
	s := serveLamp(t, nil)
	p := s.tab(t, b, bulbPath)
	p.change("window.marked = true")
	s.replace(bulb, "summary: ", "sumary: ")
	p.until("!" + inPanel(".mistakes") + ".hidden")
	text := ask[string](p, inPanel(".mistakes")+".innerText")
	for _, want := range []string{"1 mistake", bulb + ":3:1", `Unknown key "sumary".`, "sumary: New for old.", `Did you mean "summary"?`, "^"} {
		if !strings.Contains(text, want) {
			t.Errorf("the list lacks %q:\n%s", want, text)
		}
	}
	p.has("The last words.") // the last good page is still there

	p.change(inPanel(".place") + ".click()")
	p.until(inPanel(".place") + ".dataset.said")

	p.change(inPanel(".close") + ".focus(); " + inPanel(".close") + ".click()")
	p.until(inPanel(".mistakes") + ".hidden && !" + inPanel(".reopen") + ".hidden")
	if got := ask[string](p, inPanel(".reopen")+".textContent + document.querySelector('retake-preview').shadowRoot.activeElement.className"); got != "1 mistakereopen" {
		t.Errorf("when the list is closed there is %q", got)
	}
	p.open("/") // closed stays closed on another page
	p.until("!" + inPanel(".reopen") + ".hidden && " + inPanel(".mistakes") + ".hidden")
	p.open(bulbPath)
	p.until("!" + inPanel(".reopen") + ".hidden")
	p.change("window.marked = true")

	s.replace("content/en/reasons/no-light.md", "title: ", "titel: ") // other mistakes open it again
	p.until("!" + inPanel(".mistakes") + ".hidden")
	s.replace("content/en/reasons/no-light.md", "titel: ", "title: ")
	s.replace(bulb, "sumary: ", "summary: ")
	p.until(inPanel(".mistakes") + ".hidden && " + inPanel(".reopen") + ".hidden")
	if !ask[bool](p, "!!window.marked") {
		t.Error("a mistake made the page load anew")
	}
}

const longWinded = "This is one of those sentences that go on and on and on until nobody who reads them knows any longer what they were about in the first place."

// covered tells whether the panel of findings lies over what the page shows.
const covered = `(() => {
	const panel = document.querySelector('retake-preview').shadowRoot.querySelector('.findings').getBoundingClientRect()
	return [...document.body.children].some((e) => {
		const r = e.getBoundingClientRect()
		return e.localName !== 'retake-preview' && r.width && r.height && r.right > panel.left + 1 && r.left < panel.right - 1 && r.bottom > panel.top + 1 && r.top < panel.bottom - 1
	})
})()`

func testFindingsStandBesideThePage(t *testing.T, b *browser) {
	s := serveLamp(t, func(s *served) { s.replace(bulb, "Let it cool down.", longWinded) })
	p := s.tab(t, b, bulbPath)
	p.until("!" + inPanel(".findings") + ".hidden")
	text := ask[string](p, inPanel(".findings")+".innerText")
	for _, want := range []string{"1 finding on this page", "long-sentence", bulb + ":5:1", "29 words"} {
		if !strings.Contains(text, want) {
			t.Errorf("the panel lacks %q:\n%s", want, text)
		}
	}
	p.change(inPanel(".findings .place") + ".click()")
	p.until(inPanel(".findings .place") + ".dataset.said")
	for _, width := range widths {
		p.width(width)
		if ask[bool](p, covered) {
			t.Errorf("at %d px the panel lies over the page", width)
		}
	}

	p.change(inPanel("#found") + ".focus(); window.marked = true")
	p.do(chromedp.KeyEvent(kb.Escape))
	p.until(inPanel(".findings") + ".hidden")
	const focus = "document.querySelector('retake-preview').shadowRoot.activeElement"
	if got := ask[string](p, focus+".className + "+focus+".textContent + "+focus+".getAttribute('aria-expanded')"); got != "found1 findingfalse" {
		t.Errorf("when the panel is closed, the focus is on %s", got)
	}
	p.open(bulbPath) // closed stays closed, also on a page that is loaded anew
	p.until("!" + inPanel(".found") + ".hidden && " + inPanel(".findings") + ".hidden")
	p.change(inPanel(".found") + ".focus(); window.marked = true")
	p.do(chromedp.KeyEvent(kb.Enter))
	p.until("!" + inPanel(".findings") + ".hidden && " + focus + ".id === 'found'")

	s.write("content/en/audit.yaml", "longest_sentence: 40\n") // changes no page
	p.until(inPanel(".findings") + ".hidden && " + inPanel(".found") + ".hidden")
	p.until(inPanel(".spoken") + ".textContent === 'Nothing is found on this page any more.'")
	if !ask[bool](p, "!!window.marked") {
		t.Error("a finding made the page load anew")
	}
	s.replace(bulb, longWinded, longWinded+" "+strings.Replace(longWinded, ".", ", "+longWinded, 1))
	p.until("!" + inPanel(".findings") + ".hidden")
	if broken := p.brokenPolicy(); len(broken) > 0 {
		t.Errorf("the policy was broken: %v", broken)
	}
}

func testBrokenGuideAppears(t *testing.T, b *browser) {
	s := serveLamp(t, func(s *served) { s.replace(bulb, "title: ", "titel: ") })
	p := s.tab(t, b, bulbPath)
	p.until(fmt.Sprintf("%s.innerText.includes(%q)", inPanel(".mistakes"), `Did you mean "title"?`))
	s.replace(bulb, "titel: ", "title: ")
	p.has("The last words.")
	p.until(inPanel(".mistakes") + ".hidden")
}

func testRenamedPageIsFollowed(t *testing.T, b *browser) {
	s := serveLamp(t, nil)
	p := s.tab(t, b, bulbPath)
	if err := os.Rename(filepath.Join(s.dir, bulb), filepath.Join(s.dir, "content/en/how-to/new-bulb.md")); err != nil {
		t.Fatal(err)
	}
	p.until("location.pathname === '/how-to/new-bulb/'")
	p.has("The last words.")
}

func testSavedPageIsGoneTo(t *testing.T, b *browser) {
	s := serveLamp(t, nil, "--follow")
	p := s.tab(t, b, "/")
	s.replace(bulb, "The last words.", "The very last words.")
	p.until("location.pathname === '" + bulbPath + "'")
	p.has("The very last words.")
}

func testPagesComeBack(t *testing.T, b *browser) {
	s := serveLamp(t, nil)
	p := s.tab(t, b, bulbPath)
	p.change("window.marked = true")
	port := s.url[strings.LastIndex(s.url, ":")+1:]
	s.stop()
	p.until("!" + inPanel(".lost") + ".hidden")
	s.start("--port", port)
	p.until(inPanel(".lost") + ".hidden")
	if !ask[bool](p, "!!window.marked") {
		t.Error("the page is as before, and yet was loaded anew")
	}
	s.stop()
	s.replace(bulb, "The last words.", "Written meanwhile.")
	s.start("--port", port)
	p.has("Written meanwhile.")
}

func testListFollows(t *testing.T, b *browser) {
	s := serveLamp(t, nil)
	p := s.tab(t, b, "/__preview/")
	p.change("window.marked = true; document.querySelector('#q').focus()")
	p.do(chromedp.KeyEvent("clean"))
	p.until("document.querySelectorAll('.rows > li').length === 1 && document.querySelector('.rows .badge').textContent === 'Draft'")
	s.replace("content/en/how-to/clean.md", "title: Clean it", "title: Clean it well")
	p.until("document.querySelector('.rows h2').textContent.includes('Clean it well')")
	if !ask[bool](p, "!!window.marked && document.querySelector('#q').value === 'clean'") {
		t.Error("the list was loaded anew")
	}
	p.open("/how-to/")
	p.until("document.querySelector('a[data-retake-badge]')?.dataset.retakeBadge === 'Draft'")
	p.open("/how-to/clean/")
	p.until(inPanel(".badge") + ".textContent === 'Draft'")
}

func testAxeFindsNothingInPreview(t *testing.T, b *browser) {
	axe, err := os.ReadFile(testPackage(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	s := serveLamp(t, func(s *served) {
		s.replace("content/en/how-to/clean.md", "With a cloth.", longWinded)
		s.write("content/en/trees/wrong.yaml", "title: What is wrong?\nsummary: One question.\nstart: lamp\nquestions:\n  lamp:\n    ask: What does it do?\n    answers:\n"+
			"      dark: {say: It is dark, go: ../reasons/no-light.md}\n      other: {say: Something else, go: ../how-to/change-the-bulb.md}\n")
	})
	p := s.tab(t, b, "/how-to/clean/")
	s.replace("content/en/trees/wrong.yaml", "change-the-bulb.md}", "change-the-blub.md}")
	p.until("!" + inPanel(".mistakes") + ".hidden && " + inPanel(".drawing img") + "?.complete")
	for _, path := range []string{"/how-to/clean/", "/__preview/", "/__preview/?show=findings"} {
		p.open(path)
		p.until("!" + inPanel(".mistakes") + "?.hidden")
		if path == "/how-to/clean/" {
			p.until("!" + inPanel(".findings") + ".hidden")
		}
		p.change(string(axe))
		for _, width := range widths {
			p.width(width)
			for _, scheme := range schemes {
				p.media("screen", "prefers-color-scheme", scheme)
				for _, open := range []bool{true, false} {
					if !open {
						p.change(inPanel(".close") + ".click(); document.querySelectorAll('details').forEach((e) => e.open = true)")
					}
					if found := ask[[]string](p, axeQuestion); len(found) > 0 {
						t.Errorf("%s at %d px, %s, list open: %v:\n%s", path, width, scheme, open, strings.Join(found, "\n"))
					}
					if found := ask[[]string](p, "page.sideways()"); len(found) > 0 {
						t.Errorf("%s at %d px: %s", path, width, strings.Join(found, "\n\t"))
					}
				}
				p.change(inPanel(".reopen") + ".click()")
			}
		}
	}
}
