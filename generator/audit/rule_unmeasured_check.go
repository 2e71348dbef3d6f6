package audit

import (
	"fmt"

	"retake/generator/checks"
)

var unmeasuredCheck = Rule{
	ID: "unmeasured-check", Area: Measurements, Level: Note,
	Title: "A check that was never measured",
	Why:   "Its page has to say so instead of how often the check is right.",
	Mend:  "Measure it on labelled photos: samplecheck run --save.",
	Guide: func(s *Subject) []Finding {
		return s.measured(func(c *checks.Check, found *checks.Found) []Finding {
			if found != nil && found.Photos > 0 {
				return nil
			}
			return []Finding{aboutCheck(c, "", fmt.Sprintf("the check %q was never measured", c.ID), "")}
		})
	},
}
