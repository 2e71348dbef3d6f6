package main

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"retake/chromium/chromiumtest"
)

func testMistakesLieOverThePage(t *testing.T, b context.Context) {
	s := serveLamp(t, nil)
	p := s.tab(t, b, bulbPath)
	p.change("window.marked = true")
	s.replace(bulb, "summary: ", "sumary: ")
	p.Until("!" + inPanel(".mistakes") + ".hidden")
	text := chromiumtest.Ask[string](p, inPanel(".mistakes")+".innerText")
	for _, want := range []string{"1 mistake", bulb + ":3:1", `Unknown key "sumary".`, "sumary: New for old.", `Did you mean "summary"?`, "^"} {
		if !strings.Contains(text, want) {
			t.Errorf("the list lacks %q:\n%s", want, text)
		}
	}
	p.has("The last words.") // the last good page is still there

	p.change(inPanel(".place") + ".click()")
	p.Until(inPanel(".place") + ".dataset.said")

	p.change(inPanel(".close") + ".focus(); " + inPanel(".close") + ".click()")
	p.Until(inPanel(".mistakes") + ".hidden && !" + inPanel(".reopen") + ".hidden")
	if got := chromiumtest.Ask[string](p, inPanel(".reopen")+".textContent + document.querySelector('retake-preview').shadowRoot.activeElement.className"); got != "1 mistakereopen" {
		t.Errorf("when the list is closed there is %q", got)
	}
	p.open("/") // closed stays closed on another page
	p.Until("!" + inPanel(".reopen") + ".hidden && " + inPanel(".mistakes") + ".hidden")
	p.open(bulbPath)
	p.Until("!" + inPanel(".reopen") + ".hidden")
	p.change("window.marked = true")

	s.replace("content/en/reasons/no-light.md", "title: ", "titel: ") // other mistakes open it again
	p.Until("!" + inPanel(".mistakes") + ".hidden")
	s.replace("content/en/reasons/no-light.md", "titel: ", "title: ")
	s.replace(bulb, "sumary: ", "summary: ")
	p.Until(inPanel(".mistakes") + ".hidden && " + inPanel(".reopen") + ".hidden")
	if !chromiumtest.Ask[bool](p, "!!window.marked") {
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

func testFindingsStandBesideThePage(t *testing.T, b context.Context) {
	s := serveLamp(t, func(s *served) { s.replace(bulb, "Let it cool down.", longWinded) })
	p := s.tab(t, b, bulbPath)
	p.Until("!" + inPanel(".findings") + ".hidden")
	text := chromiumtest.Ask[string](p, inPanel(".findings")+".innerText")
	for _, want := range []string{"1 finding on this page", "long-sentence", bulb + ":5:1", "29 words"} {
		if !strings.Contains(text, want) {
			t.Errorf("the panel lacks %q:\n%s", want, text)
		}
	}
	p.change(inPanel(".findings .place") + ".click()")
	p.Until(inPanel(".findings .place") + ".dataset.said")
	for _, width := range widths {
		p.Width(width)
		if chromiumtest.Ask[bool](p, covered) {
			t.Errorf("at %d px the panel lies over the page", width)
		}
	}

	p.change(inPanel("#found") + ".focus(); window.marked = true")
	p.Do(chromedp.KeyEvent(kb.Escape))
	p.Until(inPanel(".findings") + ".hidden")
	const focus = "document.querySelector('retake-preview').shadowRoot.activeElement"
	if got := chromiumtest.Ask[string](p, focus+".className + "+focus+".textContent + "+focus+".getAttribute('aria-expanded')"); got != "found1 findingfalse" {
		t.Errorf("when the panel is closed, the focus is on %s", got)
	}
	p.open(bulbPath) // closed stays closed, also on a page that is loaded anew
	p.Until("!" + inPanel(".found") + ".hidden && " + inPanel(".findings") + ".hidden")
	p.change(inPanel(".found") + ".focus(); window.marked = true")
	p.Do(chromedp.KeyEvent(kb.Enter))
	p.Until("!" + inPanel(".findings") + ".hidden && " + focus + ".id === 'found'")

	s.write("content/en/audit.yaml", "longest_sentence: 40\n") // changes no page
	p.Until(inPanel(".findings") + ".hidden && " + inPanel(".found") + ".hidden")
	p.Until(inPanel(".spoken") + ".textContent === 'Nothing is found on this page any more.'")
	if !chromiumtest.Ask[bool](p, "!!window.marked") {
		t.Error("a finding made the page load anew")
	}
	s.replace(bulb, longWinded, longWinded+" "+strings.Replace(longWinded, ".", ", "+longWinded, 1))
	p.Until("!" + inPanel(".findings") + ".hidden")
	if broken := p.brokenPolicy(); len(broken) > 0 {
		t.Errorf("the policy was broken: %v", broken)
	}
}

func testAxeFindsNothingInPreview(t *testing.T, b context.Context) {
	axe := axeScript(t)
	s := serveLamp(t, func(s *served) {
		s.replace("content/en/how-to/clean.md", "With a cloth.", longWinded)
		s.write("content/en/trees/wrong.yaml", "title: What is wrong?\nsummary: One question.\nstart: lamp\nquestions:\n  lamp:\n    ask: What does it do?\n    answers:\n"+
			"      dark: {say: It is dark, go: ../reasons/no-light.md}\n      other: {say: Something else, go: ../how-to/change-the-bulb.md}\n")
	})
	p := s.tab(t, b, "/how-to/clean/")
	s.replace("content/en/trees/wrong.yaml", "change-the-bulb.md}", "change-the-blub.md}")
	p.Until("!" + inPanel(".mistakes") + ".hidden && " + inPanel(".drawing img") + "?.complete")
	for _, path := range []string{"/how-to/clean/", "/__preview/", "/__preview/?show=findings"} {
		p.open(path)
		p.Until("!" + inPanel(".mistakes") + "?.hidden")
		if path == "/how-to/clean/" {
			p.Until("!" + inPanel(".findings") + ".hidden")
		}
		for _, width := range widths {
			p.Width(width)
			for _, scheme := range schemes {
				p.Media("screen", "prefers-color-scheme", scheme)
				for _, open := range []bool{true, false} {
					if !open {
						p.change(inPanel(".close") + ".click(); document.querySelectorAll('details').forEach((e) => e.open = true)")
					}
					if found := p.axe(axe, scheme == schemes[0]); len(found) > 0 {
						t.Errorf("%s at %d px, %s, list open: %v:\n%s", path, width, scheme, open, strings.Join(found, "\n"))
					}
					if found := chromiumtest.Ask[[]string](p, "page.sideways()"); len(found) > 0 {
						t.Errorf("%s at %d px: %s", path, width, strings.Join(found, "\n\t"))
					}
				}
				p.change(inPanel(".reopen") + ".click()")
			}
		}
	}
}
