package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"

	"retake/chromium/chromiumtest"
)

// kinds are pages of every kind there is, in either direction of writing.
var kinds = []string{
	"/", "/reasons/", "/reasons/blurry-photo/", "/reasons/incomplete-document-photo/", "/reasons/expired-document/", "/how-to/contact-support/", "/situations/just-turned-18/",
	"/stay-safe/", "/how-we-check/", "/search/", "/nothing/like/this/",
	"/find/", "/find/why-was-i-rejected/", "/find/why-was-i-rejected/photo/", "/find/why-was-i-rejected/photo/fuzzy/",
	"/find/why-was-i-rejected/details/name/", "/find/what-to-do-next/more/a-day-or-more/app/dont-know/",
	"/find/why-was-i-rejected/map.html", "/find/why-was-i-rejected/screens.html",
	"/help/how-to/everything/", "/help/reasons/flicker/", "/help/situations/power-cut/", "/help/old/everything/" + stay, "/help/nothing/", "/help/a-z/", "/help/print/",
	"/help/ar/", "/help/ar/reasons/no-light/", "/help/ar/how-to/everything/", "/help/ar/how-to/deeper/untranslated/", "/help/ar/a-z/", "/help/ar/print/",
}

// alike are of the same kinds and in another language, or larger: axe, which
// takes its time with each element, looks at them once.
var alike = []string{
	"/a-z/", "/print/", "/es/", "/es/reasons/blurry-photo/", "/es/how-we-check/", "/es/situations/", "/es/a-z/", "/es/print/",
	"/es/find/what-to-do-next/once/", "/es/find/what-to-do-next/map.html",
}

// look is a way to look at a page that is open: what is wrong then, and a
// script that makes something wrong, which has to be seen.
type look struct {
	name  string
	wrong func(p *tab) []string
	fault string
}

// looks are taken one after the other at a page that is loaded once. Each
// says for itself how the page is shown, and leaves it on a screen.
var looks = []look{
	{"on a phone", onPhone, `add('<input size="900">')`},
	{"on a desk", onDesk, `add('<button>Small</button>').style.cssText = 'min-height: 0; height: 20px'`},
	{"with text of twice the size", withLargeText, `add('<p>Cut off</p>').style.cssText = 'overflow: hidden; height: 10px'`},
	{"on paper", onPaper, `add('<p class="skip">Shown</p>').style.setProperty('display', 'block', 'important')`},
	{"in forced colours", inForcedColours, `add('<span class="button">Flat</span>').style.border = 0`},
}

// add adds an element to the page's text, for faults.
const add = `const add = (html) => {
	const main = document.querySelector('main');
	main.insertAdjacentHTML('beforeend', html);
	return main.lastElementChild;
};`

// testEveryKind takes every look at every kind of page, and reads it without
// scripts.
func testEveryKind(t *testing.T, b *browser) {
	axe := axeLooks(t)
	b.each(t, slices.Concat(alike, kinds), func(p *tab, kind string) { // the largest first
		looks := slices.Concat(looks, axe)
		if slices.Contains(alike, kind) {
			looks = looks[:len(looks)-len(axe)+1]
		}
		p.scripts(false)
		p.open(kind)
		without := words(p)
		p.scripts(true)
		p.open(kind)
		// The page of results says without scripts that it needs them, and leads to the A to Z.
		if with := words(p); without != with && kind != "/search/" || without == "" {
			p.T.Errorf("%s says without scripts\n%s\nand with them\n%s", kind, without, with)
		}
		for _, look := range looks {
			if found := look.wrong(p); len(found) > 0 {
				p.T.Errorf("%s %s:\n\t%s", kind, look.name, strings.Join(found, "\n\t"))
			}
		}
	})
}

// testFaultsAreSeen plants a fault for each look.
func testFaultsAreSeen(t *testing.T, b *browser) {
	p := b.tab(t)
	for _, look := range slices.Concat(looks, axeLooks(t)) {
		p.open("/help/how-to/everything/")
		p.change(add + look.fault)
		if len(look.wrong(p)) == 0 {
			t.Errorf("%s nobody sees what this makes wrong: %s", look.name, look.fault)
		}
	}
}

func onPhone(p *tab) []string {
	p.Width(360)
	return append(p.asked("page.sideways()"), p.asked("page.small()")...)
}

func onDesk(p *tab) []string {
	p.Width(1280)
	return p.asked("page.small()")
}

// The sizes that browsers begin with.
const (
	usualText = 16
	usualCode = 13
	largeText = 2 * usualText
)

func (p *tab) textSize(standard, fixed int64) {
	p.T.Helper()
	chromiumtest.Send(p, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: standard, Fixed: fixed}})
}

func withLargeText(p *tab) []string {
	p.Width(360)
	p.textSize(largeText, largeText)
	defer p.textSize(usualText, usualCode)
	if size := chromiumtest.Ask[string](p, "getComputedStyle(document.body).fontSize"); size != "36px" {
		return []string{"the text has " + size + ", not the reader's own size, doubled"}
	}
	return append(p.asked("page.sideways()"), p.asked("page.cutOff()")...)
}

// onPaper no controls are shown, but the title is.
func onPaper(p *tab) []string {
	p.Media("print")
	defer p.Media("screen")
	return p.asked(`[...document.querySelectorAll('header, footer, form, button, .skip, .breadcrumb, .languages')].filter((e) => e.checkVisibility()).map((e) => page.name(e) + ' is shown')
		.concat(document.querySelector('h1').checkVisibility() ? [] : ['there is no title'])`)
}

// inForcedColours, as in Windows' high contrast themes, backgrounds are taken
// away: borders have to show where controls end.
func inForcedColours(p *tab) []string {
	p.Media("screen", "forced-colors", "active")
	defer p.Media("screen")
	return p.asked(`[...document.querySelectorAll('button, input, .button, .card')].filter((e) => {
		const s = getComputedStyle(e);
		return s.borderTopStyle === 'none' || parseFloat(s.borderTopWidth) < 1;
	}).map((e) => page.name(e) + ' ends nowhere')`)
}
