package audit

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

var missingLandmark = Rule{
	ID: "missing-landmark", Area: Accessibility, Level: Warning,
	Title: "A page that is not divided into landmarks, or whose landmarks cannot be told apart",
	Why:   "Screen readers offer a page's landmarks as a menu. What stands in none of them is missed, and two of one kind need names.",
	Mend:  "Put the content into one <main>, what surrounds it into <header>, <nav>, <aside> and <footer>, and name several of a kind with aria-label.",
	Page: func(_ *Subject, p *Page) []Finding {
		var found []Finding
		mains := 0
		navs := map[string]int{}
		known := p.names
		for n := range p.elements {
			switch {
			case n.Data == "main" || attribute(n, "role") == "main":
				mains++
			case n.Data == "nav" || attribute(n, "role") == "navigation":
				navs[known.given(n)]++
			case n.Parent != nil && n.Parent.Data == "body" && outside(n):
				found = append(found, p.finding(fmt.Sprintf("“%s” stands outside of every landmark", shorten(words(n))), ""))
			}
		}
		if mains != 1 {
			found = append(found, p.finding(fmt.Sprintf("this page has %d main parts, <main>, and not one", mains), ""))
		}
		for _, name := range sortedMap(navs) {
			switch {
			case name == "" && len(navs) > 1:
				found = append(found, p.finding("this page has several navigations, <nav>, and one of them has no name", ""))
			case navs[name] > 1:
				found = append(found, p.finding(fmt.Sprintf("this page has %d navigations, <nav>, of the name “%s”", navs[name], name), ""))
			}
		}
		return found
	},
}

// landmarks are the elements that a page's content may stand in.
var landmarks = []string{"main", "header", "nav", "footer", "aside", "script", "style", "noscript", "template", "dialog"}

// outside tells whether an element right below the body has words that stand
// in no landmark. A link to a place on the page, for the keyboard, may.
func outside(n *html.Node) bool {
	switch {
	case slices.Contains(landmarks, n.Data), attribute(n, "role") != "", words(n) == "":
		return false
	case n.Data == "section" || n.Data == "form":
		return attribute(n, "aria-label") == "" && attribute(n, "aria-labelledby") == ""
	}
	return n.Data != "a" || !strings.HasPrefix(attribute(n, "href"), "#")
}
