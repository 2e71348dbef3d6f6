package audit

import (
	"fmt"
	"slices"

	"golang.org/x/net/html"
)

var headingOrder = Rule{
	ID: "heading-order", Area: Accessibility, Level: Warning,
	Title: "Headings that skip a level, are empty, or have no one heading above them",
	Why:   "Who cannot see the page jumps from heading to heading. A level that is left out sounds as if something had been missed.",
	Mend:  "Use ## below the title, ### below ##, and so on; headings are for order, not for size.",
	Page: func(_ *Subject, p *Page) []Finding {
		var found []Finding
		last, tops, known := 0, 0, p.names
		for n := range p.elements {
			level := 1 + slices.Index(headings, n.Data)
			if level == 0 || unseen(n) {
				continue
			}
			if text := headingFault(n, known.within(n), level, last); text != "" {
				found = append(found, p.written(words(n), text, ""))
			}
			if level == 1 {
				tops++
			}
			last = level
		}
		switch {
		case tops == 0:
			found = append(found, p.finding("this page has no main heading, <h1>", ""))
		case tops > 1:
			found = append(found, p.finding(fmt.Sprintf("this page has %d main headings, <h1>", tops), ""))
		}
		return found
	},
}

var headings = []string{"h1", "h2", "h3", "h4", "h5", "h6"}

func headingFault(n *html.Node, name string, level, last int) string {
	switch {
	case name == "":
		return fmt.Sprintf("a heading, <%s>, is empty", n.Data)
	case last == 0 && level > 1:
		return fmt.Sprintf("the first heading, “%s”, is an <%s>", shorten(name), n.Data)
	case last > 0 && level > last+1:
		return fmt.Sprintf("the heading “%s” is an <%s> below an <h%d>", shorten(name), n.Data, last)
	}
	return ""
}
