package stat

import (
	"iter"
	"maps"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// draws is how many times photos are drawn again for an interval: enough
// that the ends move in the third digit only.
const draws = 2000

// Scenes numbers the scenes of photos, and says how many there are. They are
// numbered by name: the same photos in another order are the same draws.
func Scenes(photos []Scored) (of []int32, n int) {
	number := map[string]int32{}
	for _, p := range photos {
		number[p.Scene] = 0
	}
	for i, name := range slices.Sorted(maps.Keys(number)) {
		number[name] = int32(i)
	}
	of = make([]int32, len(photos))
	for i, p := range photos {
		of[i] = number[p.Scene]
	}
	return of, len(number)
}

// Redraw draws scenes again with replacement, many times, and says each time
// how often every scene was drawn. What it hands out is good until the next.
func Redraw(scenes int, seed uint64) iter.Seq[[]int32] {
	return func(yield func([]int32) bool) {
		random := rand.New(rand.NewPCG(seed, 0))
		times := make([]int32, scenes)
		for range draws {
			clear(times)
			for range scenes {
				times[random.IntN(scenes)]++
			}
			if !yield(times) {
				return
			}
		}
	}
}

// interval is an estimate with its interval from drawing scenes again: the
// cluster bootstrap, by percentiles that are as much wider as few scenes make
// plain ones too narrow (the expanded ones of Hesterberg 2015). Draws of which
// nothing can be told are left out.
func interval(value float64, scenes int, seed uint64, of func(times []int32) (float64, bool)) Estimate {
	found := make([]float64, 0, draws)
	for times := range Redraw(scenes, seed) {
		if v, ok := of(times); ok {
			found = append(found, v)
		}
	}
	slices.Sort(found)
	e := Estimate{Value: value, Low: value, High: value}
	if len(found) > 0 {
		beyond := int(float64(len(found)) * tail(scenes))
		e.Low = min(value, found[beyond])
		e.High = max(value, found[len(found)-1-beyond])
	}
	return e
}

// tail is the share of draws that lies beyond either end of an interval.
func tail(scenes int) float64 {
	if scenes < 2 {
		return 0
	}
	n := float64(scenes)
	return distuv.UnitNormal.CDF(-math.Sqrt(n/(n-1)) * student(n-1))
}
