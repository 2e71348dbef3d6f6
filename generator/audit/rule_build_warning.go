package audit

import "slices"

var buildWarning = Rule{
	ID: "build-warning", Area: Build, Level: Warning,
	Title: "Something that a build warns of",
	Why:   "The guide is published, but a part of it is not as readers should have it.",
	Mend:  "Do what the message says.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for _, w := range s.Warnings {
			if !slices.Contains(warningsWithRules, w.Rule) {
				found = append(found, Finding{Mistake: w})
			}
		}
		return found
	},
}

// warningsWithRules are those that have a rule of their own.
var warningsWithRules = []string{"untested-answer", "no-source", "stale-translation", "stale-measurement", "stale-example"}
