package audit

import (
	"fmt"

	"golang.org/x/text/language"
)

var oneWayTranslation = Rule{
	ID: "one-way-translation", Area: Output, Level: Warning,
	Title: "Language versions that do not name each other",
	Why:   "Search engines believe hreflang only when both pages name each other and themselves. Otherwise readers get results in the wrong language.",
	Mend:  "Let the template write all of .Alternates (templates/head/head.html).",
	Site: func(_ *Subject, p *Published) []Finding {
		var found []Finding
		for _, d := range p.Pages {
			for _, text := range p.alternateFaults(d) {
				found = append(found, d.finding(text, ""))
			}
		}
		return found
	},
}

func (p *Published) alternateFaults(d *Digest) []string {
	if len(d.Alternates) == 0 {
		return nil
	}
	var faults []string
	seen, itself := map[string]string{}, false
	for _, a := range d.Alternates {
		if before, ok := seen[a.Lang]; ok && before != a.Href {
			faults = append(faults, fmt.Sprintf("two addresses are given for hreflang %q", a.Lang))
		}
		seen[a.Lang] = a.Href
		if _, err := language.Parse(a.Lang); err != nil && a.Lang != "x-default" {
			faults = append(faults, fmt.Sprintf("hreflang %q is no language", a.Lang))
		}
		t, full := p.inFull(a.Href)
		to := p.byName[t.name]
		switch {
		case !full || t.problem != sound || to == nil:
			faults = append(faults, fmt.Sprintf("the version in %s, %s, is no page of the site", a.Lang, a.Href))
		case to == d:
			itself = itself || a.Lang != "x-default"
		case to.Refresh != "":
			faults = append(faults, fmt.Sprintf("the version in %s, %s, only leads on", a.Lang, a.Href))
		case !p.names(to, d) && a.Lang != "x-default": // which is also there under its language
			faults = append(faults, fmt.Sprintf("the version in %s, %s, does not name /%s in turn", a.Lang, a.Href, d.URL))
		}
	}
	if !itself && len(faults) == 0 && !p.copies(d) {
		faults = append(faults, "this page names its versions in other languages, and not itself")
	}
	return faults
}

// names tells whether a page names another as a version of itself.
func (p *Published) names(d, other *Digest) bool {
	for _, a := range d.Alternates {
		if t, _ := p.inFull(a.Href); p.byName[t.name] == other {
			return true
		}
	}
	return p.copies(other)
}

// copies tells whether another address is a page's canonical one: search
// engines look only there.
func (p *Published) copies(d *Digest) bool {
	if len(d.Canonical) != 1 {
		return false
	}
	t, _ := p.inFull(d.Canonical[0])
	return t.name != d.Name
}
