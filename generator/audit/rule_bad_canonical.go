package audit

import "fmt"

var badCanonical = Rule{
	ID: "bad-canonical", Area: Output, Level: Error,
	Title: "A page whose canonical address is missing, doubled, or no page",
	Why:   "The canonical address is the one that search engines show. When it leads nowhere, the page vanishes from them; when several pages claim different ones, they choose themselves.",
	Mend:  "Let the template write <link rel=\"canonical\" href=\"{{.Canonical}}\"> once (templates/head/head.html).",
	Site: func(_ *Subject, p *Published) []Finding {
		var found []Finding
		for _, d := range p.Pages {
			if text := p.canonicalFault(d); text != "" {
				found = append(found, d.finding(text, ""))
			}
		}
		return found
	},
}

// canonicalFault says what is wrong with a page's canonical address, nothing
// when nothing is. Pages that search engines are not to show need none.
func (p *Published) canonicalFault(d *Digest) string {
	switch {
	case len(d.Canonical) == 0 && d.NoIndex:
		return ""
	case len(d.Canonical) == 0:
		return "this page does not say its canonical address"
	case len(d.Canonical) > 1:
		return fmt.Sprintf("this page says %d canonical addresses", len(d.Canonical))
	}
	t, full := p.inFull(d.Canonical[0])
	to := p.byName[t.name]
	switch {
	case !full:
		return fmt.Sprintf("the canonical address %q is not written in full, as search engines want it", d.Canonical[0])
	case t.problem != sound || to == nil:
		return fmt.Sprintf("the canonical address %s is no page of the site", d.Canonical[0])
	case to.Refresh != "":
		return fmt.Sprintf("the canonical address %s only leads on", d.Canonical[0])
	case to.NoIndex && !d.NoIndex:
		return fmt.Sprintf("the canonical address %s is a page that search engines are not to show", d.Canonical[0])
	case to != d && (len(to.Canonical) != 1 || to.Canonical[0] != d.Canonical[0]):
		return fmt.Sprintf("the canonical address %s is a page with another canonical address", d.Canonical[0])
	}
	return ""
}
