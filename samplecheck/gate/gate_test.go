package gate

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"retake/generator/checks"
	"retake/samplecheck/bench"
	"retake/samplecheck/measure"
)

// photos are judged ones: "name number good|bad", a number of "-" being
// absent. They fail above 10 and are unsure above 5.
func photos(rows map[string]Said) []bench.Judged {
	var judged []bench.Judged
	for name, s := range rows {
		j := bench.Judged{Photo: name, Bad: s.Bad, Verdict: s.Verdict, Value: measure.Value{Number: s.Number}}
		if s.Verdict == bench.NotAssessed {
			j.Value.Absent = "Broken."
		}
		judged = append(judged, j)
	}
	slices.SortFunc(judged, func(a, b bench.Judged) int { return strings.Compare(a.Photo, b.Photo) })
	return judged
}

func result(rows map[string]Said) *bench.Result {
	c := &bench.Check{Measure: "edge-width", Version: 1, N: len(rows), Threshold: &bench.Threshold{Side: checks.Above, Fail: 10, Unsure: 5}, Judged: photos(rows)}
	return &bench.Result{State: bench.Holds, Versions: map[string]string{"opencv": "4"}, Order: []string{"a"}, Checks: map[string]*bench.Check{"a": c}}
}

func usual() map[string]Said {
	return map[string]Said{
		"b1": {true, bench.Fail, 20}, "b2": {true, bench.Unsure, 8}, "g1": {false, bench.Pass, 1.25}, "g2": {false, bench.Pass, 2},
		"x": {false, bench.NotAssessed, 0}, "a\xff": {false, bench.Pass, 3},
	}
}

var both = Ask{Drift: true, Quality: true, Tolerance: .02}

func TestDriftFindsEverythingThatChanged(t *testing.T) {
	for name, c := range map[string]struct {
		change func(rows map[string]Said, r *bench.Result)
		state  bench.State
		want   Drift
	}{
		"nothing":       {func(map[string]Said, *bench.Result) {}, bench.Holds, Drift{}},
		"a verdict":     {func(rows map[string]Said, _ *bench.Result) { rows["b1"] = Said{true, bench.Pass, 4} }, bench.Broken, Drift{Flips: []bench.Flip{{Check: "a", Photo: "b1", Bad: true, From: bench.Fail, To: bench.Pass, NumberWas: 20, Number: 4}}}},
		"no number now": {func(rows map[string]Said, _ *bench.Result) { rows["g1"] = Said{false, bench.NotAssessed, 0} }, bench.Broken, Drift{Flips: []bench.Flip{{Check: "a", Photo: "g1", From: bench.Pass, To: bench.NotAssessed, NumberWas: 1.25}}}},
		"no threshold": {func(rows map[string]Said, r *bench.Result) {
			delete(rows, "b2")
			delete(rows, "g1")
			delete(rows, "g2")
			delete(rows, "a\xff")
			rows["b1"] = Said{true, bench.None, 20}
			r.Checks["a"].Threshold = nil
		}, bench.Broken, Drift{
			Why:     []string{"a has no threshold; in the baseline it fails above 10 (unsure 5)"},
			Flips:   []bench.Flip{{Check: "a", Photo: "b1", Bad: true, From: bench.Fail, To: bench.None, NumberWas: 20, Number: 20}},
			Removed: []Photo{{"a", `a\xff`}, {"a", "b2"}, {"a", "g1"}, {"a", "g2"}},
		}},
		"a label":        {func(rows map[string]Said, _ *bench.Result) { rows["g2"] = Said{true, bench.Pass, 2} }, bench.Broken, Drift{Relabelled: []Photo{{"a", "g2"}}}},
		"a new photo":    {func(rows map[string]Said, _ *bench.Result) { rows["new"] = Said{true, bench.Pass, 2} }, bench.Broken, Drift{Added: []Photo{{"a", "new"}}}},
		"one is gone":    {func(rows map[string]Said, _ *bench.Result) { delete(rows, "x") }, bench.Broken, Drift{Removed: []Photo{{"a", "x"}}}},
		"a number":       {func(rows map[string]Said, _ *bench.Result) { rows["g1"] = Said{false, bench.Pass, 1.5} }, bench.Holds, Drift{Moved: []bench.Flip{{Check: "a", Photo: "g1", From: bench.Pass, To: bench.Pass, NumberWas: 1.25, Number: 1.5}}}},
		"a number a bit": {func(rows map[string]Said, _ *bench.Result) { rows["g1"] = Said{false, bench.Pass, 1.26} }, bench.Holds, Drift{}},
		"versions": {func(_ map[string]Said, r *bench.Result) {
			r.Versions, r.Checks["a"].Version = map[string]string{"opencv": "5"}, 2
		}, bench.Holds, Drift{Why: []string{"opencv is 5, and was 4", "a has version 2 of edge-width, and had 1"}}},
		"the check": {func(_ map[string]Said, r *bench.Result) { delete(r.Checks, "a"); r.Order = nil }, bench.Broken, Drift{Why: []string{"there is no check a any more"}, Removed: []Photo{{"a", `a\xff`}, {"a", "b1"}, {"a", "b2"}, {"a", "g1"}, {"a", "g2"}, {"a", "x"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			base, rows := New(result(usual()), nil, "2026-11-22", "first"), usual()
			r := result(rows)
			c.change(rows, r)
			if r.Checks["a"] != nil {
				r.Checks["a"].Judged = photos(rows)
			}
			got := Judge(r, base, both).Drift
			same := func(a, b any) bool {
				return reflect.ValueOf(a).Len()+reflect.ValueOf(b).Len() == 0 || reflect.DeepEqual(a, b)
			}
			if got.State != c.state || !same(got.Why, c.want.Why) || !same(got.Flips, c.want.Flips) || !same(got.Relabelled, c.want.Relabelled) || !same(got.Added, c.want.Added) || !same(got.Removed, c.want.Removed) || !same(got.Moved, c.want.Moved) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestTheGateIsAsBadAsItsWorstPart(t *testing.T) {
	base := New(result(usual()), nil, "2026-11-22", "first")
	for name, c := range map[string]struct {
		state     bench.State
		base      *Baseline
		synthetic bool
		ask       Ask
		want      bench.State
	}{
		"all well":                   {bench.Holds, base, false, both, bench.Holds},
		"a floor is broken":          {bench.Broken, base, false, both, bench.Broken},
		"too few to say":             {bench.TooFew, base, false, both, bench.TooFew},
		"too few, and drift":         {bench.TooFew, nil, false, both, bench.Broken},
		"no baseline":                {bench.Holds, nil, false, both, bench.Broken},
		"drawn photos have no floor": {bench.Broken, base, true, both, bench.Holds},
		"one question":               {bench.Broken, base, false, Ask{Drift: true}, bench.Holds},
		"the other":                  {bench.Holds, nil, false, Ask{Quality: true}, bench.Holds},
	} {
		r := result(usual())
		r.State, r.Synthetic = c.state, c.synthetic
		r.Checks["a"].Floor = &bench.Floor{}
		if got := Judge(r, c.base, c.ask); got.State != c.want || (got.Drift != nil) != c.ask.Drift || (got.Quality != nil) != c.ask.Quality {
			t.Errorf("%s: %s", name, got.State)
		}
	}
}

func TestAGateThatJudgesNothingDoesNotHold(t *testing.T) {
	base := New(result(usual()), nil, "2026-11-22", "first")
	for _, synthetic := range []bool{true, false} {
		r := result(usual())
		r.Synthetic = synthetic
		if got := Judge(r, base, Ask{Quality: true}); got.State != bench.TooFew || len(got.Notes) != 1 {
			t.Errorf("synthetic %v: quality alone is %q, with the notes %v", synthetic, got.State, got.Notes)
		}
		if got := Judge(r, base, both); got.State != bench.Holds || got.Quality.State != bench.NoFloor {
			t.Errorf("synthetic %v: with drift it is %q, quality %q", synthetic, got.State, got.Quality.State)
		}
	}
}

func TestBaselinesAreReadAsTheyAreWritten(t *testing.T) {
	r := result(usual())
	r.Checks["a"].Judged = append(r.Checks["a"].Judged, bench.Judged{Photo: "none", Value: measure.Value{Number: 0.123456789}})
	base := New(r, &Baseline{Accepted: []Accepted{{"2026-11-22", "before"}}}, "2026-11-23", "why <not>")
	var b bytes.Buffer
	if err := base.Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{`"b1": "bad fail 20"`, `"x": "good not-assessed"`, `"none": "good no-verdict 0.123457"`, `"why": "why <not>"`, `"why": "before"`, `"a\\xff": "good pass 3"`} {
		if !strings.Contains(b.String(), line) {
			t.Errorf("%s is missing in\n%s", line, b.String())
		}
	}
	again, err := Read(b.Bytes())
	if err != nil || !reflect.DeepEqual(again, base) || !again.Same(base) {
		t.Errorf("read again: %+v, %v", again, err)
	}
	if got := Judge(r, again, both).Drift; got.State != bench.Holds || got.Photos != 7 {
		t.Errorf("against itself: %+v", got)
	}
}

func FuzzReadBaseline(f *testing.F) {
	var b bytes.Buffer
	if err := New(result(usual()), nil, "2026-11-22", "first").Write(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"accepted":[{"on":"","why":""}],"checks":{"a":{"photos":{"b":"bad fail NaN"}}}}`))
	for _, wrong := range []string{``, `{}`, `{"accepted":[]}`, `{"checks":{"a":{"photos":{"b":"bad"}}}}`, `{"checks":{"a":{"photos":{"b":"bad fail"}}}}`, `{"checks":{"a":{"photos":{"b":"ugly fail 1"}}}}`, `{"checks":{"a":{"photos":{"b":"bad maybe 1"}}}}`} {
		if base, err := Read([]byte(wrong)); err == nil {
			f.Errorf("%s is read as %+v", wrong, base)
		}
		f.Add([]byte(wrong))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		base, err := Read(src)
		if err != nil {
			return
		}
		Judge(result(usual()), base, both)
		var out bytes.Buffer
		if err := base.Write(&out); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(out.Bytes()); err != nil {
			t.Errorf("what was written is not read: %v\n%s", err, out.Bytes())
		}
	})
}
