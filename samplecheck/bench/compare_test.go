package bench

import (
	"slices"
	"strings"
	"testing"

	"retake/generator/checks"
)

func parsed(t *testing.T, yaml string) checks.Checks {
	t.Helper()
	found, wrong := checks.Parse("checks.yaml", []byte(yaml))
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	return found
}

func TestCompareCountsWhoIsRightAlone(t *testing.T) {
	first := "a: {reason: r, measure: edge-width, fail_above: 10}\n"
	second := parsed(t, "a: {reason: r, measure: edge-width, fail_above: 6, unsure_above: 3}\n")
	for name, c := range map[string]struct {
		rows                []string
		gained, lost, right int
		real                bool
	}{
		"five one way":          {many(5, "b%d 8 yes"), 5, 0, 5, false},
		"six one way":           {many(6, "b%d 8 yes"), 6, 0, 6, true},
		"six of one scene":      {slices.Concat(many(6, "b%d 8 yes one"), []string{"x 20 yes two"}), 6, 0, 6, false},
		"as many the other way": {slices.Concat(many(6, "b%d 8 yes"), many(6, "g%d 8 no")), 6, 0, 0, true},
		"unsure is not caught":  {many(9, "b%d 4 yes"), 0, 0, 0, false},
		"refused":               {many(9, "b%d - yes"), 0, 0, 0, false},
	} {
		got := Compare(input(t, first, slices.Concat(c.rows, many(20, "c%d 20 yes"), many(20, "d%d 1 no"))...), second).Checks["a"]
		if got.Caught.Gained != c.gained || got.Caught.Lost != c.lost || got.Caught.Real != c.real || got.Right.Gained-got.Right.Lost != c.right {
			t.Errorf("%s: caught %+v, right %+v", name, got.Caught, got.Right)
		}
		if name == "refused" && (got.NotAssessed != 9 || got.N != 40) {
			t.Errorf("%d of %d are not assessed", got.NotAssessed, got.N)
		}
	}
}

func TestCompareListsMistakesFirst(t *testing.T) {
	second := parsed(t, "b: {reason: r}\na: {reason: r, measure: edge-width, fail_above: 6, unsure_above: 3}\n")
	found := Compare(input(t, "a: {reason: r, measure: edge-width, fail_above: 10}\nc: {reason: r}\n", "gained 8 yes", "unsure 4 no", "lost 8 no", "same 1 no"), second)
	var flips []string
	for _, f := range found.Checks["a"].Flips {
		flips = append(flips, f.Photo+" "+string(f.From)+" "+string(f.To))
	}
	if got := strings.Join(flips, ", "); got != "lost pass fail, unsure pass unsure, gained pass fail" {
		t.Errorf("got %s", got)
	}
	if !slices.Equal(found.OnlyOnce, []string{"c", "b"}) || found.State() != Holds {
		t.Errorf("not compared: %v, %s", found.OnlyOnce, found.State())
	}
}
