package audit

var unrecordedTranslation = Rule{
	ID: "unrecorded-translation", Area: Freshness, Level: Warning,
	Title: "A translation that does not say what it was made from",
	Why:   "When the text that it was made from changes, nobody learns that the translation has fallen behind.",
	Mend:  "Make sure that it says what its source says, and run generator stamp FILE.",
	Guide: func(s *Subject) []Finding { return s.warnings("no-source") },
}
