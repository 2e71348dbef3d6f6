package audit

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

var inlineCode = Rule{
	ID: "inline-code", Area: Output, Level: Error,
	Title: "A script or style written into a page",
	Why:   "The page's policy forbids it, so browsers do nothing with it: what it was to do does not happen. Allowing it would let injected text run as well.",
	Mend:  "Put scripts into a .js file and styles into a .css file of a component in your templates folder.",
	Page: func(_ *Subject, p *Page) []Finding {
		var found []Finding
		for _, n := range p.nodes {
			if n.Type == html.ElementNode {
				for _, what := range inline(n) {
					found = append(found, p.finding(what, ""))
				}
			}
		}
		return found
	},
}

// inline says what an element has of code.
func inline(n *html.Node) []string {
	var found []string
	switch {
	case n.Data == "script" && attribute(n, "src") == "" && runs(attribute(n, "type")):
		found = append(found, "a script is written into this page")
	case n.Data == "style":
		found = append(found, "a style sheet is written into this page")
	}
	for _, a := range n.Attr {
		switch {
		case a.Key == "style":
			found = append(found, fmt.Sprintf("a <%s> has a style of its own, %q", n.Data, shorten(a.Val)))
		case strings.HasPrefix(a.Key, "on"):
			found = append(found, fmt.Sprintf("a <%s> has a script in %s", n.Data, a.Key))
		case slices.Contains([]string{"href", "src", "action", "formaction"}, a.Key) && strings.HasPrefix(strings.ToLower(tidied(a.Val)), "javascript:"):
			found = append(found, fmt.Sprintf("a <%s> has a script as its address", n.Data))
		}
	}
	return found
}

// runs tells whether browsers run a script of a type: they leave alone what
// they do not know, such as structured data.
func runs(kind string) bool {
	kind = strings.ToLower(strings.TrimSpace(kind))
	return kind == "" || kind == "module" || kind == "importmap" || kind == "speculationrules" || strings.HasSuffix(kind, "javascript") || strings.HasSuffix(kind, "ecmascript")
}

// shorten keeps a text's beginning, for messages.
func shorten(s string) string {
	if runes := []rune(s); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return s
}
