package audit

var buildMistake = Rule{
	ID: "build-mistake", Area: Build, Level: Error,
	Title: "A mistake that keeps the guide from being published",
	Why:   "generator build refuses a guide with mistakes, so readers go on seeing the old one. Nothing else is looked for until they are mended.",
	Mend:  "Mend what the message names; docs/writers.md lists what a build refuses.",
	Fix:   "It writes the path of a page's file, or the id, where a link between pages, or a related page, has it in other capitals, or as an address, with .html or a slash, and one page only can be meant.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for _, m := range s.Mistakes {
			edits := meantEdits(s, m)
			m.Text += " (" + m.Rule + ")"
			found = append(found, Finding{Mistake: m, Edits: edits})
		}
		return found
	},
}
