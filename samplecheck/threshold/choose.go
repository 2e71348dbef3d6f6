package threshold

import (
	"math"
	"slices"
	"strconv"

	"retake/samplecheck/stat"
)

// Choose is the rule's threshold: photos that score above it are flagged. It
// is not ok without photos of both classes. It is infinite where flagging all
// photos, or none, costs least: then no threshold is worth having.
func (r Rule) Choose(photos []stat.Scored) (at float64, ok bool) {
	c := newCurve(r, photos)
	chosen, ok := c.choose(c.once())
	return chosen.number(), ok
}

// number is a short number near the middle of a candidate's bounds: which one
// between them it is makes no difference to these photos.
func (c candidate) number() float64 {
	middle := c.low/2 + c.high/2
	if math.IsInf(middle, 0) {
		return middle
	}
	const digits, near = 17, 0.1 // 17 tell any two numbers apart
	for n := range digits {
		short, err := strconv.ParseFloat(strconv.FormatFloat(middle, 'g', n+1, 64), 64)
		if err == nil && math.Abs(short-middle) <= near*(c.high-c.low) {
			return short
		}
	}
	return middle
}

// HeldOut tells of each photo whether it is flagged by a threshold that was
// chosen without its scene and the others in its fold. It is not ok when
// there are too few scenes to leave a fold out and still choose.
func (r Rule) HeldOut(photos []stat.Scored, seed uint64) (flagged []bool, ok bool) {
	c, folds := newCurve(r, photos), r.Divided()
	if c.scenes < folds {
		return nil, false
	}
	of := stat.Folds(c.photos, folds, seed)
	flagged = make([]bool, len(photos))
	for fold := range folds {
		others := c.once()
		for i, scene := range c.scene {
			if of[i] == fold {
				others[scene] = 0
			}
		}
		chosen, ok := c.choose(others)
		if !ok {
			return nil, false
		}
		at := chosen.number()
		for i, p := range c.photos {
			if of[i] == fold {
				flagged[c.order[i]] = p.Score > at
			}
		}
	}
	return flagged, true
}

// Spread is where thresholds lie that the rule chooses when scenes are drawn
// again: had other scenes been photographed, the threshold might be there.
type Spread struct {
	Tenth, Quarter, Median, ThreeQuarters float64
}

// Spread draws scenes again, 2,000 times. Draws without photos of both
// classes say nothing and are left out; a threshold beyond all photos counts
// as the outermost score.
func (r Rule) Spread(photos []stat.Scored, seed uint64) (Spread, bool) {
	c := newCurve(r, photos)
	var found []float64
	for times := range stat.Redraw(c.scenes, seed) {
		if chosen, ok := c.choose(times); ok {
			middle := max(chosen.low, c.photos[0].Score)/2 + min(chosen.high, c.photos[len(photos)-1].Score)/2
			found = append(found, middle)
		}
	}
	if len(found) == 0 {
		return Spread{}, false
	}
	slices.Sort(found)
	quantile := func(share float64) float64 { return found[int(share*float64(len(found)-1))] }
	return Spread{quantile(.1), quantile(.25), quantile(.5), quantile(.75)}, true
}

// Unsure is where photos begin to be unsure: from there on, at least one in
// ten of the thresholds that drawing scenes again gives would flag them. So a
// photo passes when nine in ten agree that it does. It equals the threshold
// where nothing is in doubt.
func (s Spread) Unsure(photos []stat.Scored, threshold float64) float64 {
	between := candidate{math.Inf(-1), math.Inf(1), 0, 0, 0}
	for _, p := range photos {
		if p.Score <= s.Tenth {
			between.low = max(between.low, p.Score)
		} else {
			between.high = min(between.high, p.Score)
		}
	}
	return min(threshold, between.number())
}
