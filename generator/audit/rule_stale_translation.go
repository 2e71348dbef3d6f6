package audit

var staleTranslation = Rule{
	ID: "stale-translation", Area: Freshness, Level: Warning,
	Title: "A translation of a text that has changed since",
	Why:   "Its readers get advice that was taken back or corrected, with a notice that it may be out of date.",
	Mend:  "Bring it up to date, and run generator stamp FILE.",
	Guide: func(s *Subject) []Finding {
		found := s.warnings("stale-translation")
		for p := range s.Pages() {
			if p.Stale {
				for i := range found {
					if found[i].File == p.Doc.At(0).File {
						found[i].Position = p.Doc.KeyAt("source")
						found[i].Quote = p.Doc.Line(found[i].Line)
					}
				}
			}
		}
		return found
	},
}
