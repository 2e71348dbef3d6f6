package audit

import "fmt"

var namelessControl = Rule{
	ID: "nameless-control", Area: Accessibility, Level: Error,
	Title: "A link, button or field without a name",
	Why:   "A screen reader says “link” or “button” and nothing more; who speaks to the device cannot name it at all.",
	Mend:  "Give it words, an alt text, a <label> or an aria-label. A placeholder is none: it goes when writing begins.",
	Page: func(_ *Subject, p *Page) []Finding {
		var found []Finding
		known := p.names
		for n := range p.elements {
			if isControl(n) && !unseen(n) && known.of(n) == "" {
				what := attribute(n, "href") + attribute(n, "id")
				if what != "" {
					what = " (" + shorten(what) + ")"
				}
				found = append(found, p.finding(fmt.Sprintf("a <%s> has no name%s", n.Data, what), ""))
			}
		}
		return found
	},
}
