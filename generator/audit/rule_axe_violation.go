package audit

import "fmt"

var axeViolation = Rule{
	ID: "axe-violation", Area: Accessibility, Level: Error, Needs: Browser,
	Title: "Something that axe-core finds in a browser",
	Why:   "Axe looks at pages as they are shown, on a phone in the light scheme and on a desk in the dark one, and so finds what cannot be read from their text: what covers what, what the scripts do.",
	Mend:  "The rule's page says how: https://dequeuniversity.com/rules/axe/ and the rule's name.",
	Site: func(_ *Subject, p *Published) []Finding {
		var found []Finding
		for _, v := range p.violations {
			if d := p.byName[v.Page]; d != nil {
				found = append(found, d.finding(fmt.Sprintf("axe %s: %s: %s", v.Rule, v.Help, v.Target), ""))
			}
		}
		return found
	},
}
