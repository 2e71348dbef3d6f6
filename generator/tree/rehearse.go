package tree

import (
	"fmt"
	"strings"

	"retake/generator/mistake"
)

// RunTests follows the answers of each of the writer's tests, and reports
// those that do not end where they should.
func (t *Tree) RunTests() mistake.List {
	g := newGraph(t)
	var found mistake.List
	for _, test := range t.Tests {
		if m := g.run(t, test); m != nil {
			found = append(found, *m)
		}
	}
	return found.Sorted()
}

// run is the first thing that goes wrong in a test, nil when nothing does.
func (g *graph) run(t *Tree, test Test) *mistake.Mistake {
	wrong := func(at mistake.Position, text, hint string) *mistake.Mistake {
		m := t.Mistake(at, "failed-test", text, hint)
		return &m
	}
	path, stop := g.follow(test)
	given := strings.Join(short(keys(path)), ", ")
	switch {
	case len(test.Answers) == 0 || g.start < 0 || stop == nowhere:
		return nil // reported where it was read, or by the proof
	case stop == ends && len(path) < len(test.Answers):
		left := test.Answers[len(path)]
		return wrong(left.At, fmt.Sprintf("the answer %q is left over: %s ends on %s", left.To, given, path[len(path)-1].Answer.Go.To), "Take it out of the test.")
	case stop == ends:
		if end := path[len(path)-1].Answer.Go.To; end != test.Ends.To && test.Ends.To != "" {
			return wrong(test.Ends.At, fmt.Sprintf("the answers %s end on %s, not on %s", given, end, test.Ends.To), "Mend the tree, or the test if the tree is right.")
		}
		return nil
	case stop >= 0 && len(path) < len(test.Answers):
		key, q := test.Answers[len(path)], g.questions[stop]
		return wrong(key.At, fmt.Sprintf("question %q has no answer %q", q.Key, key.To), mistake.DidYouMean(key.To, answerKeys(q)))
	}
	return wrong(test.At, fmt.Sprintf("the answers %s stop at question %q", given, g.questions[stop].Key), "Add answers until the path ends on a page.")
}

// follow gives a test's answers as far as the tree takes them, and tells
// where that is: a question, an end, or nowhere.
func (g *graph) follow(test Test) (path []Choice, stop int) {
	stop = g.start
	for _, key := range test.Answers {
		if stop < 0 {
			return path, stop
		}
		q, n := g.questions[stop], -1
		for i, a := range q.Answers {
			if a.Key == key.To {
				n = i
			}
		}
		if n < 0 {
			return path, stop
		}
		path = append(path, Choice{q, q.Answers[n]})
		stop = g.next[stop][n]
	}
	return path, stop
}

func answerKeys(q *Question) []string {
	keys := make([]string, len(q.Answers))
	for i, a := range q.Answers {
		keys[i] = a.Key
	}
	return keys
}

// Untested are the answers that no test of the writer gives, in the order of
// the file.
func (t *Tree) Untested() []Choice {
	g := newGraph(t)
	given := map[*Answer]bool{}
	for _, test := range t.Tests {
		path, _ := g.follow(test)
		for _, c := range path {
			given[c.Answer] = true
		}
	}
	var untested []Choice
	for _, q := range t.Questions {
		for _, a := range q.Answers {
			if !given[a] {
				untested = append(untested, Choice{q, a})
			}
		}
	}
	return untested
}
