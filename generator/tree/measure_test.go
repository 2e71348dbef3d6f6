package tree

import (
	"fmt"
	"math"
	"math/rand"
	"slices"
	"strings"
	"testing"
)

const near = 1e-9

func equal(a, b float64) bool { return math.Abs(a-b) < near }

func TestMeasureOfATreeDoneByHand(t *testing.T) {
	tree, _ := Parse("t.yaml", []byte(healthy))
	got, err := tree.Measure(Audience{Counts: map[string]int{"../reasons/blurry.md": 50, "../reasons/glare.md": 25, "../reasons/mismatch.md": 25, "../reasons/else.md": 7}})
	if err != nil {
		t.Fatal(err)
	}
	shares := ""
	for _, a := range got.Answers {
		shares += fmt.Sprintf("%s/%s %.2f ", a.Question.Key, a.Answer.Key, float64(a.Share))
	}
	if want := "message/photo 0.75 message/name 0.25 photo/fuzzy 0.50 photo/spots 0.25 "; shares != want {
		t.Errorf("got shares %s, want %s", shares, want)
	}
	// Three quarters answer two questions. The entropy of a half and two
	// quarters is 1.5 bits, and three answers tell log2(3). Asking photo first,
	// with "None of these", settles everyone at once.
	want := map[string][2]float64{
		"expected": {float64(got.Expected), 1.75},
		"bound":    {float64(got.Bound), 1.5 / math.Log2(3)},
		"best":     {float64(got.Best), 1},
		"outside":  {float64(got.Outside), 7},
	}
	for name, pair := range want {
		if !equal(pair[0], pair[1]) {
			t.Errorf("%s: got %v, want %v", name, pair[0], pair[1])
		}
	}
	if got.Assumed || !got.Optimal || got.First != "photo" || got.Width != 3 || got.Unsettled != 0 {
		t.Errorf("got %+v", got)
	}
	var changes []string
	for _, c := range got.Changes {
		changes = append(changes, c.String())
	}
	if want := []string{"Put the answers of photo into message, in place of its answer photo: saves 75 questions per 100 readers"}; !slices.Equal(changes, want) {
		t.Errorf("got changes %q, want %q", changes, want)
	}
}

func TestMeasureNamesEachKindOfChange(t *testing.T) {
	say := func(key, to string) plannedAnswer { return plannedAnswer{key, key, "../" + to, ""} }
	ask := func(key, to string) plannedAnswer { return plannedAnswer{key, key, to, ""} }
	tests := []struct {
		name   string
		plan   []planned
		counts map[string]int
		want   string
	}{
		{
			"drop",
			[]planned{{"q0", "A", []plannedAnswer{ask("a", "q1"), say("b", "x.md")}}, {"q1", "B", []plannedAnswer{say("c", "y.md"), say("d", "y.md")}}},
			map[string]int{"../y.md": 60, "../x.md": 40},
			"Take out the question q1, which brings everyone to the same outcome: saves 60 questions per 100 readers",
		},
		{
			"move",
			[]planned{{"q0", "A", []plannedAnswer{ask("a", "q1"), say("b", "x.md")}}, {"q1", "B", []plannedAnswer{say("c", "y.md"), say("d", "z.md"), say("dont-know", "v.md"), say("e", "w.md")}}},
			map[string]int{"../y.md": 70, "../x.md": 10, "../z.md": 10, "../w.md": 10},
			`Ask q1 before q0, with the answer "None of these" added: saves 90 questions per 100 readers`,
		},
		{
			"lift",
			[]planned{{"q0", "A", []plannedAnswer{ask("a", "q1"), say("b", "x.md"), say("c", "v.md")}}, {"q1", "B", []plannedAnswer{say("d", "y.md"), say("e", "z.md"), say("f", "w.md"), say("g", "u.md")}}},
			map[string]int{"../y.md": 40, "../z.md": 2, "../w.md": 2, "../u.md": 1, "../x.md": 30, "../v.md": 25},
			"Offer the answer d of q1 in q0 already: saves 40 questions per 100 readers",
		},
		{
			"merge",
			[]planned{
				{"q0", "A", []plannedAnswer{ask("a", "q1"), ask("b", "q2")}},
				{"q1", "B", []plannedAnswer{say("c", "y.md"), say("d", "z.md"), say("e", "w.md")}},
				{"q2", "C", []plannedAnswer{say("f", "u.md"), say("g", "v.md"), say("h", "t.md")}},
			},
			map[string]int{"../y.md": 40, "../z.md": 1, "../w.md": 1, "../u.md": 56, "../v.md": 1, "../t.md": 1},
			"Put the answers of q2 into q0, in place of its answer b: saves 58 questions per 100 readers",
		},
	}
	for _, test := range tests {
		tree := parsed(t, plan{start: "q0", questions: test.plan})
		got, err := tree.Measure(Audience{Counts: test.counts})
		if err != nil || len(got.Changes) == 0 || got.Changes[0].String() != test.want {
			t.Errorf("%s: got %v (%v), want %s", test.name, got.Changes, err, test.want)
		}
	}
}

func TestMeasureAssumesEqualSharesAndSaysSo(t *testing.T) {
	tree, _ := Parse("t.yaml", []byte(healthy))
	got, err := tree.Measure(Audience{Unsettled: func(path string) bool { return path == "../reasons/glare.md#fixes" }})
	if err != nil || !got.Assumed || !equal(float64(got.Expected), 5.0/3) || !equal(float64(got.Unsettled), 1.0/3) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestMeasureCountsReadersWhoDoNotKnow(t *testing.T) {
	src := strings.NewReplacer("      spots:", "      dont-know-what:", "[photo, spots]", "[photo, dont-know-what]").Replace(healthy)
	tree, _ := Parse("t.yaml", []byte(src))
	got, err := tree.Measure(Audience{Counts: map[string]int{"../reasons/glare.md": 1, "../reasons/blurry.md": 3}})
	if err != nil || !equal(float64(got.Unsettled), 0.25) {
		t.Errorf("got %v, %v, want 0.25", got.Unsettled, err)
	}
}

func TestMeasureRefusesUnsoundTrees(t *testing.T) {
	for _, change := range [][2]string{{"go: ../reasons/glare.md#fixes", "go: message"}, {"go: photo}", "go: foto}"}, {"start: message", "start: x"}, {"start: message", "start: message\nlimit: 2"}} {
		tree, _ := Parse("t.yaml", []byte(strings.Replace(healthy, change[0], change[1], 1)))
		if _, err := tree.Measure(Audience{}); err != ErrUnsound {
			t.Errorf("with %s: got %v, want %v", change[1], err, ErrUnsound)
		}
	}
}

// walked is a path of a tree, found by walking its pages.
type walked struct {
	share   float64
	outcome string
	given   map[string]string
}

func walkAll(tree *Tree, counts map[string]int) []walked {
	var paths []walked
	perPage := map[string]float64{}
	total := 0.0
	for s := range tree.States() {
		if a := s.Outcome(); a != nil {
			w := walked{outcome: a.Go.To + " " + a.Or.To, given: map[string]string{}}
			for _, c := range s.Given {
				w.given[c.Question.Key] = c.Answer.Key
			}
			perPage[a.Go.To]++
			paths = append(paths, w)
		}
	}
	for page := range perPage {
		total += float64(counts[page])
	}
	for i := range paths {
		page, _, _ := strings.Cut(paths[i].outcome, " ")
		paths[i].share = float64(counts[page]) / total / perPage[page]
	}
	return paths
}

// tryEveryOrder is the best order's cost, by trying all of them.
func tryEveryOrder(paths []walked, questions []string) float64 {
	settled := true
	weight := 0.0
	for _, p := range paths {
		settled = settled && p.outcome == paths[0].outcome
		weight += p.share
	}
	if settled {
		return 0
	}
	best := math.Inf(1)
	for _, q := range questions {
		parts := map[string][]walked{}
		for _, p := range paths {
			parts[p.given[q]] = append(parts[p.given[q]], p)
		}
		if len(parts) < 2 {
			continue
		}
		cost := weight
		for _, part := range parts {
			cost += tryEveryOrder(part, questions)
		}
		best = min(best, cost)
	}
	return best
}

func randomCounts(r *rand.Rand) map[string]int {
	counts := map[string]int{"../reasons/page-0.md": 1, "../reasons/page-1.md": 1, "../reasons/page-2.md": 1}
	for i := range 7 {
		counts[fmt.Sprintf("../reasons/page-%d.md", i)] += r.Intn(5) * r.Intn(20)
	}
	return counts
}

func TestMeasureAgreesWithTryingEverything(t *testing.T) {
	tried := 0
	for seed := range int64(1500) {
		r := rand.New(rand.NewSource(seed))
		tree := parsed(t, sound(r, 1+r.Intn(5), 4, 0.25))
		counts := randomCounts(r)
		paths := walkAll(tree, counts)
		got, err := tree.Measure(Audience{Counts: counts})
		if err != nil || got.Assumed {
			continue // none of the pages with readers is in this tree
		}
		expected := 0.0
		for _, p := range paths {
			expected += p.share * float64(len(p.given))
		}
		if !equal(float64(got.Expected), expected) {
			t.Fatalf("seed %d: expected %v, want %v", seed, got.Expected, expected)
		}
		if len(paths) > 14 {
			continue
		}
		tried++
		var questions []string
		for _, q := range tree.Questions {
			questions = append(questions, q.Key)
		}
		if want := tryEveryOrder(paths, questions); !got.Optimal || !equal(float64(got.Best), want) {
			t.Fatalf("seed %d: best %v (optimal %v), want %v", seed, got.Best, got.Optimal, want)
		}
	}
	if tried < 500 {
		t.Errorf("only %d trees were small enough to try", tried)
	}
}

func TestBoundBestAndExpectedAreInOrder(t *testing.T) {
	for seed := range int64(60) {
		r := rand.New(rand.NewSource(seed))
		tree := parsed(t, sound(r, 1+r.Intn(25), 5, 0.1))
		tree.Limit = 3000
		got, err := tree.Measure(Audience{Counts: randomCounts(r)})
		if err != nil {
			continue
		}
		if got.Bound > got.Best+near || got.Best > got.Expected+near {
			t.Fatalf("seed %d: bound %v, best %v, expected %v", seed, got.Bound, got.Best, got.Expected)
		}
		for _, c := range got.Changes {
			if float64(c.Saves)/100 > float64(got.Expected-got.Bound)+near {
				t.Fatalf("seed %d: %v, but only %v is above the bound", seed, c, got.Expected-got.Bound)
			}
		}
	}
}

func TestMeasureOfALargeTreeSaysThatItsOrderMayNotBeTheBest(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	tree := parsed(t, sound(r, 150, 5, 0))
	tree.Limit = 5000
	got, err := tree.Measure(Audience{})
	if err != nil || got.Optimal || got.Best > got.Expected || got.Bound > got.Best {
		t.Errorf("got %+v, %v", got, err)
	}
}
