package audit

var staleMeasurement = Rule{
	ID: "stale-measurement", Area: Measurements, Level: Warning,
	Title: "A measurement of a check that is gone",
	Why:   "It is shown nowhere. A check that was renamed counts as never measured. One of another threshold or measure keeps the guide from being published.",
	Mend:  "Measure again: samplecheck run --save.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for _, w := range s.Warnings {
			if w.Rule == "stale-measurement" {
				found = append(found, Finding{Mistake: w})
			}
		}
		return found
	},
}
