package tree

import "retake/generator/mistake"

// Blame finds the questions and answers that mistakes stand on, in the form
// of [Look.Bad]. A mistake in an answer marks the answer and its question.
func (t *Tree) Blame(mistakes mistake.List) map[string]bool {
	keys := map[mistake.Position][]string{}
	for _, q := range t.Questions {
		keys[q.At] = []string{q.Key}
		for _, a := range q.Answers {
			marks := []string{q.Key, q.Key + "/" + a.Key}
			keys[a.At], keys[a.Go.At], keys[a.Or.At] = marks, marks, marks
		}
	}
	bad := map[string]bool{}
	for _, m := range mistakes {
		if m.Line == 0 {
			continue
		}
		for _, key := range keys[m.Position] {
			bad[key] = true
		}
	}
	return bad
}
