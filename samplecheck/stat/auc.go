package stat

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// Scored is one photo as a check sees it.
type Scored struct {
	Score float64 // higher is worse
	Bad   bool    // it has the defect
	Scene string  // photos of one scene are not independent
}

// Estimate is a number with its 95 % interval.
type Estimate struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// AUC is the chance that a bad photo scores worse than a good one, ties
// counting half (Mann and Whitney): 0.5 is guessing. It is not ok without
// photos of both classes.
func AUC(photos []Scored) (auc float64, ok bool) {
	return newOrdered(photos).auc(nil)
}

// ordered is photos by score, so that drawing them again costs no sorting.
type ordered struct {
	photos []Scored
	scene  []int // of each photo
	scenes int
}

func newOrdered(photos []Scored) *ordered {
	o := &ordered{photos: slices.Clone(photos)}
	slices.SortStableFunc(o.photos, func(a, b Scored) int { return cmp.Compare(a.Score, b.Score) })
	known := map[string]int{}
	for _, p := range o.photos {
		if _, ok := known[p.Scene]; !ok {
			known[p.Scene] = 0
		}
	}
	// Scenes are numbered by name: the same photos in another order are the
	// same draws.
	for i, name := range slices.Sorted(keys(known)) {
		known[name] = i
	}
	for _, p := range o.photos {
		o.scene = append(o.scene, known[p.Scene])
	}
	o.scenes = len(known)
	return o
}

// auc counts each photo as often as its scene was drawn; once without times.
// The counts are whole numbers (and halves), so no order of adding matters.
func (o *ordered) auc(times []int32) (float64, bool) {
	var won, good, bad int64 // won counts pairs twice, so that ties are whole
	for i := 0; i < len(o.photos); {
		var goodHere, badHere int64
		score := o.photos[i].Score
		for ; i < len(o.photos) && o.photos[i].Score == score; i++ {
			n := int64(1)
			if times != nil {
				n = int64(times[o.scene[i]])
			}
			if o.photos[i].Bad {
				badHere += n
			} else {
				goodHere += n
			}
		}
		won += badHere * (2*good + goodHere)
		good, bad = good+goodHere, bad+badHere
	}
	if good == 0 || bad == 0 {
		return 0, false
	}
	return float64(won) / float64(2*good*bad), true
}

// draws is how many times photos are drawn again for an interval: enough
// that the ends move in the third digit only.
const draws = 2000

// AUCByScene is the AUC with an interval from drawing scenes again with
// replacement: photos of one scene come and go together (the cluster
// bootstrap, percentile interval). Draws without photos of both classes say
// nothing and are left out.
func AUCByScene(photos []Scored, seed uint64) (Estimate, bool) {
	o := newOrdered(photos)
	value, ok := o.auc(nil)
	if !ok {
		return Estimate{}, false
	}
	return o.bootstrap(value, seed, o.auc), true
}

// BalancedByScene is the mean of the share of bad photos that are flagged and
// of good photos that are not, with the same kind of interval; flagged tells
// by the score.
func BalancedByScene(photos []Scored, flagged func(score float64) bool, seed uint64) (Estimate, bool) {
	o := newOrdered(photos)
	right := make([]bool, len(o.photos))
	for i, p := range o.photos {
		right[i] = flagged(p.Score) == p.Bad
	}
	balanced := func(times []int32) (float64, bool) { return o.balanced(right, times) }
	value, ok := balanced(nil)
	if !ok {
		return Estimate{}, false
	}
	return o.bootstrap(value, seed, balanced), true
}

func (o *ordered) balanced(right []bool, times []int32) (float64, bool) {
	var n, correct [2]int64
	for i, p := range o.photos {
		class, count := 0, int64(1)
		if p.Bad {
			class = 1
		}
		if times != nil {
			count = int64(times[o.scene[i]])
		}
		n[class] += count
		if right[i] {
			correct[class] += count
		}
	}
	if n[0] == 0 || n[1] == 0 {
		return 0, false
	}
	return (float64(correct[0])/float64(n[0]) + float64(correct[1])/float64(n[1])) / 2, true
}

func (o *ordered) bootstrap(value float64, seed uint64, of func(times []int32) (float64, bool)) Estimate {
	random := rand.New(rand.NewPCG(seed, 0))
	times, found := make([]int32, o.scenes), make([]float64, 0, draws)
	for range draws {
		clear(times)
		for range o.scenes {
			times[random.IntN(o.scenes)]++
		}
		if v, ok := of(times); ok {
			found = append(found, v)
		}
	}
	e := Estimate{Value: value, Low: value, High: value}
	if len(found) > 0 {
		slices.Sort(found)
		e.Low = min(value, found[len(found)*25/1000])
		e.High = max(value, found[min(len(found)-1, len(found)*975/1000)])
	}
	return e
}
