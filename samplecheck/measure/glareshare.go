package measure

import (
	"sort"

	"retake/samplecheck/photo"
)

// spotLevels is how much lighter than the subject's 60th percentile glare is
// at least, and spotLeast how light anyway: dull paper in shade is no glare.
const (
	commonShare = 0.60
	spotLevels  = 15
	spotLeast   = 235
)

// glareShare is how much of the subject glare covers.
//
// Definition. In the coarse picture of [highlight], the share of the subject
// of which the largest channel is at least 235 and at least 15 above the
// level that 60 % of the subject stay under.
//
//	glare-share = subject with v ≥ 235 and v ≥ P60(v) + 15 / subject, where v = max(R, G, B)
//
// Should not react to: exposure below white, dark backgrounds.
//
// Source: the rule on labelled documents that did best among five
// (brighter than the paper by a step); see docs/photo-measures.md.
//
// Known failures: white paper on a dark document; see highlight, which is
// better at telling whether there is glare, where this says how much.
var glareShare = Measure{
	Name: "glare-share", Title: "share of the subject that glare covers", Unit: "share",
	Worse: WorseAbove, Low: 0, High: 1, Version: 3, Experimental: true, Needs: photo.SmallPart | photo.OutlinePart,
	take: ofGlare(func(spots []Region) (share float64) {
		for _, r := range spots {
			share += r.Amount
		}
		return share
	}),
}

func ofGlare(number func([]Region) float64) func(*scene) Value {
	return func(s *scene) Value {
		g := s.glare()
		if g == nil {
			return Value{Absent: noSubject}
		}
		return s.value(number(g.spots()))
	}
}

// spots are the connected parts (by sides) of the subject that are lighter
// than its paper, the largest first.
func (g *glare) spots() []Region {
	lit := make([]bool, len(g.value))
	subject := 0
	for i, v := range g.value {
		if g.on[i] {
			subject++
			lit[i] = v >= spotLeast*sixteenths && float64(v)/sixteenths >= g.common+spotLevels
		}
	}
	var spots []Region
	for i := range lit {
		if lit[i] {
			spots = append(spots, g.spot(lit, i, float64(subject)))
		}
	}
	sort.SliceStable(spots, func(i, j int) bool { return spots[i].Amount > spots[j].Amount })
	return spots
}

// spot takes one connected part out of what is lit.
func (g *glare) spot(lit []bool, from int, subject float64) Region {
	left, top, right, bottom, count := g.w, g.h, 0, 0, 0
	lit[from] = false
	for queue := []int{from}; len(queue) > 0; {
		i := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		x, y := i%g.w, i/g.w
		left, top, right, bottom = min(left, x), min(top, y), max(right, x+1), max(bottom, y+1)
		count++
		for _, d := range [4][2]int{{-1, 0}, {1, 0}, {0, -1}, {0, 1}} {
			nx, ny := x+d[0], y+d[1]
			if nx >= 0 && ny >= 0 && nx < g.w && ny < g.h && lit[ny*g.w+nx] {
				lit[ny*g.w+nx] = false
				queue = append(queue, ny*g.w+nx)
			}
		}
	}
	w, h := float64(g.w), float64(g.h)
	return Region{float64(left) / w, float64(top) / h, float64(right) / w, float64(bottom) / h, float64(count) / subject}
}
