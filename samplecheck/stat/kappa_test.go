package stat

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Published examples: the two 50-50 and 60-40 tables that show how kappa
// depends on the margins (Wikipedia, "Cohen's kappa"), two doctors who graded
// skin (SAS/STAT, PROC FREQ, SkinCondition), and two who diagnosed (Fleiss,
// Levin and Paik 2003, table 18.1).
func TestKappaIsWhatOthersPublished(t *testing.T) {
	for name, test := range map[string]struct {
		counts           [][]int
		value, low, high float64
	}{
		"grants":     {[][]int{{20, 5}, {10, 15}}, 0.4, 0, 0},
		"margins":    {[][]int{{45, 15}, {25, 15}}, 0.1304, 0, 0},
		"margins 2":  {[][]int{{25, 35}, {5, 35}}, 0.2593, 0, 0},
		"skin":       {[][]int{{10, 4, 1, 0}, {5, 10, 12, 2}, {2, 4, 12, 5}, {0, 2, 6, 13}}, 0.3449, 0.2030, 0.4868},
		"psychiatry": {[][]int{{75, 1, 4}, {5, 4, 1}, {0, 0, 10}}, 0.6765, 0, 0},
	} {
		k, ok := KappaOf(test.counts)
		if !ok || math.Abs(k.Value-test.value) > 5e-5 {
			t.Errorf("%s: kappa is %.5f, published %.4f", name, k.Value, test.value)
		}
		if test.high != 0 && (math.Abs(k.Low-test.low) > 5e-5 || math.Abs(k.High-test.high) > 5e-5) {
			t.Errorf("%s: the interval is %.5f to %.5f, published %.4f to %.4f", name, k.Low, k.High, test.low, test.high)
		}
	}
}

func TestKappaAtItsEnds(t *testing.T) {
	if k, ok := KappaOf([][]int{{9, 0}, {0, 0}}); ok || k.N != 9 || k.Agreed != 9 {
		t.Errorf("of one answer only: %+v, %v", k, ok)
	}
	if _, ok := KappaOf([][]int{{0, 0}, {0, 0}}); ok {
		t.Error("there is a kappa of nothing")
	}
	few, _ := KappaOf([][]int{{3, 0}, {0, 3}})
	many, _ := KappaOf([][]int{{300, 0}, {0, 300}})
	if few.Value != 1 || few.High != 1 || few.Low > 0.5 || many.Low < 0.95 {
		t.Errorf("perfect agreement on six is %+v, on six hundred %+v", few, many)
	}
	if k, _ := KappaOf([][]int{{0, 10}, {10, 0}}); k.Value != -1 || k.High < -0.7 {
		t.Errorf("perfect disagreement is %+v", k)
	}
	if k, ok := KappaOf([][]int{{0, 1}, {0, 0}}); !ok || k.Value != 0 || k.High < 0.7 {
		t.Errorf("one disagreement is %+v", k)
	}
}

// TestKappasIntervalCoversTheTruth draws pairs of people who see the truth
// with mistakes, of whom kappa is known.
func TestKappasIntervalCoversTheTruth(t *testing.T) {
	const draws, photos, right, share = 2000, 150, 0.9, 0.4
	random := rand.New(rand.NewPCG(7, 7))
	both := right*right + (1-right)*(1-right)
	yes := share*right + (1-share)*(1-right)
	chance := yes*yes + (1-yes)*(1-yes)
	truth := (both - chance) / (1 - chance)
	covered := 0
	for range draws {
		counts := [][]int{{0, 0}, {0, 0}}
		for range photos {
			bad := random.Float64() < share
			said := func() int {
				if (random.Float64() < right) == bad {
					return 1
				}
				return 0
			}
			counts[said()][said()]++
		}
		if k, _ := KappaOf(counts); k.Low <= truth && truth <= k.High {
			covered++
		}
	}
	if rate := float64(covered) / draws; rate < 0.92 || rate > 0.98 {
		t.Errorf("the interval covers the truth in %.3f of the draws", rate)
	}
}
