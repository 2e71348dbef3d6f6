package audit

import (
	"fmt"

	"retake/generator/audit/online"
)

var unansweredLink = Rule{
	ID: "unanswered-link", Area: Links, Level: Note, Needs: Online,
	Title: "A link to another site that gave no clear answer",
	Why:   "The server was busy, or lets no programs in. It may be gone as well.",
	Mend:  "Follow the link yourself.",
	Site: func(_ *Subject, p *Published) []Finding {
		return p.eachLink(func(address string) (text, instead string) {
			if a := p.answers[withoutFragment(address)]; a.State == online.Unsure {
				return fmt.Sprintf("%s gave no clear answer: %s", address, a.Text), ""
			}
			return "", ""
		})
	},
}
