package audit

import "fmt"

var unexplainedCheck = Rule{
	ID: "unexplained-check", Area: Measurements, Level: Warning,
	Title: "A photo check that no page explains",
	Why:   "Readers whose photo the check sends back find nothing about it, and what it was measured to be worth is shown nowhere.",
	Mend:  "Name the check under checks: in the page of the reason that it serves, or take it out of checks.yaml.",
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
		return found
	},
}
