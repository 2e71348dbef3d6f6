package stat

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// These tests draw photos of which the truth is known, 2,000 times, and count
// how often the statistics are right about it.
const sets = 2000

// within fails unless a share of the sets lies where it should.
func within(t *testing.T, what string, k int, low, high float64) {
	t.Helper()
	t.Logf("%s: %.4f", what, float64(k)/sets)
	if share := float64(k) / sets; share < low || share > high {
		t.Errorf("%s: %.4f, which is not between %v and %v", what, share, low, high)
	}
}

func TestWilsonsIntervalsCoverTheTruth(t *testing.T) {
	random := rand.New(rand.NewPCG(21, 22))
	for _, c := range []struct {
		n     int
		truth float64
	}{{23, .85}, {40, .9}, {112, .06}, {135, .5}, {496, .11}} {
		covered := 0
		for range sets {
			k := 0
			for range c.n {
				if random.Float64() < c.truth {
					k++
				}
			}
			if s := Of(k, c.n); s.Low <= c.truth && c.truth <= s.High {
				covered++
			}
		}
		within(t, fmt.Sprintf("of %d photos, share %v", c.n, c.truth), covered, .92, .98)
	}
}

// scenic draws photos of scenes, each of so many: one in apart of them goes
// with its scene.
func scenic(random *rand.Rand, scenes, each, apart int, share float64) []Counted {
	var drawn []Counted
	for scene := range scenes {
		shared := random.Float64()
		for range each {
			level := random.Float64()
			if random.IntN(apart) == 0 {
				level = shared
			}
			drawn = append(drawn, Counted{level < share, fmt.Sprint(scene)})
		}
	}
	return drawn
}

func TestIntervalsByScenesCoverTheTruth(t *testing.T) {
	random := rand.New(rand.NewPCG(25, 26))
	for _, c := range []struct {
		scenes, each, apart int
		truth               float64
	}{{31, 5, 2, .9}, {31, 11, 3, .11}, {90, 2, 2, .14}, {40, 1, 2, .85}} {
		covered, plain := 0, 0
		for range sets {
			photos := scenic(random, c.scenes, c.each, c.apart, c.truth)
			s := ByScene(photos)
			if s.Low <= c.truth && c.truth <= s.High {
				covered++
			}
			if s = Of(s.K, s.N); s.Low <= c.truth && c.truth <= s.High {
				plain++
			}
		}
		within(t, fmt.Sprintf("%d scenes of %d, share %v", c.scenes, c.each, c.truth), covered, .92, .98)
		if c.each > 4 && plain > sets*92/100 {
			t.Errorf("%d scenes of %d: intervals that know of no scenes cover as much, so this shows nothing", c.scenes, c.each)
		}
	}
}

// pairs draws photos of scenes, three each, that two checks judge: first and
// second are how often each flags one. What a scene is like moves both.
func pairs(random *rand.Rand, scenes int, first, second float64) []Pair {
	var drawn []Pair
	for scene := range scenes {
		shared := random.Float64()
		for range 3 {
			level := shared // half of the photos go with their scene
			if random.IntN(2) == 0 {
				level = random.Float64()
			}
			own := level // and half of the time the two checks see the same
			if random.IntN(2) == 0 {
				own = random.Float64()
			}
			drawn = append(drawn, Pair{level < first, own < second, fmt.Sprint(scene)})
		}
	}
	return drawn
}

func TestIntervalsOfDifferencesCoverTheTruth(t *testing.T) {
	if testing.Short() {
		t.Skip("draws thousands of sets of photos")
	}
	random, covered := rand.New(rand.NewPCG(23, 24)), 0
	for range sets {
		e, _ := DifferenceByScene(pairs(random, 40, .3, .4), 1)
		if e.Low <= .1+1e-9 && .1-1e-9 <= e.High {
			covered++
		}
	}
	within(t, "intervals that cover the difference", covered, .92, .98)
}

func TestMcNemarSeldomSeesWhatIsNotThere(t *testing.T) {
	random := rand.New(rand.NewPCG(25, 26))
	for _, n := range []int{20, 60, 300} {
		seen := 0
		for range sets {
			gained, lost := 0, 0
			for range n {
				switch random.IntN(6) { // a third of the photos tell the two apart
				case 0:
					gained++
				case 1:
					lost++
				}
			}
			if McNemar(gained, lost) < .05 {
				seen++
			}
		}
		within(t, fmt.Sprintf("differences seen among %d photos", n), seen, 0, .05)
	}
}

// TestMcNemarAgreesWithPublishedNumbers takes the exact two-sided binomial
// probabilities of tables.
func TestMcNemarAgreesWithPublishedNumbers(t *testing.T) {
	for _, c := range []struct {
		gained, lost int
		p, digits    float64
	}{
		{0, 0, 1, 1e-9}, {1, 0, 1, 1e-9}, {3, 3, 1, 1e-9}, {5, 0, .0625, 1e-9}, {6, 0, .03125, 1e-9},
		{8, 1, .039, 5e-4}, {10, 2, .039, 5e-4}, {9, 2, .065, 5e-4}, {2, 9, .065, 5e-4}, {1000, 1000, 1, 1e-9}, {1100, 900, 8e-6, 1e-6},
	} {
		if p := McNemar(c.gained, c.lost); math.Abs(p-c.p) > c.digits {
			t.Errorf("%d against %d: %v, want %v", c.gained, c.lost, p, c.p)
		}
	}
}

func TestDifferencesKnowTheirEnds(t *testing.T) {
	same := []Pair{{true, true, "a"}, {false, false, "b"}}
	if e, ok := DifferenceByScene(same, 1); !ok || e != (Estimate{}) {
		t.Errorf("between equals there is %v", e)
	}
	if e, ok := DifferenceByScene(nil, 1); ok {
		t.Errorf("of nothing there is %v", e)
	}
	if e, _ := DifferenceByScene([]Pair{{false, true, "a"}, {false, true, "b"}}, 1); e != (Estimate{1, 1, 1}) {
		t.Errorf("all the difference there can be is %v", e)
	}
}
