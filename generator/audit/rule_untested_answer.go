package audit

var untestedAnswer = Rule{
	ID: "untested-answer", Area: Trees, Level: Warning,
	Title: "An answer that no test gives",
	Why:   "Without a test, a later change can send readers who give this answer to the wrong page, and nobody notices.",
	Mend:  "Add a test that gives the answer, under tests in the tree's file.",
	Guide: func(s *Subject) []Finding { return s.warnings("untested-answer") },
}
