package main

import (
	"fmt"
	"os"
	"testing"

	"retake/chromium/chromiumtest"
)

var (
	widths  = []int64{360, 1280}
	schemes = []string{"light", "dark"}
)

// axeQuestion runs every rule up to WCAG level AA, also those that are off at
// first unless they are experiments, and returns a line for each element that
// breaks one. Of its rules, those about colours are all that a scheme can
// change.
const axeQuestion = `axe.run(document, {
	rules: Object.fromEntries(axe.getRules().map(({ruleId, tags}) => [ruleId, {
		enabled: !tags.some((tag) => /^wcag2\d*aaa$|^experimental$/.test(tag)) && (%v || /^color-contrast$|^link-in-text-block$/.test(ruleId)),
	}])),
	resultTypes: ['violations'],
	preload: false, // only an experiment reads the style sheets
}).then((found) => found.violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.target.join(' ') + ': ' + n.failureSummary)))`

func axeScript(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile(testPackage(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	return string(script)
}

// axe asks all of axe's rules, or those about colours.
func (p *tab) axe(script string, all bool) []string {
	p.T.Helper()
	if !chromiumtest.Ask[bool](p, "'axe' in window") {
		p.change(script)
	}
	return p.asked(fmt.Sprintf(axeQuestion, all))
}

// axeLooks are axe's, at each width in each scheme.
func axeLooks(t *testing.T) (found []look) {
	script := axeScript(t)
	for _, width := range widths {
		for i, scheme := range schemes {
			fault := `add('<img src="/help/social.png">')`
			if i > 0 {
				fault = `add('<p>Legible on white only</p>').style.color = '#666'`
			}
			found = append(found, look{fmt.Sprintf("by axe at %d px, %s", width, scheme), func(p *tab) []string {
				p.Width(width)
				p.Media("screen", "prefers-color-scheme", scheme)
				return p.axe(script, i == 0)
			}, fault})
		}
	}
	return found
}
