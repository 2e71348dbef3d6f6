package audit

var redirectChain = Rule{
	ID: "redirect-chain", Area: Links, Level: Warning,
	Title: "An old address that leads to another old address",
	Why:   "Readers wait for each step, search engines give up after a few, and when one step goes, all old links are dead.",
	Mend:  "Let each old address lead to the page itself.",
	Site: func(_ *Subject, p *Published) []Finding {
		var found []Finding
		for d, way := range p.onward {
			if len(way) > 2 && !endless(way) {
				found = append(found, d.finding("this old address leads on and on: "+arrows(way), ""))
			}
		}
		return found
	},
}
