package threshold

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"retake/generator/checks"
	"retake/samplecheck/stat"
)

var rules = []Rule{
	{Kind: Youden}, {Kind: Alarms, AtMost: .1},
	{Kind: Cost, Costs: checks.Costs{Missed: 5, FalseAlarm: 1}, BadShare: .1},
}

// drawn are photos of scenes, some each; bad ones score higher by apart.
func drawn(random *rand.Rand, n, perScene int, apart float64) []stat.Scored {
	photos := make([]stat.Scored, n)
	shared := 0.0
	for i := range photos {
		if i%perScene == 0 {
			shared = random.NormFloat64()
		}
		p := stat.Scored{Score: random.NormFloat64(), Bad: i%3 == 0, Scene: fmt.Sprint(i / perScene)}
		if perScene > 1 {
			p.Score = .6*shared + .8*p.Score
		}
		if p.Bad {
			p.Score += apart
		}
		photos[i] = p
	}
	return photos
}

func scores(bad bool, values ...float64) []stat.Scored {
	var photos []stat.Scored
	for i, v := range values {
		photos = append(photos, stat.Scored{Score: v, Bad: bad, Scene: fmt.Sprint(bad, i)})
	}
	return photos
}

func TestRulesAreReadAsTheyAreWritten(t *testing.T) {
	for _, r := range append(rules, ByCost(&checks.Check{}), Rule{Kind: Alarms, AtMost: .125}, Rule{Kind: Alarms, AtMost: .07}, Rule{Kind: Alarms}, Rule{Kind: Youden, Folds: 10}, ByCost(&checks.Check{}).Divide(2), Rule{Kind: Alarms, AtMost: .1}.Divide(UsualFolds), ByCost(&checks.Check{Costs: &checks.Costs{Missed: 2.5, FalseAlarm: 1e-3}, BadShare: 1})) {
		if again, ok := Parse(r.String()); !ok || again != r {
			t.Errorf("%q is read as %+v", r, again)
		}
	}
	for _, words := range []string{"", "youden", "by hand", "balanced accuracy (middle of the plateau)", "at most 200 % false alarms", "at most 1 % false alarms or so", "cost-weighted (missed 0; false alarm 1; bad share 0.2)", "cost-weighted (missed +Inf; false alarm 1; bad share 0.2)", "at most NaN % false alarms", "Youden; tried in 5 parts", "Youden; tried in 1 parts", "Youden; tried in 101 parts", "Youden; tried in 10 parts or so", "Youden; tried in 9 parts; tried in 10 parts"} {
		if r, ok := Parse(words); ok {
			t.Errorf("%q is read as %+v", words, r)
		}
	}
}

func TestCostsThatAreNotSaidTakeNoSide(t *testing.T) {
	if missed, flagged := ByCost(&checks.Check{}).weights(); missed != flagged {
		t.Errorf("missed %v, flagged %v", missed, flagged)
	}
}

func TestChooseTakesTheMiddle(t *testing.T) {
	apart := append(scores(false, 1, 2, 3), scores(true, 8, 9)...)
	mixed := append(scores(false, 1, 2, 3, 4, 5, 6, 7, 8, 9, 20), scores(true, 12, 15, 22, 23, 24)...)
	for name, c := range map[string]struct {
		rule   Rule
		photos []stat.Scored
		want   float64
	}{
		"of the gap between the classes":  {Rule{Kind: Youden}, apart, 6},
		"whatever the costs":              {Rule{Kind: Cost, Costs: checks.Costs{Missed: 1, FalseAlarm: 90}, BadShare: .5}, apart, 6},
		"of what one standard error buys": {Rule{Kind: Youden}, mixed, 10.5},
		"as far as it is allowed":         {Rule{Kind: Alarms, AtMost: 0}, mixed, 21},
		"of nothing when all are bad":     {Rule{Kind: Youden}, scores(true, 1, 2), 0},
		"of nothing when all are good":    {Rule{Kind: Alarms}, scores(false, 1, 2), 0},
		"of nothing when no score tells":  {Rule{Kind: Cost, Costs: checks.Costs{Missed: 1, FalseAlarm: 9}, BadShare: .5}, append(scores(false, 5, 5), scores(true, 5, 5)...), math.Inf(1)},
	} {
		got, ok := c.rule.Choose(c.photos)
		if got != c.want || ok != (c.want != 0) {
			t.Errorf("%s: got %v (%t), want %v", name, got, ok, c.want)
		}
	}
}

// TestNumbersAreShortAndFlagTheSame writes a threshold with as few digits as
// its neighbours let it have.
func TestNumbersAreShortAndFlagTheSame(t *testing.T) {
	for bounds, want := range map[[2]float64]float64{
		{1.2441, 1.4132}: 1.33, {21.52, 21.98}: 21.75, {0, 1e-9}: 5e-10, {-70.5, -69.1}: -69.8, {-71, -67}: -69, {1, math.Nextafter(1, 2)}: 1,
		{math.Inf(-1), 3}: math.Inf(-1), {3, math.Inf(1)}: math.Inf(1), {166.2, 210}: 190,
	} {
		got := candidate{low: bounds[0], high: bounds[1]}.number()
		if got != want || got < bounds[0] || got >= bounds[1] && !math.IsInf(got, 1) {
			t.Errorf("between %v and %v: %v, want %v", bounds[0], bounds[1], got, want)
		}
	}
}

// TestHeldOutPhotosAreNotLookedAt chooses on the other folds alone, and
// compares.
func TestHeldOutPhotosAreNotLookedAt(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, r := range rules {
		for range 20 {
			photos := drawn(random, 60+random.IntN(60), 1+random.IntN(3), 1.5)
			got, ok := r.HeldOut(photos, 7)
			if !ok {
				t.Fatal("nothing is told")
			}
			of := stat.Folds(photos, 5, 7)
			for fold := range 5 {
				var others []stat.Scored
				for i, p := range photos {
					if of[i] != fold {
						others = append(others, p)
					}
				}
				at, _ := r.Choose(others)
				for i, p := range photos {
					if of[i] == fold && got[i] != (p.Score > at) {
						t.Fatalf("%s: photo %d scores %v, the others' threshold is %v, and it is flagged: %t", r, i, p.Score, at, got[i])
					}
				}
			}
		}
	}
}

func TestHeldOutNeedsScenesOfBothClasses(t *testing.T) {
	for name, photos := range map[string][]stat.Scored{
		"nothing":             nil,
		"too few scenes":      append(scores(false, 1, 2), scores(true, 3)...),
		"one scene is bad":    append(scores(false, 1, 2, 3, 4, 5), scores(true, 9)...),
		"every one is good":   scores(false, 1, 2, 3, 4, 5, 6),
		"one scene with both": {{Score: 1, Scene: "a"}, {Score: 2, Bad: true, Scene: "a"}},
	} {
		if flagged, ok := (Rule{Kind: Youden}).HeldOut(photos, 1); ok {
			t.Errorf("%s: %v", name, flagged)
		}
	}
}

// TestHeldOutRatesAreUnbiased draws photos of which the truth is known: what
// held-out photos promise is what the chosen thresholds do on all others.
// What the same photos promise is too good.
func TestHeldOutRatesAreUnbiased(t *testing.T) {
	const sets, n, apart = 1000, 120, 1.5
	random := rand.New(rand.NewPCG(3, 4))
	normal := distuv.UnitNormal
	for _, r := range rules {
		var promised, flattering, truth [2]float64 // by class
		for range sets {
			photos := drawn(random, n, 1, apart)
			at, _ := r.Choose(photos)
			held, ok := r.HeldOut(photos, random.Uint64())
			if !ok {
				t.Fatal("nothing is told")
			}
			truth[0] += 1 - normal.CDF(at)
			truth[1] += 1 - normal.CDF(at-apart)
			for i, p := range photos {
				class, of := 0, 80.0
				if p.Bad {
					class, of = 1, 40
				}
				if held[i] {
					promised[class] += 1 / of
				}
				if p.Score > at {
					flattering[class] += 1 / of
				}
			}
		}
		right := func(flagged [2]float64) float64 { return (flagged[1] - flagged[0]) / sets }
		if off := right(promised) - right(truth); math.Abs(off) > .01 {
			t.Errorf("%s: held out %.4f, true %.4f", r, right(promised), right(truth))
		}
		if right(flattering)-right(truth) < .01 {
			t.Errorf("%s: on the same photos %.4f, true %.4f: the test sees no optimism", r, right(flattering), right(truth))
		}
		t.Logf("%s: caught minus false alarms: the same photos %.4f, held out %.4f, true %.4f", r, right(flattering), right(promised), right(truth))
	}
}

// TestTheMiddleCostsLessThanTheEdge is why the threshold of least cost on
// these photos is not taken.
func TestTheMiddleCostsLessThanTheEdge(t *testing.T) {
	const sets, apart = 500, 2
	random, r := rand.New(rand.NewPCG(5, 6)), Rule{Kind: Youden}
	normal := distuv.UnitNormal
	cost := func(at float64) float64 { return (normal.CDF(at-apart) + 1 - normal.CDF(at)) / 2 }
	var edge, middle float64
	for range sets {
		photos := drawn(random, 120, 1, apart)
		c := newCurve(r, photos)
		c.weigh(c.once())
		least := slices.MinFunc(c.candidates, func(a, b candidate) int { return int(math.Copysign(1, a.cost-b.cost)) })
		edge += cost(least.number()) / sets
		at, _ := r.Choose(photos)
		middle += cost(at) / sets
	}
	best := cost(apart / 2.)
	if (middle-best)*4 > (edge-best)*3 {
		t.Errorf("above the least possible cost: the edge %.4f, the middle %.4f", edge-best, middle-best)
	}
}

func TestSpreadNarrowsWithPhotos(t *testing.T) {
	random, r := rand.New(rand.NewPCG(7, 8)), Rule{Kind: Youden}
	wide := math.Inf(1)
	for _, n := range []int{60, 960} {
		photos := drawn(random, n, 3, 2)
		s, ok := r.Spread(photos, 1)
		if !ok || !(s.Tenth <= s.Quarter && s.Quarter <= s.Median && s.Median <= s.ThreeQuarters) {
			t.Fatalf("%d photos: %+v", n, s)
		}
		if at, _ := r.Choose(photos); at < s.Tenth || s.Quarter == s.ThreeQuarters {
			t.Errorf("%d photos: the threshold is %v, drawn again %+v", n, at, s)
		}
		if s.ThreeQuarters-s.Quarter > wide/2 {
			t.Errorf("with %d photos the middle half is %v wide, before %v", n, s.ThreeQuarters-s.Quarter, wide)
		}
		wide = s.ThreeQuarters - s.Quarter
		random.Shuffle(len(photos), func(i, j int) { photos[i], photos[j] = photos[j], photos[i] })
		if again, _ := r.Spread(photos, 1); again != s {
			t.Errorf("in another order: %+v, before %+v", again, s)
		}
	}
	if s, ok := r.Spread(scores(true, 1, 2), 1); ok {
		t.Errorf("without good photos: %+v", s)
	}
}
