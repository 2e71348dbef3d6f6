// Package stat is the statistics that small labelled sets can bear: shares
// with Wilson's interval, the area under the ROC curve with an interval that
// knows of scenes, and divisions of photos that never part a scene. It does
// no input or output, and nothing in it is random but by a seed.
package stat

import "math"

// z is how many standard deviations of a normal distribution hold 95 % of it.
const z = 1.959963984540054

// Share is k of n, with the 95 % interval of the share that they are drawn
// from.
type Share struct {
	K    int     `json:"k"`
	N    int     `json:"n"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`

	// How many independent photos the n are worth, where scenes were taken
	// into account; 0 where they were not.
	Worth float64 `json:"worth,omitempty"`
}

// Of makes a share with Wilson's score interval (Wilson 1927, without
// continuity correction). Of nothing, the share may be anything: 0 to 1.
func Of(k, n int) Share {
	if n == 0 {
		return Share{High: 1}
	}
	return wilson(k, n, float64(n))
}

// wilson is the interval that k of n would have if the n were worth size
// independent ones.
func wilson(k, n int, size float64) Share {
	share := float64(k) / float64(n)
	centre := share + z*z/(2*size)
	reach := z * math.Sqrt(share*(1-share)/size+z*z/(4*size*size))
	scale := 1 + z*z/size
	low, high := (centre-reach)/scale, (centre+reach)/scale
	if k == 0 {
		low = 0 // and not a rounding error beside it
	}
	if k == n {
		high = 1
	}
	return Share{K: k, N: n, Low: max(0, low), High: min(1, high)}
}

// Value is the share itself; NaN of nothing.
func (s Share) Value() float64 { return float64(s.K) / float64(s.N) }

// NeededAtLeast is how many photos it takes to tell that a share is at least
// floor, when the share is what it seems to be: the lower end of the interval
// then reaches the floor. It is not ok when the share is not above the floor:
// no number of photos would do.
func (s Share) NeededAtLeast(floor float64) (n int, ok bool) {
	if s.N == 0 {
		return s.needed(1, floor)
	}
	if s.Value() <= floor {
		return 0, false
	}
	return s.needed(s.Value(), floor)
}

// NeededAtMost is how many photos it takes to tell that a share is at most
// ceiling, in the same way.
func (s Share) NeededAtMost(ceiling float64) (n int, ok bool) {
	if s.N == 0 {
		return s.needed(0, ceiling)
	}
	if s.Value() >= ceiling {
		return 0, false
	}
	return s.needed(s.Value(), ceiling)
}

// needed solves Wilson's interval for n: its end is at the bound when the
// share lies z standard deviations of the bound away from it. Further photos
// are taken to be worth what these are.
func (s Share) needed(share, bound float64) (int, bool) {
	if share == bound {
		return 0, false
	}
	n := z * z * bound * (1 - bound) / ((share - bound) * (share - bound))
	if s.Worth > 0 {
		n *= float64(s.N) / s.Worth
	}
	return max(1, int(math.Ceil(n))), true
}
