package audit

var indirectLink = Rule{
	ID: "indirect-link", Area: Links, Level: Warning,
	Title: "A link that gets there by a detour",
	Why:   "Each redirect makes readers with a slow connection wait once more. Not every host adds the slash of a folder, and without it every relative link on the page is wrong.",
	Mend:  "Link to the page itself, with the slash at its end.",
	Fix:   "It writes the path of the page's file for an address in full without its slash, or of a page that only leads on.",
	Site:  func(_ *Subject, p *Published) []Finding { return p.faults()["indirect-link"] },
}
