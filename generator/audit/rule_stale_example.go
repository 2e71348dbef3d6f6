package audit

var staleExample = Rule{
	ID: "stale-example", Area: Measurements, Level: Error,
	Title: "Photos that no longer show what they should",
	Why:   "The page of the reason goes without its photos: by the present thresholds and measures the good one does not pass, or the bad one does not fail, or somebody changed the files.",
	Mend:  "Draw and measure them again: samplecheck illustrate.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for _, w := range s.Warnings {
			if w.Rule == "stale-example" {
				found = append(found, Finding{Mistake: w})
			}
		}
		return found
	},
}
