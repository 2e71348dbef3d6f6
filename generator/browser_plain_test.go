package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// withoutStyles takes all style sheets from the page that is open.
const withoutStyles = `for (const sheet of document.styleSheets) sheet.disabled = true`

func testPagesWithoutStyles(t *testing.T, b *browser) {
	p := b.tab(t)
	p.width(360)
	for kind, order := range map[string][]string{
		"/reasons/blurry-photo/": {"Skip to content", "Blurry photo", "What you see", "What to do", "If that does not help", "Search the guide", "The whole guide on one page"},
		"/":                      {"Skip to content", "Search the guide", "Blurry photo", "Contact", "Stay safe"},
		"/help/how-to/everything/": {
			"Everything that Markdown has", "On this page", "One action.", "Watts", "Good to know", "Take care", "Socket", "from the side", "lamp --on", "The first note",
		},
	} {
		p.open(kind)
		p.change(withoutStyles)
		text := ask[string](p, "document.body.innerText")
		rest := text
		for _, words := range order {
			_, after, found := strings.Cut(rest, words)
			if !found {
				t.Errorf("%s without styles: %q is not where it should be in\n%s", kind, words, text)
				break
			}
			rest = after
		}
		height := ask[float64](p, "Math.max(0, ...[...document.querySelectorAll('svg')].map((e) => e.getBoundingClientRect().height))")
		if screen := ask[float64](p, "innerHeight"); height > screen/2 {
			t.Errorf("%s without styles: a drawing is %.0f px high", kind, height)
		}
	}
}

func testPagesWithoutScripts(t *testing.T, b *browser) {
	with, without := b.tab(t), b.tab(t)
	without.scriptsOff()
	for _, kind := range kinds {
		if kind == "/search/" {
			continue // it says that it needs scripts, and leads to the A to Z
		}
		with.open(kind)
		want := words(with)
		without.open(kind)
		if got := words(without); got != want || got == "" {
			t.Errorf("%s says without scripts\n%s\nand with them\n%s", kind, got, want)
		}
	}
	without.open("/reasons/blurry-photo/")
	without.do(chromedp.SendKeys(chromedp.CSS("#q"), "fuzzy"+kb.Enter), chromedp.WaitVisible(chromedp.CSS(".letters")))
	if got, want := ask[string](without, "location.href"), b.sites.url+"/a-z/?q=fuzzy"; got != want {
		t.Errorf("searching without scripts leads to %s, want %s", got, want)
	}
}

// words are the text of the open page in its order, a space between two.
func words(p *tab) string {
	p.t.Helper()
	return strings.Join(strings.Fields(ask[string](p, "document.querySelector('main').innerText")), " ")
}

// scriptsOff is for the pages that are opened from now on.
func (p *tab) scriptsOff() {
	p.t.Helper()
	command(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

func testOldAddressesLeadOn(t *testing.T, b *browser) {
	p := b.tab(t)
	p.scriptsOff()
	for _, old := range []string{"/help/old/everything/", "/help/very-old.html"} {
		p.open(old)
		p.do(chromedp.WaitVisible(chromedp.CSS("#table")))
		if got, want := ask[string](p, "location.href"), b.sites.url+"/help/how-to/everything/"; got != want {
			t.Errorf("%s leads to %s, want %s", old, got, want)
		}
	}
}

func testPaperShowsNoControls(t *testing.T, b *browser) {
	p := b.tab(t)
	p.media("print")
	for _, kind := range kinds {
		p.open(kind)
		if shown := ask[[]string](p, `[...document.querySelectorAll('header, footer, form, button, .skip, .breadcrumb, .languages')].filter((e) => e.checkVisibility()).map((e) => page.name(e))`); len(shown) > 0 {
			t.Errorf("%s shows on paper: %s", kind, strings.Join(shown, ", "))
		}
		if !ask[bool](p, "document.querySelector('h1').checkVisibility()") {
			t.Errorf("%s has no title on paper", kind)
		}
	}
}

// testForcedColours looks at the controls as in Windows' high contrast
// themes, which take away backgrounds.
func testForcedColours(t *testing.T, b *browser) {
	p := b.tab(t)
	p.media("screen", "forced-colors", "active")
	for _, kind := range kinds {
		p.open(kind)
		flat := ask[[]string](p, `[...document.querySelectorAll('button, input, .button, .card')].filter((e) => {
			const s = getComputedStyle(e);
			return s.borderTopStyle === 'none' || parseFloat(s.borderTopWidth) < 1;
		}).map((e) => page.name(e))`)
		if len(flat) > 0 {
			t.Errorf("%s: nothing shows in forced colours where these end: %s", kind, strings.Join(slices.Compact(flat), ", "))
		}
	}
}
