package audit

var buildMistake = Rule{
	ID: "build-mistake", Area: Build, Level: Error,
	Title: "A mistake that keeps the guide from being published",
	Why:   "generator build refuses a guide with mistakes, so readers go on seeing the old one. Nothing else is looked for until they are mended.",
	Mend:  "Mend what the message names; docs/writers.md lists what a build refuses.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for _, m := range s.Mistakes {
			m.Text += " (" + m.Rule + ")"
			found = append(found, Finding{Mistake: m})
		}
		return found
	},
}
