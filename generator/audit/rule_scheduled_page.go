package audit

import (
	"fmt"
	"time"
)

var scheduledPage = Rule{
	ID: "scheduled-page", Area: Freshness, Level: Note,
	Title: "A page that is not published yet",
	Why:   "It appears with the first build on its day or later. When nobody builds then, it does not.",
	Mend:  "See to it that the guide is built on that day.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for _, d := range s.Site.Library.Documents {
			if day := d.Front.Publish; day.After(s.Date) {
				found = append(found, Finding{Mistake: inFrontOf(d, "publish", fmt.Sprintf("this page is published from %s on", day.Format(time.DateOnly)), "")})
			}
		}
		return found
	},
}
