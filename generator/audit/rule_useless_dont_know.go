package audit

import (
	"fmt"

	"retake/generator/guide"
)

var uselessDontKnow = Rule{
	ID: "useless-dont-know", Area: Trees, Level: Warning,
	Title: "An “I don't know” that leads nowhere useful",
	Why:   "Who does not know the answer needs the most help. A list of pages, or the way back to the start, is none.",
	Mend:  "Let it ask a question that readers can answer, or end on the page that helps most of them, with a second one under or.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for t := range s.Trees() {
			for _, q := range t.Questions {
				for _, a := range q.Answers {
					page := t.Target(a.Go).Page
					if a.Unsure() && page != nil && (page.Kind == guide.Home || page.Kind == guide.Folder) {
						found = append(found, about(t.URL, t.Mistake(a.Go.At, "", fmt.Sprintf("who does not know the answer to %q gets %q, a list of pages", q.Key, page.Title()), "")))
					}
				}
			}
		}
		return found
	},
}
