package audit

var fixedAddress = Rule{
	ID: "fixed-address", Area: Links, Level: Warning,
	Title: "A link that holds only where the site stands today",
	Why:   "The site works below any path and on any host, from a folder and from an archive, because its links are relative. One that names the host or its root leads elsewhere when the site moves, and out of a copy.",
	Mend:  "Write the path of the page's file, as in ../how-to/contact-support.md; in a template, use .To and the addresses that the view has.",
	Fix:   "It writes the path of the page's file for an address in full of a page in the same language.",
	Site:  func(_ *Subject, p *Published) []Finding { return p.faults()["fixed-address"] },
}
