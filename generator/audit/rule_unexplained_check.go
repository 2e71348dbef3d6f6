package audit

import (
	"fmt"

	"retake/generator/checks"
	"retake/generator/guide"
)

var unexplainedCheck = Rule{
	ID: "unexplained-check", Area: Measurements, Level: Warning,
	Title: "A photo check that no page explains",
	Why:   "Readers whose photo the check sends back find nothing about it, and what it was measured to be worth is shown nowhere.",
	Mend:  "Name the check under checks: in the page of the reason that it serves, and give it a section in how-we-check.md if there is that page, or take it out of checks.yaml.",
	Guide: func(s *Subject) []Finding {
		explained := map[string]bool{}
		for _, p := range s.Site.Guides[0].Pages {
			for _, c := range p.Checks {
				explained[c.ID] = true
			}
		}
		var found []Finding
		for i := range s.Site.Checks {
			if c := &s.Site.Checks[i]; !explained[c.ID] {
				found = append(found, aboutCheck(c, "", fmt.Sprintf("no page explains the check %q", c.ID), fmt.Sprintf("Name it under checks: in the page of %q.", c.Reason)))
			}
		}
		return append(found, unexplainedSections(s.Site)...)
	},
}

// unexplainedSections are checks of which the page that shows all of them
// says nothing: it would call them by their ids.
func unexplainedSections(site *guide.Site) (found []Finding) {
	seen := map[string]bool{} // by languages that fall back to it
	for _, g := range site.Guides {
		page := g.Page(checks.Page)
		if page == nil || seen[page.Doc.Path] {
			continue
		}
		seen[page.Doc.Path] = true
		for i := range site.Checks {
			c := &site.Checks[i]
			if _, ok := page.Doc.Body.Section(c.ID); !ok {
				found = append(found, aboutCheck(c, "", fmt.Sprintf("%s has no section for the check %q", page.Doc.Path, c.ID),
					fmt.Sprintf("Begin one with a heading that ends in {#%s}: what was measured is shown there.", c.ID)))
			}
		}
	}
	return found
}
