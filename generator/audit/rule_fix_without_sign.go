package audit

import "retake/generator/guide"

var fixWithoutSign = Rule{
	ID: "fix-without-sign", Area: ContentModel, Level: Warning,
	Title: "A fix that belongs to no sign",
	Why:   "The page says what to do, but neither what one sees nor why it happens, and no answer of a tree says it either. Nobody can tell whether the fix is for them.",
	Mend:  "Write the section {#signs} or {#causes}, or let an answer of a tree end on the reason.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for p := range s.Pages() {
			body := &p.Doc.Body
			_, fixes := body.Section("fixes")
			_, signs := body.Section("signs")
			_, causes := body.Section("causes")
			if p.Kind == guide.Reason && fixes && !signs && !causes && !answered(p) {
				found = append(found, inFront(p, "title", "the fix of this reason belongs to no sign and to no cause, and to no answer of a tree", ""))
			}
		}
		return found
	},
}

// answered tells whether some answer of a tree ends on a page.
func answered(p *guide.Page) bool {
	for _, t := range p.Guide.Trees {
		for _, q := range t.Questions {
			for _, a := range q.Answers {
				if t.Target(a.Go).Page == p {
					return true
				}
			}
		}
	}
	return false
}
