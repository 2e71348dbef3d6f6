package tree

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"retake/generator/mistake"
)

// plan is a tree before it is written as YAML, so that tests can plant
// faults in it.
type plan struct {
	start     string
	limit     int
	questions []planned
	tail      string
}

type planned struct {
	key, ask string
	answers  []plannedAnswer
}

type plannedAnswer struct{ key, say, to, or string }

func (p plan) yaml() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "title: Tree\nsummary: For tests.\nstart: %s\n", p.start)
	if p.limit > 0 {
		fmt.Fprintf(&b, "limit: %d\n", p.limit)
	}
	b.WriteString("questions:\n")
	for _, q := range p.questions {
		fmt.Fprintf(&b, "  %s:\n    ask: %s\n    answers:\n", q.key, q.ask)
		for _, a := range q.answers {
			fmt.Fprintf(&b, "      %s: {say: %q, go: %s", a.key, a.say, a.to)
			if a.or != "" {
				fmt.Fprintf(&b, ", or: %s", a.or)
			}
			b.WriteString("}\n")
		}
	}
	return []byte(b.String() + p.tail)
}

var words = strings.Fields("photo document face details name date white spot finger edge corner dark lamp sleeve phone website message e-mail selfie passport card old new fuzzy cut shiny")

func phrase(r *rand.Rand, most int) string {
	n := 1 + r.Intn(most)
	said := make([]string, n)
	for i := range said {
		said[i] = words[r.Intn(len(words))]
	}
	return strings.Join(said, " ")
}

// sound is a random tree without faults: each question but the first is an
// answer of an earlier one, and some are shared.
func sound(r *rand.Rand, questions, answers int, shared float64) plan {
	p := plan{start: "q0", limit: maxLimit}
	for i := range questions {
		q := planned{key: fmt.Sprintf("q%d", i), ask: "Is it " + phrase(r, 9) + "?"}
		for j := range 2 + r.Intn(answers-1) {
			q.answers = append(q.answers, plannedAnswer{key: fmt.Sprintf("a%d", j), say: fmt.Sprintf("%s %d", phrase(r, 5), j), to: page(r)})
		}
		p.questions = append(p.questions, q)
	}
	for i := 1; i < questions; i++ {
		p.lead(r, i)
	}
	for i := range p.questions {
		for j := range p.questions[i].answers {
			a := &p.questions[i].answers[j]
			if strings.HasPrefix(a.to, "..") && i+1 < questions && r.Float64() < shared {
				a.to = p.questions[i+1+r.Intn(questions-i-1)].key
			}
		}
	}
	return p
}

func page(r *rand.Rand) string { return fmt.Sprintf("../reasons/page-%d.md", r.Intn(7)) }

// lead makes an earlier question lead to one, taking an answer that ends, or
// adding one.
func (p plan) lead(r *rand.Rand, i int) {
	from := &p.questions[max(0, i-1-r.Intn(min(i, 12)))]
	for j := range from.answers {
		if strings.HasPrefix(from.answers[j].to, "..") {
			from.answers[j].to = p.questions[i].key
			return
		}
	}
	n := len(from.answers)
	from.answers = append(from.answers, plannedAnswer{key: fmt.Sprintf("a%d", n), say: fmt.Sprintf("more %d", n), to: p.questions[i].key})
}

func parsed(t testing.TB, p plan) *Tree {
	t.Helper()
	tree, mistakes := Parse("tree.yaml", p.yaml())
	if len(mistakes) > 0 {
		t.Fatalf("sound tree refused: %v\n%s", mistakes, p.yaml())
	}
	return tree
}

func hasRule(list mistake.List, rule string) bool {
	return slices.ContainsFunc(list, func(m mistake.Mistake) bool { return m.Rule == rule })
}
