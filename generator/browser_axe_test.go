package main

import (
	"os"
	"strings"
	"testing"
)

// kinds are pages of every kind there is, as the tests below look at them.
var kinds = []string{
	"/", "/reasons/", "/reasons/blurry-photo/", "/reasons/incomplete-document-photo/", "/reasons/expired-document/", "/how-to/contact-support/", "/situations/just-turned-18/",
	"/stay-safe/", "/how-we-check/", "/a-z/", "/print/", "/search/", "/nothing/like/this/",
	"/es/", "/es/reasons/blurry-photo/", "/es/how-we-check/", "/es/situations/", "/es/a-z/", "/es/print/",
	"/find/", "/find/why-was-i-rejected/", "/find/why-was-i-rejected/photo/", "/find/why-was-i-rejected/photo/fuzzy/",
	"/find/why-was-i-rejected/details/name/", "/find/what-to-do-next/more/a-day-or-more/app/dont-know/",
	"/find/why-was-i-rejected/map.html", "/find/why-was-i-rejected/screens.html", "/es/find/what-to-do-next/once/", "/es/find/what-to-do-next/map.html",
	"/help/how-to/everything/", "/help/reasons/flicker/", "/help/situations/power-cut/", "/help/old/everything/" + stay, "/help/nothing/",
	"/help/ar/", "/help/ar/reasons/no-light/", "/help/ar/how-to/everything/", "/help/ar/how-to/deeper/untranslated/", "/help/ar/a-z/", "/help/ar/print/",
}

var (
	widths  = []int64{360, 1280}
	schemes = []string{"light", "dark"}
)

// axeQuestion runs every rule up to WCAG level AA, also those that are off at
// first unless they are experiments, and returns a line for each element that
// breaks one.
const axeQuestion = `axe.run(document, {
	rules: Object.fromEntries(axe.getRules().map((r) => [r.ruleId, {enabled: !r.tags.some((tag) => /^wcag2\d*aaa$|^experimental$/.test(tag))}])),
	resultTypes: ['violations'],
}).then((found) => found.violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.target.join(' ') + ': ' + n.failureSummary)))`

func testAxeFindsNothing(t *testing.T, b *browser) {
	axe, err := os.ReadFile(testPackage(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	p := b.tab(t)
	for _, kind := range kinds {
		p.open(kind)
		p.change(string(axe))
		for _, width := range widths {
			p.width(width)
			for _, scheme := range schemes {
				p.media("screen", "prefers-color-scheme", scheme)
				if found := ask[[]string](p, axeQuestion); len(found) > 0 {
					t.Errorf("%s at %d px, %s:\n%s", kind, width, scheme, strings.Join(found, "\n"))
				}
			}
		}
	}
	axeFindsWhatIsBroken(t, p)
}

// axeFindsWhatIsBroken breaks the page that is open, and axe has to say so.
func axeFindsWhatIsBroken(t *testing.T, p *tab) {
	t.Helper()
	p.change(`document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="/help/social.png"><a href="/"></a>')`)
	found := strings.Join(ask[[]string](p, axeQuestion), "\n")
	for _, rule := range []string{"image-alt", "link-name"} {
		if !strings.Contains(found, rule) {
			t.Errorf("axe did not see a broken rule, %s; it found:\n%s", rule, found)
		}
	}
}
