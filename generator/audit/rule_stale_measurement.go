package audit

import (
	"fmt"
	"maps"
	"slices"

	"retake/generator/checks"
)

var staleMeasurement = Rule{
	ID: "stale-measurement", Area: Measurements, Level: Error,
	Title: "A measurement of another threshold, measure or check",
	Why:   "The page of the reason shows readers numbers of a check that is no longer that check.",
	Mend:  "Measure again: samplecheck run --save.",
	Guide: func(s *Subject) []Finding {
		found := s.measured(func(c *checks.Check, found *checks.Found) []Finding {
			if found == nil || found.Thresholds == c.Hash() {
				return nil
			}
			return []Finding{aboutCheck(c, "", fmt.Sprintf("the check %q has changed since it was measured", c.ID), "")}
		})
		if s.Site.Measured == nil {
			return found
		}
		for _, id := range slices.Sorted(maps.Keys(s.Site.Measured.Checks)) {
			if s.Site.Checks.Find(id) == nil {
				found = append(found, s.inMeasured(fmt.Sprintf("the check %q was measured, and checks.yaml does not have it", id), ""))
			}
		}
		return found
	},
}
