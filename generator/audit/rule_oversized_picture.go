package audit

import (
	"fmt"

	"golang.org/x/net/html"
)

var oversizedPicture = Rule{
	ID: "oversized-picture", Area: Output, Level: Warning,
	Title: "A picture larger than it is ever shown",
	Why:   "Readers pay for pixels that nobody sees, with time and with their data allowance.",
	Mend:  "Make the picture smaller, at most twice as wide as it is shown; a moving GIF is published as it is, so a few still pictures do better.",
	Page: func(_ *Subject, p *Page) []Finding {
		var found []Finding
		for _, n := range p.nodes {
			if n.Type != html.ElementNode || n.Data != "img" {
				continue
			}
			least, shown := p.leastWidth(n), pixels(attribute(n, "width"))
			if within(n, "article") && (shown == 0 || shown > columnWidth) {
				shown = columnWidth
			}
			if shown > 0 && least > 2*shown {
				found = append(found, p.written(attribute(n, "alt"), fmt.Sprintf("the picture “%s” is %d pixels wide, and shown at %d", shorten(attribute(n, "alt")), least, shown), ""))
			}
		}
		return found
	},
}

// columnWidth is the width of an article's column in CSS pixels: 37rem of
// 18 px (templates/page/page.css).
const columnWidth = 666

// leastWidth is the width of the smallest picture that a browser can choose.
func (p *Page) leastWidth(n *html.Node) int {
	least := 0
	for _, c := range candidates(attribute(n, "srcset")) {
		if c.width > 0 && (least == 0 || c.width < least) {
			least = c.width
		}
	}
	if least > 0 {
		return least
	}
	t := p.in.resolve(p.Digest, attribute(n, "src"))
	if !p.in.Has(t.name) {
		return 0
	}
	return p.in.pictureWidth(t.name)
}

// within tells whether an element stands in one of a kind.
func within(n *html.Node, element string) bool {
	for up := range n.Ancestors() {
		if up.Type == html.ElementNode && up.Data == element {
			return true
		}
	}
	return false
}
