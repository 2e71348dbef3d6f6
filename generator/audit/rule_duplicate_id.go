package audit

import "fmt"

var duplicateID = Rule{
	ID: "duplicate-id", Area: Accessibility, Level: Error,
	Title: "An id that several elements of a page have",
	Why:   "Links, labels and descriptions that name it reach only the first: a field is read with another one's label, and a link lands at the wrong place.",
	Mend:  "Give each element an id of its own.",
	Page: func(_ *Subject, p *Page) []Finding {
		var found []Finding
		count := map[string]int{}
		for n := range p.elements {
			if id, ok := lookup(n, "id"); ok {
				if count[id]++; count[id] == 2 {
					found = append(found, p.finding(fmt.Sprintf("several elements have the id %q", id), ""))
				}
			}
		}
		return found
	},
}
