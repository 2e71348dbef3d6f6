package audit

var brokenAnchor = Rule{
	ID: "broken-anchor", Area: Links, Level: Error,
	Title: "A link to a place that its page does not have",
	Why:   "Readers land at the top of a page and have to look for what they were promised.",
	Mend:  "Lead it to an id that the page has; ids are told by capitals too.",
	Fix:   "It writes the path of the page's file and the id where an address of the site in full has the id in other capitals.",
	Site:  func(_ *Subject, p *Published) []Finding { return p.faults()["broken-anchor"] },
}
