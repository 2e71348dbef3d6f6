package audit

import (
	"fmt"

	"retake/generator/checks"
)

var unmeasuredCheck = Rule{
	ID: "unmeasured-check", Area: Measurements, Level: Note,
	Title: "A check that was never measured, or on too few photos",
	Why:   "Its page has to say so instead of how often the check is right.",
	Mend:  "Measure it on labelled photos: samplecheck run --save.",
	Guide: func(s *Subject) []Finding {
		return s.measured(func(c *checks.Check, found *checks.Found) []Finding {
			switch {
			case found == nil:
				return []Finding{aboutCheck(c, "", fmt.Sprintf("the check %q was never measured", c.ID), "")}
			case found.Rates() == nil:
				return []Finding{aboutCheck(c, "", fmt.Sprintf("the check %q was measured on too little to tell readers how often it is right: %d good and %d bad photos", c.ID, found.Good, found.Bad), "")}
			}
			return nil
		})
	},
}
