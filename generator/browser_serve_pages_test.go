package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"retake/chromium/chromiumtest"
)

func testSavedPageKeepsItsPlace(t *testing.T, b context.Context) {
	s := serveLamp(t, nil)
	p := s.tab(t, b, bulbPath)
	p.change(`document.querySelectorAll('details')[1].open = true; document.querySelector('main a[href="../../"]').focus(); scrollTo({top: 700, behavior: 'instant'}); window.marked = true`)
	at := chromiumtest.Ask[float64](p, "scrollY")
	if at < 500 {
		t.Fatalf("the page is too short to be scrolled: %v", at)
	}
	s.replace(bulb, "The last words.", "The very last words.")
	p.has("The very last words.")
	p.Until("scrollY === " + fmt.Sprint(at))
	if chromiumtest.Ask[bool](p, "!!window.marked") {
		t.Error("the page was not loaded anew")
	}
	if got := chromiumtest.Ask[[]bool](p, "[...document.querySelectorAll('details')].map((e) => e.open)"); fmt.Sprint(got) != "[false true]" {
		t.Errorf("open details: %v", got)
	}
	if got := chromiumtest.Ask[string](p, "document.activeElement.getAttribute('href') + ''"); got != "../../" {
		t.Errorf("the focus is on %s", got)
	}
	if broken := p.brokenPolicy(); len(broken) > 0 {
		t.Errorf("the policy was broken: %v", broken)
	}
}

func testStylesChangeWithoutReload(t *testing.T, b context.Context) {
	s := serveLamp(t, nil)
	p := s.tab(t, b, bulbPath)
	p.change(`window.marked = true; scrollTo({top: 600, behavior: 'instant'})`)
	at := chromiumtest.Ask[float64](p, "scrollY")
	for i, colour := range []string{"rgb(1, 2, 3)", "rgb(4, 5, 6)"} { // the second swaps what the first put there
		s.write("templates/card/card.css", "main { color: "+colour+" }\n")
		p.Until(fmt.Sprintf("getComputedStyle(document.querySelector('main')).color === %q", colour))
		p.Until("document.querySelectorAll('head link[rel=stylesheet]').length === 2")
		if !chromiumtest.Ask[bool](p, "!!window.marked") || chromiumtest.Ask[float64](p, "scrollY") != at {
			t.Errorf("style %d: the page was loaded anew, or has moved", i)
		}
	}
}

func testOtherTabsDoNotBlink(t *testing.T, b context.Context) {
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
	if !chromiumtest.Ask[bool](two, "!!window.marked") {
		t.Error("the other tab was loaded anew")
	}
}

func testBrokenGuideAppears(t *testing.T, b context.Context) {
	s := serveLamp(t, func(s *served) { s.replace(bulb, "title: ", "titel: ") })
	p := s.tab(t, b, bulbPath)
	p.Until(fmt.Sprintf("%s.innerText.includes(%q)", inPanel(".mistakes"), `Did you mean "title"?`))
	s.replace(bulb, "titel: ", "title: ")
	p.has("The last words.")
	p.Until(inPanel(".mistakes") + ".hidden")
}

func testRenamedPageIsFollowed(t *testing.T, b context.Context) {
	s := serveLamp(t, nil)
	p := s.tab(t, b, bulbPath)
	if err := os.Rename(filepath.Join(s.dir, bulb), filepath.Join(s.dir, "content/en/how-to/new-bulb.md")); err != nil {
		t.Fatal(err)
	}
	p.Until("location.pathname === '/how-to/new-bulb/'")
	p.has("The last words.")
}

func testSavedPageIsGoneTo(t *testing.T, b context.Context) {
	s := serveLamp(t, nil, "--follow")
	p := s.tab(t, b, "/")
	s.replace(bulb, "The last words.", "The very last words.")
	p.Until("location.pathname === '" + bulbPath + "'")
	p.has("The very last words.")
}

func testPagesComeBack(t *testing.T, b context.Context) {
	s := serveLamp(t, nil)
	p := s.tab(t, b, bulbPath)
	p.change("window.marked = true")
	port := s.url[strings.LastIndex(s.url, ":")+1:]
	s.stop()
	p.Until("!" + inPanel(".lost") + ".hidden")
	s.start("--port", port)
	p.Until(inPanel(".lost") + ".hidden")
	if !chromiumtest.Ask[bool](p, "!!window.marked") {
		t.Error("the page is as before, and yet was loaded anew")
	}
	s.stop()
	s.replace(bulb, "The last words.", "Written meanwhile.")
	s.start("--port", port)
	p.has("Written meanwhile.")
}

func testListFollows(t *testing.T, b context.Context) {
	s := serveLamp(t, nil)
	p := s.tab(t, b, "/__preview/")
	p.change("window.marked = true; document.querySelector('#q').focus()")
	p.Do(chromedp.KeyEvent("clean"))
	p.Until("document.querySelectorAll('.rows > li').length === 1 && document.querySelector('.rows .badge').textContent === 'Draft'")
	s.replace("content/en/how-to/clean.md", "title: Clean it", "title: Clean it well")
	p.Until("document.querySelector('.rows h2').textContent.includes('Clean it well')")
	if !chromiumtest.Ask[bool](p, "!!window.marked && document.querySelector('#q').value === 'clean'") {
		t.Error("the list was loaded anew")
	}
	p.open("/how-to/")
	p.Until("document.querySelector('a[data-retake-badge]')?.dataset.retakeBadge === 'Draft'")
	p.open("/how-to/clean/")
	p.Until(inPanel(".badge") + ".textContent === 'Draft'")
}
