package audit

import (
	"fmt"

	"golang.org/x/net/html"
)

var tableHeader = Rule{
	ID: "table-header", Area: Accessibility, Level: Warning,
	Title: "A table without headers",
	Why:   "A screen reader says with each cell what its column is about. Without headers a table is a row of words.",
	Mend:  "Write a header into each column's first cell. What has no headers is a list.",
	Page: func(_ *Subject, p *Page) []Finding {
		var found []Finding
		for n := range p.elements {
			if n.Data == "table" && attribute(n, "role") != "presentation" && !unseen(n) && !headed(n) {
				found = append(found, p.written(firstWords(n), fmt.Sprintf("the table that begins with “%s” has no headers", shorten(firstWords(n))), ""))
			}
		}
		return found
	},
}

// headed tells whether a table has a header that says something.
func headed(table *html.Node) bool {
	for n := range table.Descendants() {
		if n.Type == html.ElementNode && n.Data == "th" && words(n) != "" {
			return true
		}
	}
	return false
}

// firstWords are those of the first cell that has any.
func firstWords(table *html.Node) string {
	for n := range table.Descendants() {
		if n.Type == html.ElementNode && (n.Data == "td" || n.Data == "th") && words(n) != "" {
			return words(n)
		}
	}
	return ""
}
