package audit

import (
	"fmt"

	"retake/generator/audit/online"
)

var deadExternalLink = Rule{
	ID: "dead-external-link", Area: Links, Level: Error, Needs: Online,
	Title: "A link to another site that leads nowhere",
	Why:   "Readers who follow it end at an error page of somebody else, and think the worse of the guide.",
	Mend:  "Find where the page went, or take the link away.",
	Site: func(_ *Subject, p *Published) []Finding {
		return p.eachLink(func(address string) (text, instead string) {
			if a := p.answers[withoutFragment(address)]; a.State == online.Dead {
				return fmt.Sprintf("this link to %s is dead: %s", address, a.Text), ""
			}
			return "", ""
		})
	},
}
