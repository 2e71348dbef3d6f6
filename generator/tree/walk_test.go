package tree

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
)

func TestStatesFollowTheFile(t *testing.T) {
	tree, _ := Parse("t.yaml", []byte(healthy))
	var got []string
	for s := range tree.States() {
		at := "?"
		if a := s.Outcome(); a != nil {
			at = a.Go.To
		} else {
			at = s.Question.Key
		}
		got = append(got, fmt.Sprintf("%s: %s %.2f", strings.Join(s.Keys(), "/"), at, s.Progress()))
	}
	want := []string{
		": message 0.00",
		"photo: photo 0.50",
		"photo/fuzzy: ../reasons/blurry.md 1.00",
		"photo/spots: ../reasons/glare.md#fixes 1.00",
		"name: ../reasons/mismatch.md 1.00",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestStatesStopWhenTheCallerOrTheLimitDoes(t *testing.T) {
	tree, _ := Parse("t.yaml", []byte(strings.Replace(healthy, "start:", "limit: 3\nstart:", 1)))
	for most, want := range map[int]int{2: 2, 9: 3} {
		got := 0
		for range tree.States() {
			if got++; got == most {
				break
			}
		}
		if got != want {
			t.Errorf("stopping after %d: got %d states, want %d", most, got, want)
		}
	}
}

func TestCanonicalIsTheFirstShortestPathOfAll(t *testing.T) {
	for seed := range int64(200) {
		r := rand.New(rand.NewSource(seed))
		tree := parsed(t, sound(r, 1+r.Intn(9), 4, 0.3))
		place := func(s State) string {
			if s.Question != nil {
				return s.Question.Key
			}
			return s.Outcome().Go.To
		}
		first := map[string][]string{}
		for s := range tree.States() {
			if best, ok := first[place(s)]; !ok || len(s.Given) < len(best) {
				first[place(s)] = s.Keys()
			}
		}
		progress := map[string]Share{}
		for s := range tree.States() {
			if !slices.Equal(s.Canonical, first[place(s)]) {
				t.Fatalf("seed %d: canonical of %v is %v, want %v", seed, s.Keys(), s.Canonical, first[place(s)])
			}
			path := strings.Join(s.Keys(), "/")
			progress[path] = s.Progress()
			if i := strings.LastIndex(path, "/"); i > 0 && progress[path[:i]] > progress[path] {
				t.Fatalf("seed %d: progress falls at %s", seed, path)
			}
		}
	}
}

func TestOutlineShowsEachQuestionOnceInFull(t *testing.T) {
	p := ladder(3)
	var lines []string
	var write func(*Entry, string)
	write = func(e *Entry, indent string) {
		lines = append(lines, fmt.Sprintf("%s%s again=%v", indent, e.Question.Key, e.Again))
		for _, b := range e.Branches {
			if b.Next != nil {
				write(b.Next, indent+" "+b.Answer.Key+" ")
			} else {
				lines = append(lines, indent+" "+b.Answer.Key+" "+b.Answer.Go.To)
			}
		}
	}
	write(parsed(t, p).Outline(), "")
	want := "q0 again=false\n a0 q1 again=false\n a0  a0 q2 again=false\n a0  a0  a0 ../reasons/end.md\n a0  a0  a1 ../reasons/end.md\n a0  a1 q2 again=true\n a1 q1 again=true"
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
