package audit

var auditFile = Rule{
	ID: "audit-file", Area: Build, Level: Error,
	Title: "A mistake in a file that only the audit reads",
	Why:   "What the file says does not count, so faults that it was to find stay hidden.",
	Mend:  "Mend what the message names, in audit.yaml or search-tests.yaml of the language.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for _, m := range s.wrong {
			found = append(found, Finding{Mistake: m})
		}
		return found
	},
}
