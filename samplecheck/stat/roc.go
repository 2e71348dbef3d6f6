package stat

import (
	"cmp"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
)

// Point is what a threshold does: photos that score above it are flagged.
type Point struct {
	Above       float64
	Caught      int // bad photos that are flagged
	FalseAlarms int // good photos that are flagged
}

// ROC is what every threshold does that makes a difference, from the one
// that flags nothing to the one that flags all, which is minus infinity.
// Photos that score the same are flagged together.
func ROC(photos []Scored) []Point {
	sorted := slices.Clone(photos)
	slices.SortStableFunc(sorted, func(a, b Scored) int { return cmp.Compare(b.Score, a.Score) })
	var points []Point
	caught, alarms := 0, 0
	for i, p := range sorted {
		if i == 0 || p.Score != sorted[i-1].Score {
			points = append(points, Point{p.Score, caught, alarms})
		}
		if p.Bad {
			caught++
		} else {
			alarms++
		}
	}
	return append(points, Point{math.Inf(-1), caught, alarms})
}

// Folds divides photos for cross-validation: the fold, from 0 to n − 1, of
// each photo. A scene never parts. Scenes with most bad photos are dealt out
// first, each to the fold that has least of what it brings; the seed decides
// among equals.
func Folds(photos []Scored, n int, seed uint64) []int {
	type scene struct {
		name      string
		bad, good int
	}
	byName := map[string]*scene{}
	for _, p := range photos {
		s := byName[p.Scene]
		if s == nil {
			s = &scene{name: p.Scene}
			byName[p.Scene] = s
		}
		if p.Bad {
			s.bad++
		} else {
			s.good++
		}
	}
	var scenes []*scene
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		scenes = append(scenes, byName[name])
	}
	random := rand.New(rand.NewPCG(seed, 1))
	random.Shuffle(len(scenes), func(i, j int) { scenes[i], scenes[j] = scenes[j], scenes[i] })
	slices.SortStableFunc(scenes, func(a, b *scene) int {
		return cmp.Or(cmp.Compare(b.bad, a.bad), cmp.Compare(b.good, a.good))
	})
	bad, good, of := make([]int, n), make([]int, n), map[string]int{}
	for _, s := range scenes {
		least := 0
		for f := 1; f < n; f++ {
			order := cmp.Compare(good[f], good[least])
			if s.bad > 0 {
				order = cmp.Or(cmp.Compare(bad[f], bad[least]), order)
			}
			if order < 0 {
				least = f
			}
		}
		bad[least], good[least], of[s.name] = bad[least]+s.bad, good[least]+s.good, least
	}
	folds := make([]int, len(photos))
	for i, p := range photos {
		folds[i] = of[p.Scene]
	}
	return folds
}
