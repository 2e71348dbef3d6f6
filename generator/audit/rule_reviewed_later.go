package audit

import (
	"fmt"
	"time"
)

var reviewedLater = Rule{
	ID: "reviewed-later", Area: Freshness, Level: Error,
	Title: "A review in the future",
	Why:   "Readers see the day. One that has not come yet makes them doubt all the others, and the next review comes too late.",
	Mend:  "Write the day on which somebody last made sure of the page.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for p := range s.Pages() {
			if day := p.Doc.Front.Reviewed; day.After(s.Date) {
				found = append(found, inFront(p, "reviewed", fmt.Sprintf("%s has not come yet", day.Format(time.DateOnly)), ""))
			}
		}
		return found
	},
}
