package audit

var redirectLoop = Rule{
	ID: "redirect-loop", Area: Links, Level: Error,
	Title: "Old addresses that lead to each other, and never to a page",
	Why:   "The reader's browser goes round in circles, or shows an error of its own.",
	Mend:  "Let one of them lead to a page.",
	Site: func(_ *Subject, p *Published) []Finding {
		var found []Finding
		for d, way := range p.onward {
			if endless(way) {
				found = append(found, d.finding("this old address never arrives: "+arrows(way), ""))
			}
		}
		return found
	},
}
