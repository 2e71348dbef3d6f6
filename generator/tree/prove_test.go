package tree

import (
	"errors"
	"fmt"
	"math/rand"
	"strings"
	"testing"
)

const healthy = `title: Why was I rejected?
summary: Find the reason.
start: message
questions:
  message:
    ask: What does the message mention?
    answers:
      photo: {say: The photo, go: photo}
      name: {say: My name, go: ../reasons/mismatch.md}
  photo:
    ask: What do you see?
    answers:
      fuzzy: {say: Fuzzy text, go: ../reasons/blurry.md, or: ../reasons/glare.md}
      spots:
        say: White spots
        go: ../reasons/glare.md#fixes
tests:
  - {answers: [photo, fuzzy], ends: ../reasons/blurry.md}
  - {answers: [photo, spots], ends: "../reasons/glare.md#fixes"}
`

func TestProveFindsEachFaultWhereItStands(t *testing.T) {
	missing := func(path string) error {
		if strings.Contains(path, "mismatch") {
			return errors.New("it is a draft")
		}
		return nil
	}
	tests := []struct {
		name, old, new string
		terms          Terms
		want           string // position, rule, and a part of the text or hint
		say            string
	}{
		{name: "start that does not exist", old: "start: message", new: "start: mesage", want: "3:8 unknown-question", say: `Did you mean "message"?`},
		{name: "answer to a question that does not exist", old: "go: photo}", new: "go: foto}", want: "8:35 unknown-question", say: `the path photo has no end: "foto"`},
		{name: "question that no answer leads to", old: "go: photo}", new: "go: ../reasons/x.md}", want: "10:3 unreachable-question", say: "go to photo"},
		{name: "question without answers", old: "        go: ../reasons/glare.md#fixes\n", new: "        go: empty\n  empty: {ask: What now?}\n", want: "17:3 no-answers", say: "reached by photo / spots"},
		{name: "question with one answer", old: "      name: {say: My name, go: ../reasons/mismatch.md}\n", new: "", want: "5:3 one-answer", say: "asks nothing"},
		{name: "loop", old: "go: ../reasons/glare.md#fixes", new: "go: message", want: "16:13 loop", say: "the path photo / spots never ends: it comes back to question \"message\" (message → photo → message)"},
		{name: "loop of one question", old: "go: ../reasons/glare.md#fixes", new: "go: photo", want: "16:13 loop", say: "(photo → photo)"},
		{name: "same wording", old: "say: White spots", new: `say: "  fuzzy TEXT. "`, want: "14:7 same-wording", say: `"fuzzy" and "spots" say the same`},
		{name: "page that readers cannot see", terms: Terms{Page: missing}, want: "9:32 bad-outcome", say: "the path name ends on a page that readers cannot see: it is a draft"},
		{name: "second cause that readers cannot see", old: "or: ../reasons/glare.md}", new: "or: ../reasons/mismatch-2.md}", terms: Terms{Page: missing}, want: "13:62 bad-outcome", say: "photo / fuzzy offers"},
		{name: "required page that no path ends on", terms: Terms{Required: []string{"../reasons/glare.md", "../reasons/dark.md"}}, want: "1:1 unreached-page", say: "../reasons/dark.md"},
		{name: "required page that is only a second cause", old: "go: ../reasons/glare.md#fixes", new: "go: ../reasons/x.md", terms: Terms{Required: []string{"../reasons/glare.md"}}, want: "1:1 unreached-page", say: "only a second likely cause"},
		{name: "mark that is not true", old: "start: message", new: "start: message\nwithout: [../reasons/blurry.md]", want: "4:11 stale-without", say: "Take it off"},
		{name: "too many pages", old: "start: message", new: "start: message\nlimit: 4", want: "6:3 too-many-pages", say: "5 pages"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			src := strings.Replace(healthy, test.old, test.new, 1)
			if test.old != "" && src == healthy {
				t.Fatal("the fault was not planted")
			}
			tree, mistakes := Parse("t.yaml", []byte(src))
			if len(mistakes) > 0 {
				t.Fatal(mistakes)
			}
			var got []string
			for _, m := range tree.Prove(test.terms) {
				line := fmt.Sprintf("%d:%d %s", m.Line, m.Column, m.Rule)
				if line == test.want && strings.Contains(m.Text+"\n"+m.Hint, test.say) && m.Quote != "" {
					return
				}
				got = append(got, line+": "+m.Text+" | "+m.Hint)
			}
			t.Errorf("got %s\nwant %s with %q", strings.Join(got, "\n"), test.want, test.say)
		})
	}
}

func TestProveAcceptsASoundTree(t *testing.T) {
	tree, mistakes := Parse("t.yaml", []byte(healthy))
	terms := Terms{Page: func(string) error { return nil }, Required: []string{"../reasons/glare.md", "../reasons/blurry.md"}}
	if mistakes = append(mistakes, tree.Prove(terms)...); len(mistakes) > 0 {
		t.Error(mistakes)
	}
	tree, mistakes = Parse("t.yaml", []byte(strings.Replace(healthy, "start:", "without: ../reasons/dark.md\nstart:", 1)))
	if mistakes = append(mistakes, tree.Prove(Terms{Required: []string{"../reasons/dark.md"}})...); len(mistakes) > 0 {
		t.Error("marked page:", mistakes)
	}
}

// faults are planted into sound trees; each returns the rule that must find
// it, or nothing when this tree has no place for it.
var faults = map[string]func(*rand.Rand, *plan) string{
	"lost question": func(r *rand.Rand, p *plan) string {
		p.questions = append(p.questions, planned{"lost", "What?", []plannedAnswer{{"a", "One", page(r), ""}, {"b", "Two", "q0", ""}}})
		return "unreachable-question"
	},
	"unknown question": func(r *rand.Rand, p *plan) string {
		anyAnswer(r, p).to = "nobody"
		return "unknown-question"
	},
	"no answers": func(r *rand.Rand, p *plan) string {
		p.questions[r.Intn(len(p.questions))].answers = nil
		return "no-answers"
	},
	"one answer": func(r *rand.Rand, p *plan) string {
		q := &p.questions[r.Intn(len(p.questions))]
		q.answers = q.answers[:1]
		return "one-answer"
	},
	"way back": func(r *rand.Rand, p *plan) string {
		i := r.Intn(len(p.questions))
		p.questions[i].answers[0].to = p.questions[0].key
		return "loop"
	},
	"same wording": func(r *rand.Rand, p *plan) string {
		q := p.questions[r.Intn(len(p.questions))]
		q.answers[1].say = "  " + strings.ToUpper(q.answers[0].say) + " . "
		return "same-wording"
	},
	"page that is gone": func(r *rand.Rand, p *plan) string {
		anyAnswer(r, p).to = "../reasons/gone.md"
		return "bad-outcome"
	},
	"limit": func(r *rand.Rand, p *plan) string {
		p.limit = int(countByWalking(*p, p.start)) - 1
		return "too-many-pages"
	},
}

func anyAnswer(r *rand.Rand, p *plan) *plannedAnswer {
	q := p.questions[r.Intn(len(p.questions))]
	return &q.answers[r.Intn(len(q.answers))]
}

func countByWalking(p plan, key string) int64 {
	pages := int64(1)
	for _, q := range p.questions {
		if q.key != key {
			continue
		}
		for _, a := range q.answers {
			if strings.HasPrefix(a.to, "..") {
				pages++
			} else {
				pages += countByWalking(p, a.to)
			}
		}
	}
	return pages
}

func TestProveFindsEveryPlantedFaultAndRefusesNoSoundTree(t *testing.T) {
	terms := Terms{Page: func(path string) error {
		if strings.Contains(path, "gone") {
			return errors.New("it is gone")
		}
		return nil
	}}
	for seed := range int64(400) {
		for name, plant := range faults {
			r := rand.New(rand.NewSource(seed))
			p := sound(r, 1+r.Intn(12), 4, 0.15)
			if found := parsed(t, p).Prove(terms); len(found) > 0 {
				t.Fatalf("sound tree refused (seed %d): %v\n%s", seed, found, p.yaml())
			}
			rule := plant(r, &p)
			tree, mistakes := Parse("t.yaml", p.yaml())
			mistakes = append(mistakes, tree.Prove(terms)...)
			if !hasRule(mistakes, rule) {
				t.Fatalf("%s (seed %d): no %s in %v\n%s", name, seed, rule, mistakes, p.yaml())
			}
		}
	}
}

func TestPagesAreCountedAsWalkingWould(t *testing.T) {
	for seed := range int64(500) {
		r := rand.New(rand.NewSource(seed))
		p := sound(r, 1+r.Intn(14), 4, 0.3)
		tree := parsed(t, p)
		if got, want := tree.Pages().Int64(), countByWalking(p, p.start); got != want {
			t.Fatalf("seed %d: got %d pages, want %d", seed, got, want)
		}
		states := 0
		for range tree.States() {
			states++
		}
		if want := min(tree.Pages().Int64(), maxLimit); int64(states) != want {
			t.Fatalf("seed %d: walked %d pages, counted %d", seed, states, want)
		}
	}
}

// ladder is questions that each have two ways to the next: 2^n paths.
func ladder(n int) plan {
	p := plan{start: "q0"}
	for i := range n {
		q := planned{key: fmt.Sprintf("q%d", i), ask: "Which?"}
		for j, say := range []string{"Left", "Right"} {
			to := fmt.Sprintf("q%d", i+1)
			if i == n-1 {
				to = "../reasons/end.md"
			}
			q.answers = append(q.answers, plannedAnswer{key: fmt.Sprintf("a%d", j), say: say, to: to})
		}
		p.questions = append(p.questions, q)
	}
	return p
}

func TestTooManyPagesNamesTheQuestionThatMultipliesThem(t *testing.T) {
	found := parsed(t, ladder(1000)).Prove(Terms{})
	if len(found) != 1 || found[0].Rule != "too-many-pages" || !strings.Contains(found[0].Text, "about 10^301 pages") {
		t.Fatal(found)
	}
	// The last of three questions is met on four paths and has three pages:
	// nine are repeated. The second is met on two and has seven: seven are.
	p := ladder(3)
	p.limit = 3
	found = parsed(t, p).Prove(Terms{})
	if len(found) != 1 || !strings.HasPrefix(found[0].Hint, "Question q2 multiplies them most: 4 paths lead to it (one is a0 / a0), and what follows it accounts for 9 pages more") {
		t.Fatal(found[0].Hint)
	}
}

func TestProofLooksAtEachAnswerAFixedNumberOfTimes(t *testing.T) {
	for _, n := range []int{10, 200, 2000} {
		tree := parsed(t, ladder(n))
		g := newGraph(tree)
		g.countPages()
		if got, most := g.steps, 4*2*n; got > most {
			t.Errorf("%d questions: looked at %d answers, want at most %d", n, got, most)
		}
	}
}
