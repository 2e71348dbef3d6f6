package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"retake/chromium/chromiumtest"
)

// focus is where the keyboard is. Place counts the page's focusable
// elements in their order; it is -1 outside of them.
type focus struct {
	Place  int      `json:"place"`
	Name   string   `json:"name"`
	Faults []string `json:"faults"`
}

func (p *tab) focus() focus {
	p.T.Helper()
	return chromiumtest.Ask[focus](p, "page.focused()")
}

func testKeyboardReachesEverything(t *testing.T, b *browser) {
	p := b.tab(t)
	p.Width(360)
	p.Media("screen", "prefers-reduced-motion", "reduce") // pages scroll at once
	for _, kind := range []string{
		"/find/why-was-i-rejected/photo/fuzzy/", "/find/why-was-i-rejected/map.html", "/", "/reasons/", "/reasons/blurry-photo/", "/es/situations/just-turned-18/", "/nothing/",
		"/help/how-to/everything/", "/help/ar/how-to/everything/", "/help/ar/a-z/", "/help/print/",
	} {
		p.open(kind)
		for want := range chromiumtest.Ask[int](p, "page.focusable().length") {
			p.Do(chromedp.KeyEvent(kb.Tab))
			at := p.focus()
			if at.Place != want {
				t.Errorf("%s: after %d times Tab the focus is at place %d: %s", kind, want+1, at.Place, at.Name)
				break
			}
			if len(at.Faults) > 0 {
				t.Errorf("%s: %s %s", kind, at.Name, strings.Join(at.Faults, ", "))
			}
		}
	}
}

func testSkipLinkSkips(t *testing.T, b *browser) {
	p := b.tab(t)
	p.Width(360)
	for _, kind := range []string{"/reasons/blurry-photo/", "/help/ar/how-to/everything/"} {
		p.open(kind)
		p.Do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
		if !chromiumtest.Ask[bool](p, "page.focusable().find((e) => document.querySelector('main').contains(e)) === document.activeElement") {
			t.Errorf("%s: after the skip link, Tab does not lead to the first link of the text but to %s", kind, p.focus().Name)
		}
	}
}
