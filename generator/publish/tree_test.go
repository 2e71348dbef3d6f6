package publish_test

import "testing"

// twoWays is a tree for the lamp with two ends.
const twoWays = `title: Which is it?
summary: Find out.
start: lit
questions:
  lit:
    ask: Is it lit?
    answers:
      no: {say: Never, go: ../reasons/no-light.md, or: ../how-to/change.md}
      yes: {say: At times, go: ../reasons/flicker.md}
`

// The interface's words around a tree that is not translated are marked as
// such, and do not decide in which direction its text runs.
func TestUntranslatedTreesKeepTheirDirection(t *testing.T) {
	s := lamp().setting("languages: [en, ar]").with(files{
		"content/en/trees/start.yaml": twoWays,
		"content/ar/_index.md":        "---\ntitle: ماذا حدث؟\nsource: 000000000000\n---\n",
	}).publish(t)
	s.page("ar/find/start/index.html").one("[lang=en][dir=auto] > .progress[lang=ar][dir=auto]")
	s.page("ar/find/start/no/index.html").one("[lang=en][dir=auto] > .outcome-label[lang=ar][dir=auto]")
	s.page("find/start/index.html").one(".progress:not([lang])")
}

// The page where a tree ends has the footnotes of what it shows.
func TestOutcomesHaveTheirFootnotes(t *testing.T) {
	f := lamp().with(files{"content/en/trees/start.yaml": twoWays})
	f["content/en/reasons/no-light.md"] += "\nTurn it off first.[^1]\n\n[^1]: At the wall.\n"
	p := f.publish(t).page("find/start/no/index.html")
	ids := p.ids()
	for _, href := range p.attrs(".outcome a[href^='#']", "href") {
		if !ids[href[1:]] {
			t.Errorf("%q leads nowhere on the page", href)
		}
	}
	p.has(".footnotes li p", "At the wall. ↩\ufe0e")
}
