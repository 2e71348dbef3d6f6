package audit

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

var smallTarget = Rule{
	ID: "small-target", Area: Accessibility, Level: Warning,
	Title: "A button, field or link that is too small to be hit",
	Why:   "With a thumb, a tremor or on a bus, what is lower than 24 pixels is missed, and something else is pressed. It is worked out from the style sheet; links inside of text may be as small as the text (WCAG 2.2, 2.5.8).",
	Mend:  "Give it min-block-size: 2.6rem, or more padding.",
	Page: func(_ *Subject, p *Page) []Finding {
		var found []Finding
		for n, s := range p.styled(isTarget) {
			switch {
			case s.Display == "inline" || strings.HasPrefix(s.Display, "contents"):
			case s.Block < leastTarget:
				found = append(found, p.finding(fmt.Sprintf("a %s is %.0f pixels high, and needs %d", tag(n), s.Block, leastTarget), ""))
			case s.Inline > 0 && s.Inline < leastTarget:
				found = append(found, p.finding(fmt.Sprintf("a %s is %.0f pixels wide, and needs %d", tag(n), s.Inline, leastTarget), ""))
			}
		}
		return found
	},
}

// leastTarget is the least side of a target in CSS pixels.
const leastTarget = 24

// isTarget tells whether an element is pressed. Browsers draw boxes to tick
// themselves, and their labels can be pressed as well.
func isTarget(n *html.Node) bool {
	return isControl(n) && n.Data != "area" && n.Data != "iframe" && !slices.Contains([]string{"checkbox", "radio", "range", "color"}, attribute(n, "type"))
}
