package audit

var brokenLink = Rule{
	ID: "broken-link", Area: Links, Level: Error,
	Title: "A link to nothing, or a file that a page asks for and that is not there",
	Why:   "Readers who follow it see an error where they were promised help. A build proves the links between files; this looks at the published pages as a browser does, with what templates and full addresses add.",
	Mend:  "Lead it to a page that is there, or take it away.",
	Fix:   "It writes the path of the page's file where an address of the site in full can mean one page only: in other capitals, with .html, or with a slash too many.",
	Site:  func(_ *Subject, p *Published) []Finding { return p.faults()["broken-link"] },
}
