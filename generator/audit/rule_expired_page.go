package audit

import (
	"fmt"
	"time"
)

var expiredPage = Rule{
	ID: "expired-page", Area: Freshness, Level: Note,
	Title: "A page that has expired",
	Why:   "Readers no longer see it, and whoever follows an old link to it finds nothing.",
	Mend:  "Take the file away and give its address to another page under aliases:, or put expires off.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for _, d := range s.Site.Library.Documents {
			if day := d.Front.Expires; !day.IsZero() && !day.After(s.Date) {
				found = append(found, Finding{Mistake: inFrontOf(d, "expires", fmt.Sprintf("this page expired on %s", day.Format(time.DateOnly)), "")})
			}
		}
		return found
	},
}
