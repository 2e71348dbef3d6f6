package audit

import "golang.org/x/net/html"

var pageTitle = Rule{
	ID: "page-title", Area: Accessibility, Level: Error,
	Title: "A published page without a title",
	Why:   "The title is the first thing that a screen reader says, and the name of the tab, the bookmark and the search result.",
	Mend:  "Let the template write <title> with the page's title in it (templates/head/head.html).",
	Page: func(_ *Subject, p *Page) []Finding {
		for _, n := range p.nodes {
			if n.Type == html.ElementNode && n.Data == "title" && n.Namespace == "" && words(n) != "" {
				return nil
			}
		}
		return []Finding{p.finding("this page has no title", "")}
	},
}
