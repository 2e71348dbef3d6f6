package main

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"retake/chromium/chromiumtest"
)

// withoutStyles takes all style sheets from the page that is open.
const withoutStyles = `for (const sheet of document.styleSheets) sheet.disabled = true`

func testPagesWithoutStyles(t *testing.T, b *browser) {
	p := b.tab(t)
	p.Width(360)
	for kind, order := range map[string][]string{
		"/reasons/blurry-photo/": {"Skip to content", "Blurry photo", "What you see", "What to do", "If that does not help", "Search the guide", "The whole guide on one page"},
		"/":                      {"Skip to content", "Search the guide", "Blurry photo", "Contact", "Stay safe"},
		"/help/how-to/everything/": {
			"Everything that Markdown has", "On this page", "One action.", "Watts", "Good to know", "Take care", "Socket", "from the side", "lamp --on", "The first note",
		},
	} {
		p.open(kind)
		p.change(withoutStyles)
		text := chromiumtest.Ask[string](p, "document.body.innerText")
		rest := text
		for _, words := range order {
			_, after, found := strings.Cut(rest, words)
			if !found {
				t.Errorf("%s without styles: %q is not where it should be in\n%s", kind, words, text)
				break
			}
			rest = after
		}
		height := chromiumtest.Ask[float64](p, "Math.max(0, ...[...document.querySelectorAll('svg')].map((e) => e.getBoundingClientRect().height))")
		if screen := chromiumtest.Ask[float64](p, "innerHeight"); height > screen/2 {
			t.Errorf("%s without styles: a drawing is %.0f px high", kind, height)
		}
	}
}

func testSearchWithoutScripts(t *testing.T, b *browser) {
	p := b.tab(t)
	p.scripts(false)
	p.open("/reasons/blurry-photo/")
	p.Do(chromedp.SendKeys(chromedp.CSS("#q"), "fuzzy"+kb.Enter), chromedp.WaitVisible(chromedp.CSS(".letters")))
	if got, want := chromiumtest.Ask[string](p, "location.href"), b.sites.url+"/a-z/?q=fuzzy"; got != want {
		t.Errorf("searching without scripts leads to %s, want %s", got, want)
	}
}

// words are the text of the open page in its order, a space between two.
func words(p *tab) string {
	p.T.Helper()
	return strings.Join(strings.Fields(chromiumtest.Ask[string](p, "document.querySelector('main').innerText")), " ")
}

// scripts are on or off for the pages that are opened from now on.
func (p *tab) scripts(on bool) {
	p.T.Helper()
	chromiumtest.Send(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
}

func testOldAddressesLeadOn(t *testing.T, b *browser) {
	p := b.tab(t)
	p.scripts(false)
	for _, old := range []string{"/help/old/everything/", "/help/very-old.html"} {
		p.open(old)
		p.Do(chromedp.WaitVisible(chromedp.CSS("#table")))
		if got, want := chromiumtest.Ask[string](p, "location.href"), b.sites.url+"/help/how-to/everything/"; got != want {
			t.Errorf("%s leads to %s, want %s", old, got, want)
		}
	}
}
