package threshold

import (
	"cmp"
	"math"
	"slices"

	"retake/samplecheck/stat"
)

// curve is what every threshold does on some photos, laid out so that photos
// can be drawn again, or left out, without sorting.
type curve struct {
	rule   Rule
	photos []stat.Scored // from the lowest score to the highest
	scene  []int32       // the number of each photo's scene
	scenes int
	order  []int // where each of them stood before

	candidates []candidate // of the last choice
	influence  []float64
}

// candidate is a threshold between two scores that follow each other, or
// beyond the last one. No threshold between them makes another difference.
type candidate struct {
	low, high       float64
	missed, flagged float64 // shares
	cost            float64 // infinite: not allowed
}

func newCurve(r Rule, photos []stat.Scored) *curve {
	c := &curve{rule: r, order: make([]int, len(photos))}
	for i := range c.order {
		c.order[i] = i
	}
	slices.SortStableFunc(c.order, func(a, b int) int { return cmp.Compare(photos[a].Score, photos[b].Score) })
	for _, i := range c.order {
		c.photos = append(c.photos, photos[i])
	}
	c.scene, c.scenes = stat.Scenes(c.photos)
	return c
}

// once is every scene drawn once.
func (c *curve) once() []int32 { return slices.Repeat([]int32{1}, c.scenes) }

// choose is the rule's threshold on photos that count as often as their scene
// was drawn. It is not ok without photos of both classes.
//
// The threshold of least cost is where chance put the last few photos, so it
// is not taken. All thresholds whose cost is within one standard error of the
// least are as good as that, as far as these photos can tell, and the median
// of those is the choice (in the manner of the one-standard-error rule).
func (c *curve) choose(times []int32) (candidate, bool) {
	good, bad := c.weigh(times)
	if good == 0 || bad == 0 {
		return candidate{}, false
	}
	best := slices.MinFunc(c.candidates, func(a, b candidate) int { return cmp.Compare(a.cost, b.cost) })
	bound := best.cost + c.standardError(times, best, good, bad) + rounding
	plateau := c.candidates[:0]
	for _, at := range c.candidates {
		if at.cost <= bound {
			plateau = append(plateau, at)
		}
	}
	return plateau[(len(plateau)-1)/2], true
}

// rounding is how much two equal sums may differ.
const rounding = 1e-12

// weigh lists the candidates, and counts photos.
func (c *curve) weigh(times []int32) (good, bad float64) {
	for i, p := range c.photos {
		if p.Bad {
			bad += float64(times[c.scene[i]])
		} else {
			good += float64(times[c.scene[i]])
		}
	}
	missedCost, flaggedCost := c.rule.weights()
	c.candidates = c.candidates[:0]
	add := func(low, high, missed, flagged float64) {
		at := candidate{low, high, missed / bad, flagged / good, 0}
		at.cost = missedCost*at.missed + flaggedCost*at.flagged
		if c.rule.Kind == Alarms && at.flagged > c.rule.AtMost+rounding {
			at.cost = math.Inf(1)
		}
		c.candidates = append(c.candidates, at)
	}
	missed, flagged, last := 0.0, good, math.Inf(-1)
	for i, p := range c.photos {
		n := float64(times[c.scene[i]])
		if n == 0 {
			continue
		}
		if p.Score != last {
			add(last, p.Score, missed, flagged)
			last = p.Score
		}
		if p.Bad {
			missed += n
		} else {
			flagged -= n
		}
	}
	add(last, math.Inf(1), missed, flagged)
	return good, bad
}

// standardError is that of a candidate's cost. Photos of one scene err
// together, so what each scene adds to the cost is summed up first (the
// linearised variance of a ratio, by cluster).
func (c *curve) standardError(times []int32, at candidate, good, bad float64) float64 {
	missedCost, flaggedCost := c.rule.weights()
	if c.influence == nil {
		c.influence = make([]float64, c.scenes)
	}
	clear(c.influence)
	for i, p := range c.photos {
		wrong := 0.0
		if (p.Score > at.low) != p.Bad {
			wrong = 1
		}
		if p.Bad {
			c.influence[c.scene[i]] += missedCost * (wrong - at.missed) / bad
		} else {
			c.influence[c.scene[i]] += flaggedCost * (wrong - at.flagged) / good
		}
	}
	sum := 0.0
	for scene, of := range c.influence {
		sum += float64(times[scene]) * of * of
	}
	return math.Sqrt(sum)
}
