package bench

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"retake/samplecheck/dataset"
)

func TestCurveIsWhatEveryThresholdWouldDo(t *testing.T) {
	in := input(t, wide, "b1 11 yes g1", "b2 7 yes g2", "b3 7 yes g3", "b4 - yes g4", "g1 1 no h1", "g2 7 no h2", "g3 12 no h3")
	c := Run(in).Checks["a"]
	steps := c.Curve()
	if len(steps) != 5 {
		t.Fatalf("there are %d steps: %+v", len(steps), steps)
	}
	for _, s := range steps {
		caught, alarms := 0, 0
		for _, j := range c.Judged {
			if j.Value.Absent == "" && j.Value.Number > s.Threshold {
				if j.Bad {
					caught++
				} else {
					alarms++
				}
			}
		}
		if s.Caught.K != caught || s.FalseAlarms.K != alarms || s.Caught.N != 3 || s.FalseAlarms.N != 3 {
			t.Errorf("above %v: %+v, and counted %d and %d", s.Threshold, s, caught, alarms)
		}
	}
	if !math.IsInf(steps[4].Threshold, -1) || steps[4].Caught.K != 3 || steps[4].FalseAlarms.K != 3 {
		t.Errorf("the last threshold does not flag all: %+v", steps[4])
	}
}

func TestSharesOfWhatIsSentBackAddUp(t *testing.T) {
	in := input(t, wide, "b1 11 yes g1", "b2 7 yes g2", "b3 3 yes g3", "g1 1 no h1", "g2 7 no h2", "g3 2 no h3", "g4 4 no h4")
	for _, prior := range []float64{.05, 3.0 / 7, .9} {
		for _, s := range Run(in).Checks["a"].Curve() {
			sent := s.SentBack(prior)
			bad := s.BadAccepted(prior)*(1-sent) + s.Precision(prior)*sent
			if math.Abs(bad-prior) > 1e-12 {
				t.Errorf("above %v, %v of the photos are bad, and %v should be", s.Threshold, bad, prior)
			}
		}
	}
	if steps := Run(input(t, wide, "b1 11 yes g1")).Checks["a"].Curve(); steps != nil {
		t.Errorf("without a good photo there is a curve: %v", steps)
	}
}

func TestChecksFailTogether(t *testing.T) {
	in := input(t, wide+"b: {reason: r, measure: edge-width, fail_above: 6}\n", "p1 11 yes g1", "p2 7 yes g2", "p3 1 no g3")
	more := "photo,check,defect,group,set,licence,note\np1,a,yes,,own,,\np2,a,yes,,own,,\np3,b,no,,own,,\n"
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, dataset.File), []byte(more), 0o600); err != nil {
		t.Fatal(err)
	}
	var err error
	if in.Data, _, err = dataset.Read(dir); err != nil {
		t.Fatal(err)
	}
	if r := Run(in); r.Together != nil || r.Checks["b"].Unlabelled != nil {
		t.Errorf("where only labels were asked for, the result knows more: %+v", r.Together)
	}
	in.Everywhere = true
	r := Run(in)
	// p1 fails a and b; p2 fails b alone, though nobody labelled it for b.
	if got := r.Together; len(got) != 2 || got[0].Both.K != 1 || got[0].Both.N != 1 || got[1].Both.K != 1 || got[1].Both.N != 2 {
		t.Errorf("got %+v", got)
	}
	if u := r.Checks["b"].Unlabelled; len(u) != 2 || u[0].Photo != "p1" || u[0].Verdict != Fail || r.Checks["b"].N != 1 {
		t.Errorf("not labelled for b: %+v", u)
	}
}
