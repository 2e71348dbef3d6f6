package stat

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/integrate"
	gonum "gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// TestWilsonAgreesWithPublishedTables takes Newcombe (1998), table I, method
// 3, and rows that were worked out apart.
func TestWilsonAgreesWithPublishedTables(t *testing.T) {
	for _, row := range []struct {
		k, n      int
		low, high float64
		digits    float64
	}{
		{81, 263, .2553, .3662, 1e-4}, {15, 148, .0624, .1605, 1e-4}, {0, 20, 0, .1611, 1e-4}, {1, 29, .0061, .1718, 1e-4},
		{19, 20, .764, .991, 1e-3}, {48, 50, .865, .989, 1e-3}, {95, 100, .888, .978, 1e-3}, {190, 200, .910, .973, 1e-3},
		{0, 50, 0, .071, 1e-3}, {0, 100, 0, .037, 1e-3}, {0, 0, 0, 1, 1e-9}, {7, 7, .6457, 1, 1e-4},
	} {
		got := Of(row.k, row.n)
		if math.Abs(got.Low-row.low) > row.digits/2*1.01 || math.Abs(got.High-row.high) > row.digits/2*1.01 {
			t.Errorf("%d/%d is between %.4f and %.4f, want %v and %v", row.k, row.n, got.Low, got.High, row.low, row.high)
		}
	}
}

// TestWilsonInvertsTheScoreTest is its definition: at each end, the share
// lies z standard deviations of that end away, by gonum's quantile.
func TestWilsonInvertsTheScoreTest(t *testing.T) {
	quantile := distuv.UnitNormal.Quantile(.975)
	for n := 1; n < 60; n++ {
		for k := 0; k <= n; k++ {
			s := Of(k, n)
			if s.Low < 0 || s.Low > s.Value() || s.High < s.Value() || s.High > 1 {
				t.Fatalf("%d/%d is between %v and %v", k, n, s.Low, s.High)
			}
			for _, end := range []float64{s.Low, s.High} {
				if end == 0 || end == 1 {
					continue
				}
				if away := math.Abs(s.Value()-end) / math.Sqrt(end*(1-end)/float64(n)); math.Abs(away-quantile) > 1e-9 {
					t.Fatalf("%d/%d: %v lies %v away", k, n, end, away)
				}
			}
		}
	}
}

func TestNeededIsWhereTheIntervalReachesTheBound(t *testing.T) {
	for _, c := range []struct {
		k, n  int
		floor float64
	}{{9, 10, .8}, {95, 100, .9}, {19, 20, .5}} {
		n, ok := Of(c.k, c.n).NeededAtLeast(c.floor)
		share := float64(c.k) / float64(c.n)
		low := func(n int) float64 { return lowOf(share, n) }
		if !ok || low(n) < c.floor || low(n-1) >= c.floor {
			t.Errorf("%d/%d needs %d photos to reach %v: %v, one fewer %v", c.k, c.n, n, c.floor, low(n), low(n-1))
		}
		n, ok = Of(c.n-c.k, c.n).NeededAtMost(1 - c.floor)
		if again, _ := Of(c.k, c.n).NeededAtLeast(c.floor); !ok || math.Abs(float64(n-again)) > 1 {
			t.Errorf("the mirror of %d photos is %d", again, n)
		}
	}
	if n, ok := Of(8, 10).NeededAtLeast(.8); ok {
		t.Errorf("%d photos prove that 0.8 is above 0.8", n)
	}
	if n, ok := Of(0, 0).NeededAtLeast(.8); !ok || n != 16 {
		t.Errorf("without a photo, %d are needed", n)
	}
}

// lowOf is the lower end for a share that need not be a whole count.
func lowOf(share float64, n int) float64 {
	size := float64(n)
	return (share + z*z/(2*size) - z*math.Sqrt(share*(1-share)/size+z*z/(4*size*size))) / (1 + z*z/size)
}

// some draws photos: the worse ones score higher, in steps so coarse that
// many tie.
func some(random *rand.Rand, n, perScene int, apart, step float64) []Scored {
	photos := make([]Scored, n)
	var shared float64
	for i := range photos {
		if i%perScene == 0 {
			shared = random.NormFloat64()
		}
		p := Scored{Bad: i/perScene%3 == 0, Scene: fmt.Sprint(i / perScene)}
		p.Score = shared*.7 + random.NormFloat64()*.71
		if p.Bad {
			p.Score += apart
		}
		if step > 0 {
			p.Score = math.Round(p.Score/step) * step
		}
		photos[i] = p
	}
	return photos
}

// TestAUCAgreesWithAPublishedTable takes the ratings of Hanley and McNeil
// (1982), whose area is 0.893.
func TestAUCAgreesWithAPublishedTable(t *testing.T) {
	var photos []Scored
	for rating, n := range []int{33, 6, 6, 11, 2} {
		photos = append(photos, slices.Repeat([]Scored{{Score: float64(rating)}}, n)...)
	}
	for rating, n := range []int{3, 2, 2, 11, 33} {
		photos = append(photos, slices.Repeat([]Scored{{Score: float64(rating), Bad: true}}, n)...)
	}
	if got, ok := AUC(photos); !ok || math.Abs(got-.893) > .0005 {
		t.Errorf("the area is %v", got)
	}
}

func TestROCAndAUCAgreeWithGonum(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		photos := some(random, 2+random.IntN(80), 1+random.IntN(3), 1, .5)
		photos[0].Bad, photos[1].Bad = true, false
		var scores []float64
		var bad []bool
		for _, p := range photos {
			scores, bad = append(scores, p.Score), append(bad, p.Bad)
		}
		gonum.SortWeightedLabeled(scores, bad, nil)
		caught, alarms, _ := gonum.ROC(nil, scores, bad, nil)
		points := ROC(photos)
		last := points[len(points)-1]
		for i, p := range points {
			x, y := float64(p.FalseAlarms)/float64(last.FalseAlarms), float64(p.Caught)/float64(last.Caught)
			if len(points) != len(caught) || math.Abs(x-alarms[i]) > 1e-12 || math.Abs(y-caught[i]) > 1e-12 {
				t.Fatalf("the curve has %v, %v at %d; gonum has %v, %v", x, y, i, alarms, caught)
			}
		}
		if got, ok := AUC(photos); !ok || math.Abs(got-integrate.Trapezoidal(alarms, caught)) > 1e-12 {
			t.Fatalf("the area is %v, gonum's %v", got, integrate.Trapezoidal(alarms, caught))
		}
	}
}

// delong is the variance of an AUC of independent photos (DeLong et al. 1988).
func delong(photos []Scored) float64 {
	var good, bad []float64
	for _, p := range photos {
		if p.Bad {
			bad = append(bad, p.Score)
		} else {
			good = append(good, p.Score)
		}
	}
	places := func(of, among []float64, higher float64) []float64 {
		found := make([]float64, len(of))
		for i, x := range of {
			for _, y := range among {
				switch {
				case x == y:
					found[i] += .5
				case (x > y) == (higher > 0):
					found[i]++
				}
			}
			found[i] /= float64(len(among))
		}
		return found
	}
	return gonum.Variance(places(bad, good, 1), nil)/float64(len(bad)) + gonum.Variance(places(good, bad, -1), nil)/float64(len(good))
}

func TestIndependentScenesGiveDeLongsInterval(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 10 {
		photos := some(random, 150, 1, 1.2, .1)
		got, _ := AUCByScene(photos, 1)
		want := 2 * z * math.Sqrt(delong(photos))
		if width := got.High - got.Low; math.Abs(width-want)/want > .15 {
			t.Errorf("the interval is %.4f wide, DeLong's %.4f", width, want)
		}
	}
}

// TestIntervalsCoverTheTruth draws photos whose AUC is known, in 40 scenes
// whose photos resemble each other, 14 of them bad. 92.7 % of the intervals
// cover it, so they are still a little narrow; of 80 scenes, 94.1 %.
func TestIntervalsCoverTheTruth(t *testing.T) {
	if testing.Short() {
		t.Skip("draws thousands of sets of photos")
	}
	const apart = 1.5
	truth := distuv.UnitNormal.CDF(apart / math.Sqrt2 / math.Hypot(.7, .71))
	random, covered := rand.New(rand.NewPCG(5, 6)), 0
	for range sets {
		e, _ := AUCByScene(some(random, 120, 3, apart, 0), 1)
		if e.Low <= truth && truth <= e.High {
			covered++
		}
	}
	within(t, "intervals that cover the area", covered, .92, .98)
}

func TestEstimatesAreTheSameInAnyOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	photos := some(random, 90, 3, 1, .2)
	flagged := func(score float64) bool { return score > .5 }
	auc, _ := AUCByScene(photos, 9)
	balanced, _ := BalancedByScene(photos, flagged, 9)
	if other, _ := AUCByScene(photos, 10); other == auc {
		t.Error("the seed changes nothing")
	}
	random.Shuffle(len(photos), func(i, j int) { photos[i], photos[j] = photos[j], photos[i] })
	if again, _ := AUCByScene(photos, 9); again != auc {
		t.Errorf("AUC %v in another order %v", auc, again)
	}
	if again, _ := BalancedByScene(photos, flagged, 9); again != balanced {
		t.Errorf("balanced accuracy %v in another order %v", balanced, again)
	}
}

func TestEstimatesNeedBothClasses(t *testing.T) {
	photos := []Scored{{Score: 1, Bad: true, Scene: "a"}, {Score: 2, Bad: true, Scene: "b"}}
	if e, ok := AUCByScene(photos, 1); ok {
		t.Errorf("AUC %v without good photos", e)
	}
	if e, ok := BalancedByScene(photos, func(float64) bool { return true }, 1); ok {
		t.Errorf("balanced accuracy %v without good photos", e)
	}
	if _, ok := AUC(nil); ok {
		t.Error("nothing has an AUC")
	}
}

func TestFoldsNeverPartAScene(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for range 100 {
		photos, n := some(random, 1+random.IntN(100), 1+random.IntN(5), 1, 0), 2+random.IntN(5)
		folds := Folds(photos, n, 1)
		of, bad, all := map[string]int{}, make([]int, n), 0
		for i, p := range photos {
			if before, known := of[p.Scene]; known && before != folds[i] || folds[i] < 0 || folds[i] >= n {
				t.Fatalf("%q is in the folds %d and %d of %d", p.Scene, before, folds[i], n)
			}
			of[p.Scene] = folds[i]
			if p.Bad {
				bad[folds[i]]++
				all++
			}
		}
		if slices.Max(bad)-slices.Min(bad) > 5 { // a scene has at most five
			t.Errorf("the bad photos are divided into %v", bad)
		}
		if !slices.Equal(folds, Folds(photos, n, 1)) {
			t.Error("the same seed gives other folds")
		}
	}
}
