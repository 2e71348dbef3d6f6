package bench

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"retake/generator/checks"
	"retake/samplecheck/stat"
	"retake/samplecheck/threshold"
)

// overlapping are rows of photos whose classes overlap, so that no threshold
// is without mistakes.
func overlapping(n int, note string) []string {
	random := rand.New(rand.NewPCG(1, 2))
	var rows []string
	for i := range n {
		rows = append(rows, fmt.Sprintf("g%s%d %.3f no s%d %s", note, i, 5+2*random.NormFloat64(), i, note), fmt.Sprintf("b%s%d %.3f yes s%d %s", note, i, 9+2*random.NormFloat64(), i, note))
	}
	return rows
}

// tunedOn says in checks.yaml that the thresholds were chosen on these rows.
func tunedOn(t *testing.T, rule string, fail float64, rows ...string) string {
	t.Helper()
	yaml := fmt.Sprintf("a: {reason: r, measure: edge-width, fail_above: %v, floor: {caught: 0.7, false_alarms: 0.3}}\n", fail)
	labels := Run(input(t, yaml, rows...)).Checks["a"].Labels
	return strings.Replace(yaml, "floor", fmt.Sprintf("tuned: {on: 2026-11-22, labels: %s, rule: %s}, floor", labels, rule), 1)
}

// chosenOn is the same with the threshold that the rule does choose on them.
func chosenOn(t *testing.T, rows ...string) string {
	t.Helper()
	in := input(t, tunedOn(t, "Youden", 7, rows...), rows...)
	proposed := Tune(in, nil, threshold.UsualFolds, youden)
	return tunedOn(t, "Youden", proposed.Checks["a"].Proposed.Fail, rows...)
}

func TestThresholdsChosenOnThesePhotosAreCrossValidated(t *testing.T) {
	rows := overlapping(60, "plain")
	c := Run(input(t, chosenOn(t, rows...), rows...)).Checks["a"]
	v := c.CrossValidated
	if v == nil || v.Rule != "Youden" || v.Folds != threshold.UsualFolds || v.Caught.N != 60 || v.FalseAlarms.N != 60 || v.Caught.K < 40 || v.FalseAlarms.K > 20 {
		t.Fatalf("got %+v", v)
	}
	if m := Run(input(t, chosenOn(t, rows...), rows...)).Measured("2026-11-22").Checks["a"].CrossValidated; m == nil || m.Caught.K != v.Caught.K || m.FalseAlarms.High != v.FalseAlarms.High || m.Folds != threshold.UsualFolds {
		t.Errorf("measured.json has %+v", m)
	}
	for name, yaml := range map[string]string{
		"chosen elsewhere": strings.Replace(chosenOn(t, rows...), "labels: ", "labels: f", 1),
		"chosen by hand":   tunedOn(t, "by eye", 7, rows...),
	} {
		if v := Run(input(t, yaml, rows...)).Checks["a"].CrossValidated; v != nil {
			t.Errorf("%s: %+v", name, v)
		}
	}
	if v := Run(input(t, tunedOn(t, "Youden", 7, rows[:6]...), rows[:6]...)).Checks["a"].CrossValidated; v != nil {
		t.Errorf("three scenes cannot be five parts: %+v", v)
	}
}

// TestWhatIsLeftOutWasChosenOnAllTheSame leaves photos out of the counts, not
// of the choice.
func TestWhatIsLeftOutWasChosenOnAllTheSame(t *testing.T) {
	rows := slices.Concat(overlapping(40, "plain"), overlapping(20, "odd"))
	in := input(t, chosenOn(t, rows...), rows...)
	all := Run(in).Checks["a"].CrossValidated
	sum := [2]int{}
	for _, without := range []string{"plain", "odd"} {
		in.Without = []string{without}
		v := Run(in).Checks["a"].CrossValidated
		sum[0], sum[1] = sum[0]+v.Caught.K, sum[1]+v.FalseAlarms.K
	}
	if sum != [2]int{all.Caught.K, all.FalseAlarms.K} {
		t.Errorf("the parts count %v, the whole %+v", sum, all)
	}
}

// TestAThresholdMovedByHandIsNotSavedByItsRule moves the threshold and leaves
// everything else: the rule still does well on other scenes, but this
// threshold is not the rule's.
func TestAThresholdMovedByHandIsNotSavedByItsRule(t *testing.T) {
	rows := overlapping(60, "plain")
	tuned := Run(input(t, chosenOn(t, rows...), rows...)).Checks["a"]
	if tuned.Floor.Caught.State != Holds || tuned.Floor.FalseAlarms.State != Holds {
		t.Fatalf("floors %+v, held out %+v", tuned.Floor, tuned.CrossValidated)
	}
	for fail, want := range map[float64][2]State{99: {Broken, Holds}, -99: {Holds, Broken}} {
		c := Run(input(t, tunedOn(t, "Youden", fail, rows...), rows...)).Checks["a"]
		if got := [2]State{c.Floor.Caught.State, c.Floor.FalseAlarms.State}; got != want {
			t.Errorf("with %v the floors are %v", fail, got)
		}
		if !slices.Contains(codes(c.Notes), "stale-tuning") {
			t.Errorf("with %v the notes are %v", fail, codes(c.Notes))
		}
		// Readers of the guide would be told the rule's rates as this threshold's.
		if c.CrossValidated != nil {
			t.Errorf("with %v there are rates of another threshold: %+v", fail, c.CrossValidated)
		}
	}
}

func TestFloorsAreJudgedByHeldOutPhotos(t *testing.T) {
	rows := overlapping(60, "plain")
	yaml := chosenOn(t, rows...)
	c := Run(input(t, yaml, rows...)).Checks["a"]
	// A floor between the two lower ends holds on the same photos only.
	c.CrossValidated.Caught.Low, c.CrossValidated.Caught.K = c.Caught.Low-.1, c.Caught.K-6
	in := input(t, yaml)
	in.Checks[0].Floor.Caught = c.Caught.Low - .01
	if f := floor(&in.Checks[0], c); f.Caught.State != TooFew {
		t.Errorf("the floor is %s", f.Caught.State)
	}
	// Whoever moves the threshold does not get past that.
	c.CrossValidated = nil
	if f := floor(&in.Checks[0], c); f.Caught.State != TooFew {
		t.Errorf("the floor of a threshold that was moved is %s", f.Caught.State)
	}
}

func TestFoldsAreRepeatedAsTheyWereTuned(t *testing.T) {
	rows := overlapping(60, "plain")
	in := input(t, chosenOn(t, rows...), rows...)
	proposed := Tune(in, nil, 10, func(*checks.Check) threshold.Rule { return threshold.New(threshold.Youden, 0) }).Checks["a"]
	again := Run(input(t, tunedOn(t, proposed.Rule, proposed.Proposed.Fail, rows...), rows...)).Checks["a"].CrossValidated
	if again == nil || *again != *proposed.Proposed.HeldOut || again.Folds != 10 {
		t.Errorf("tune says %+v, run %+v", proposed.Proposed.HeldOut, again)
	}
}

// TestKindsAreHeldOutToo has a kind that is worse off on other scenes: its
// parts add up to what is held out of the whole, not to the flattering rate.
func TestKindsAreHeldOutToo(t *testing.T) {
	rows := slices.Concat(overlapping(30, "plain"), overlapping(15, "odd"))
	in := input(t, chosenOn(t, rows...), rows...)
	fail := Tune(in, nil, 5, func(*checks.Check) threshold.Rule { return threshold.New(threshold.Youden, 0) }).Checks["a"].Proposed.Fail
	c := Run(input(t, tunedOn(t, "Youden", fail, rows...), rows...)).Checks["a"]
	sum := [4]int{}
	for _, k := range c.Kinds {
		sum = [4]int{sum[0] + k.Caught.K, sum[1] + k.Caught.N, sum[2] + k.FalseAlarms.K, sum[3] + k.FalseAlarms.N}
		if !k.HeldOut || k.Caught.Worth == 0 {
			t.Errorf("%+v is not held out", k)
		}
	}
	v := c.CrossValidated
	if want := [4]int{v.Caught.K, v.Caught.N, v.FalseAlarms.K, v.FalseAlarms.N}; sum != want {
		t.Errorf("kinds count %v, held out there are %v", sum, want)
	}
	if moved := Run(input(t, tunedOn(t, "Youden", 99, rows...), rows...)).Checks["a"]; moved.Kinds[0].HeldOut {
		t.Error("a threshold that was moved by hand has the rates of the rule's, by kind")
	}
}

// TestScenesWidenWhatIsHeldOut has ten photos of each scene, all alike.
func TestScenesWidenWhatIsHeldOut(t *testing.T) {
	var rows []string
	for i, row := range overlapping(12, "plain") {
		for copy := range 10 {
			f := strings.Fields(row)
			f[0] += fmt.Sprint("-", i, "-", copy)
			rows = append(rows, strings.Join(f, " "))
		}
	}
	v := Run(input(t, chosenOn(t, rows...), rows...)).Checks["a"].CrossValidated
	if plain := stat.Of(v.Caught.K, v.Caught.N); v.Caught.Worth > 24 || v.Caught.High-v.Caught.Low < 1.5*(plain.High-plain.Low) {
		t.Errorf("twelve scenes of ten photos give %+v, without scenes %+v", v.Caught, plain)
	}
}
