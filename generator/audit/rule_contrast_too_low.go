package audit

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"retake/generator/audit/style"
)

var contrastTooLow = Rule{
	ID: "contrast-too-low", Area: Accessibility, Level: Error,
	Title: "Words that stand out too little from what is behind them",
	Why:   "In bright light, on an old screen or with weak eyes they cannot be read. This is worked out from the style sheet, in the light and in the dark scheme (WCAG 2.2, 1.4.3).",
	Mend:  "Use the colours that the program derives from the accent, as pairs: ink or muted on page or surface, onaccent on accent; then they can be read in both schemes.",
	Page: func(_ *Subject, p *Page) []Finding {
		var found []Finding
		for n, look := range p.styled(hasWords) {
			for _, text := range contrastFaults(n, look) {
				found = append(found, p.finding(text, ""))
			}
		}
		return found
	},
}

// hasWords tells whether an element has words of its own, or a place for
// those of the reader.
func hasWords(n *html.Node) bool {
	if n.Data == "input" || n.Data == "textarea" {
		return true
	}
	for child := range n.ChildNodes() {
		if child.Type == html.TextNode && strings.TrimSpace(child.Data) != "" {
			return true
		}
	}
	return false
}

// contrasts are the least that text needs, and large text.
const leastContrast, leastLargeContrast = 4.5, 3

func contrastFaults(n *html.Node, s *style.Style) []string {
	if hasAttribute(n, "disabled") {
		return nil // which may be pale
	}
	least := leastContrast
	if s.Large() {
		least = leastLargeContrast
	}
	var faults []string
	check := func(what string, looks [2]style.Look) {
		for _, scheme := range style.Schemes {
			if l := looks[scheme]; l.Known && l.Contrast() < least {
				faults = append(faults, fmt.Sprintf("%s %s have a contrast of %.1f in the %s scheme, %s on %s, and need %v", what, tag(n), l.Contrast(), scheme, l.Text, l.Ground, least))
			}
		}
	}
	check("the words in", s.Schemes)
	for _, part := range sortedMap(s.Parts) {
		switch part {
		case "hover":
			check("under the pointer, the words in", s.Parts[part])
		case "placeholder":
			check("the words that stand for others in", s.Parts[part])
		default:
			check("the signs "+map[string]string{"before": "before", "after": "behind", "marker": "at the head of"}[part], s.Parts[part])
		}
	}
	return faults
}
