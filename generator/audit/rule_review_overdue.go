package audit

import (
	"fmt"
	"time"
)

var reviewOverdue = Rule{
	ID: "review-overdue", Area: Freshness, Level: Warning,
	Title: "A page whose review is overdue",
	Why:   "Apps, rules and addresses change. Nobody has made sure for longer than the page itself allows that what it says is still true.",
	Mend:  "Go through the page, mend what has changed, and write today's day under reviewed.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for p := range s.Pages() {
			if f := &p.Doc.Front; overdue(p, s.Date) {
				found = append(found, inFront(p, "reviewed", fmt.Sprintf("the review was due on %s", f.ReviewEvery.After(f.Reviewed).Format(time.DateOnly)), s.owner(p)))
			}
		}
		return found
	},
}
