package audit

import (
	"fmt"
	"strings"

	"retake/generator/tree"
)

var longPath = Rule{
	ID: "long-path", Area: Trees, Level: Warning,
	Title: "A path of more than five questions",
	Why:   "Each question loses readers. After the fifth, most have gone back to searching.",
	Mend:  "Ask first what tells most apart; generator tree says which questions to move up. Or end the path on a page that says the rest.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for t := range s.Trees() {
			seen := map[*tree.Question]bool{}
			for state := range t.States() {
				if q := state.Question; q != nil && len(state.Given) >= mostQuestions && !seen[q] {
					seen[q] = true
					found = append(found, about(t.URL, t.Mistake(q.At, "", fmt.Sprintf("this is question %d on the path %s", len(state.Given)+1, strings.Join(state.Keys(), " → ")), "")))
				}
			}
		}
		return found
	},
}

// mostQuestions is the number of questions that a path may have.
const mostQuestions = 5
