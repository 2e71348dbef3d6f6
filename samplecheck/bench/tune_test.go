package bench

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"retake/generator/checks"
	"retake/samplecheck/measure"
	"retake/samplecheck/stat"
	"retake/samplecheck/survey"
	"retake/samplecheck/threshold"
)

func youden(*checks.Check) threshold.Rule { return threshold.Rule{Kind: threshold.Youden} }

func TestTuneProposesWhatRunThenFinds(t *testing.T) {
	rows := overlapping(60, "plain")
	yaml := "# why\na: {reason: r, measure: edge-width, fail_above: 20, floor: {caught: 0.7, false_alarms: 0.3}}\n"
	in := input(t, yaml, rows...)
	found := Tune(in, nil, threshold.UsualFolds, youden)
	p := found.Checks["a"]
	if found.State != Holds || p.Now.Fail != 20 || p.Now.Caught.K != 0 || p.Better.Noise() || p.Better.Gained < 40 {
		t.Fatalf("got %+v, now %+v, better %+v", p, p.Now, p.Better)
	}
	if got := p.Proposed; got.Fail < 6 || got.Fail > 8 || got.Unsure > got.Fail || p.Spread.Low > p.Spread.Median || p.Spread.Median > p.Spread.High {
		t.Errorf("proposed %+v, spread %+v", got, p.Spread)
	}
	src, err := checks.Retune([]byte(yaml), found.Tunings(checks.Tuned{On: time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)}))
	if err != nil {
		t.Fatal(err)
	}
	c := Run(input(t, string(src), rows...)).Checks["a"]
	if *c.CrossValidated != *p.Proposed.HeldOut || *c.Caught != p.Proposed.Caught || *c.FalseAlarms != p.Proposed.FalseAlarms || c.stale {
		t.Errorf("the run finds %+v and %v, %v; proposed was %+v", c.CrossValidated, c.Caught, c.FalseAlarms, p.Proposed)
	}
}

func TestTuneTurnsMeasuresThatAreWorseBelow(t *testing.T) {
	in := input(t, "a: {reason: r, measure: darkness}", slices.Concat(many(20, "b%d 20 yes"), many(20, "g%d 90 no"))...)
	for i := range in.Photos {
		in.Photos[i].Reading = measure.Reading{"darkness": in.Photos[i].Reading["edge-width"]}
	}
	p := Tune(in, nil, threshold.UsualFolds, threshold.ByCost).Checks["a"]
	if p.Proposed == nil || p.Proposed.Side != checks.Below || p.Proposed.Fail != 60 || p.Proposed.Caught.K != 20 || p.Proposed.FalseAlarms.K != 0 || p.Better != nil {
		t.Errorf("got %+v", p.Proposed)
	}
}

func TestTuneSaysWhatIsMissing(t *testing.T) {
	good, bad := "g%d 1 no", "b%d 20 yes"
	for name, c := range map[string]struct {
		rows []string
		want []string
	}{
		"bad ones":         {slices.Concat(many(30, good), many(3, bad)), []string{"few-bad"}},
		"both":             {slices.Concat(many(3, good), many(3, bad)), []string{"few-bad", "few-good"}},
		"refused ones":     {slices.Concat(many(30, good), many(30, "b%d - yes")), []string{"few-bad"}},
		"scenes":           {slices.Concat(many(30, "g%d 1 no one"), many(30, "b%d 20 yes one")), []string{"few-scenes"}},
		"anything to tell": {slices.Concat(many(30, "g%d 5 no"), many(30, "b%d 5 yes")), []string{"worthless"}},
	} {
		found := Tune(input(t, wide, c.rows...), nil, threshold.UsualFolds, func(*checks.Check) threshold.Rule {
			return threshold.Rule{Kind: threshold.Cost, Costs: checks.Costs{Missed: 1, FalseAlarm: 2}, BadShare: .5}
		})
		if p := found.Checks["a"]; p.Proposed != nil || found.State != TooFew || !slices.Equal(noteCodes(p), c.want) || len(found.Tunings(checks.Tuned{})) != 0 {
			t.Errorf("%s: %s, %v, %+v", name, found.State, noteCodes(p), p.Proposed)
		}
	}
	refused := Tune(input(t, wide, slices.Concat(many(30, good), many(30, "b%d - yes"))...), nil, threshold.UsualFolds, youden).Checks["a"]
	if !strings.Contains(refused.Notes[0].Text, "needs at least 20 bad photos, has 0: label 20 more with defect yes (30 could not be assessed)") {
		t.Errorf("got %v", refused.Notes)
	}
}

func noteCodes(p *Proposal) []string { return codes(p.Notes) }

func TestTuneNamesPhotosNearTheThreshold(t *testing.T) {
	in := input(t, wide, overlapping(60, "plain")...)
	for _, name := range []string{"new", "far", "broken"} {
		p := in.Photos[0]
		p.File = survey.File{Name: name}
		p.Reading = measure.Reading{"edge-width": {Number: map[string]float64{"new": 7, "far": 70}[name], Absent: map[string]string{"broken": "No edges."}[name]}}
		in.Photos = append(in.Photos, p)
	}
	p := Tune(in, []string{"a"}, threshold.UsualFolds, youden).Checks["a"]
	if len(p.Near) != shownNear || len(p.Next) != 2 || p.Next[0] != (Numbered{"new", 7}) {
		t.Errorf("near %v, next %v", p.Near, p.Next)
	}
	for i := range p.Near[1:] {
		if away := func(i int) float64 { return max(p.Near[i].Number-p.Proposed.Fail, p.Proposed.Fail-p.Near[i].Number) }; away(i) > away(i+1) {
			t.Errorf("%v are not in order", p.Near)
		}
	}
}

// TestWhatGainsAsMuchAsItLosesIsNoNoise: a threshold that flags nobody is as
// often right as one that flags everybody, and quite another.
func TestWhatGainsAsMuchAsItLosesIsNoNoise(t *testing.T) {
	photos, nobody := make([]stat.Scored, 20), make([]bool, 20)
	for i := range photos {
		photos[i].Bad = i < 10
	}
	b := better(photos, nobody, func(float64) bool { return true })
	if b.Gained != 10 || b.Lost != 10 || b.Caught.Lost != 10 || b.FalseAlarms.Gained != 10 || b.Noise() {
		t.Errorf("got %+v", b)
	}
}

func TestNothingIsProposedForWhatIsWorseThanGuessing(t *testing.T) {
	yaml := "a: {reason: r, measure: edge-width, fail_above: 20}\n"
	var rows []string
	for _, row := range overlapping(40, "plain") {
		rows = append(rows, strings.NewReplacer(" yes ", " no ", " no ", " yes ").Replace(row))
	}
	p := Tune(input(t, yaml, rows...), nil, threshold.UsualFolds, youden).Checks["a"]
	if p.Proposed != nil || !slices.Contains(codes(p.Notes), "worthless") {
		t.Errorf("proposed %+v, notes %v", p.Proposed, p.Notes)
	}
	random := rand.New(rand.NewPCG(1, 2))
	rows = nil
	for i := range 60 {
		rows = append(rows, fmt.Sprintf("g%d %.3f no s%d", i, random.NormFloat64()+9, i), fmt.Sprintf("b%d %.3f yes t%d", i, random.NormFloat64()+9.1, i))
	}
	if p := Tune(input(t, yaml, rows...), nil, threshold.UsualFolds, youden).Checks["a"]; !slices.Contains(codes(p.Notes), "guessing") && !slices.Contains(codes(p.Notes), "worthless") {
		t.Errorf("nobody says that it may be guessing: %v", p.Notes)
	}
}
