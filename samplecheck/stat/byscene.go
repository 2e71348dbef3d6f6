package stat

import (
	"maps"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Counted is one photo of a share.
type Counted struct {
	Yes   bool
	Scene string
}

// ByScene is a share of photos of which some show the same scene, and so err
// together. Its interval is Wilson's for as many photos as these are worth: n
// divided by the design effect (Kish 1965), which is how much greater the
// variance of the share is than that of independent photos, and less where so
// few scenes tell of it (Korn and Graubard 1998). The variance is the
// linearised one of a ratio, by scene. Photos are never worth more than n, one
// scene is worth one photo, and where all photos agree nothing can be seen of
// the effect: they count as n.
func ByScene(photos []Counted) Share {
	type sum struct{ yes, n float64 }
	scenes, k := map[string]sum{}, 0
	for _, p := range photos {
		s := scenes[p.Scene]
		s.n++
		if p.Yes {
			s.yes++
			k++
		}
		scenes[p.Scene] = s
	}
	if len(photos) == 0 {
		return Of(0, 0)
	}
	if len(scenes) == 1 {
		return worth(k, len(photos), 1)
	}
	n, of := float64(len(photos)), float64(len(scenes))
	share, squares := float64(k)/n, 0.0
	for _, name := range slices.Sorted(maps.Keys(scenes)) { // in one order, because rounding knows of it
		s := scenes[name]
		off := s.yes - share*s.n
		squares += off * off
	}
	effect := squares / (n * share * (1 - share)) * of / (of - 1) * (n - 1) / n
	few := student(of-1) / student(n-1)
	if effect *= few * few; !(effect > 1) { // NaN where all agree
		effect = 1
	}
	return worth(k, len(photos), max(1, n/effect))
}

// student is how many standard errors hold 95 % when the error itself is known
// from so many degrees of freedom.
func student(freedom float64) float64 {
	return distuv.StudentsT{Sigma: 1, Nu: freedom}.Quantile(.975)
}

// worth is k of n that are worth size photos.
func worth(k, n int, size float64) Share {
	s := wilson(k, n, size)
	s.Worth = math.Round(size*1e6) / 1e6 // its last digits are rounding
	return s
}
