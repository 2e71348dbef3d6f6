package audit

import (
	"fmt"

	"retake/generator/audit/online"
)

var movedExternalLink = Rule{
	ID: "moved-external-link", Area: Links, Level: Note, Needs: Online,
	Title: "A link to a page of another site that has moved for good",
	Why:   "The old address works as long as somebody there cares for it.",
	Mend:  "Link to the new address, after a look at it.",
	Site: func(_ *Subject, p *Published) []Finding {
		return p.eachLink(func(address string) (text, instead string) {
			if a := p.answers[withoutFragment(address)]; a.State == online.Moved {
				return fmt.Sprintf("%s has moved to %s", address, a.Final), ""
			}
			return "", ""
		})
	},
}
