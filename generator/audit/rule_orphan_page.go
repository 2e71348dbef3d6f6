package audit

import "strings"

var orphanPage = Rule{
	ID: "orphan-page", Area: Links, Level: Warning,
	Title: "A page that nothing links to",
	Why:   "Readers who come through the home page, a folder, a tree or another page never see it; only search and the A to Z have it.",
	Mend:  "Link to it from a page that belongs to it, or take it out of the guide.",
	Site: func(_ *Subject, p *Published) []Finding {
		linked := map[string]bool{}
		for _, page := range p.Pages {
			for to := range p.leadsTo(page) {
				linked[to] = true
			}
		}
		var found []Finding
		for _, page := range p.Pages {
			if page.Of != nil && !page.Of.Fallback && page.Of.Parent != nil && !linked[page.Name] {
				found = append(found, page.finding("nothing links to /"+page.URL, ""))
			}
		}
		return found
	},
}

// leadsTo are the files of other pages that readers of a page are led to. The
// A to Z and the printed guide have every page, and each page has its
// translations: that leads nobody.
func (p *Published) leadsTo(d *Digest) map[string]bool {
	if d.Of == nil && !strings.Contains("/"+d.URL, "/find/") {
		return nil
	}
	pages := map[string]bool{}
	for _, href := range d.Links {
		pages[p.resolve(d, href).name] = true
	}
	delete(pages, d.Name)
	if d.Of != nil {
		for _, other := range d.Of.Others {
			delete(pages, other.URL+"index.html")
		}
	}
	return pages
}
