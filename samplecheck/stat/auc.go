package stat

import (
	"cmp"
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
	o := newOrdered(photos)
	return o.auc(o.once)
}

// ordered is photos by score, laid out so that drawing them again costs no
// sorting and little memory.
type ordered struct {
	scores []float64
	first  []bool  // it begins a run of equal scores
	class  []uint8 // 0 good, 1 bad
	scene  []int32
	scenes int
	once   []int32 // every scene drawn once
}

func newOrdered(photos []Scored) *ordered {
	sorted := slices.Clone(photos)
	slices.SortStableFunc(sorted, func(a, b Scored) int { return cmp.Compare(a.Score, b.Score) })
	n := len(sorted)
	o := &ordered{scores: make([]float64, n), first: make([]bool, n), class: make([]uint8, n)}
	o.scene, o.scenes = Scenes(sorted)
	o.once = slices.Repeat([]int32{1}, o.scenes)
	for i, p := range sorted {
		o.scores[i] = p.Score
		o.first[i] = i == 0 || p.Score != sorted[i-1].Score
		if p.Bad {
			o.class[i] = 1
		}
	}
	return o
}

// auc counts each photo as often as its scene was drawn. The counts are whole
// numbers, so no order of adding matters.
func (o *ordered) auc(times []int32) (float64, bool) {
	var won int64 // pairs, counted twice, so that ties are whole
	var before, here [2]int64
	for i, scene := range o.scene {
		if o.first[i] {
			won += here[1] * (2*before[0] + here[0])
			before[0], before[1] = before[0]+here[0], before[1]+here[1]
			here = [2]int64{}
		}
		here[o.class[i]&1] += int64(times[scene])
	}
	won += here[1] * (2*before[0] + here[0])
	good, bad := before[0]+here[0], before[1]+here[1]
	if good == 0 || bad == 0 {
		return 0, false
	}
	return float64(won) / float64(2*good*bad), true
}

// AUCByScene is the AUC with an interval from drawing scenes again with
// replacement: photos of one scene come and go together (the cluster
// bootstrap, percentile interval). Draws without photos of both classes say
// nothing and are left out.
func AUCByScene(photos []Scored, seed uint64) (Estimate, bool) {
	o := newOrdered(photos)
	return o.bootstrap(seed, o.auc)
}

// BalancedByScene is the mean of the share of bad photos that are flagged and
// of good photos that are not, with the same kind of interval; flagged tells
// by the score.
func BalancedByScene(photos []Scored, flagged func(score float64) bool, seed uint64) (Estimate, bool) {
	o := newOrdered(photos)
	// What each scene brings: photos and right ones, good and bad.
	n, right := make([][2]int64, o.scenes), make([][2]int64, o.scenes)
	for i, scene := range o.scene {
		n[scene][o.class[i]]++
		if flagged(o.scores[i]) == (o.class[i] == 1) {
			right[scene][o.class[i]]++
		}
	}
	return o.bootstrap(seed, func(times []int32) (float64, bool) {
		var all, correct [2]int64
		for scene, t := range times {
			for class := range all {
				all[class] += int64(t) * n[scene][class]
				correct[class] += int64(t) * right[scene][class]
			}
		}
		if all[0] == 0 || all[1] == 0 {
			return 0, false
		}
		return (float64(correct[0])/float64(all[0]) + float64(correct[1])/float64(all[1])) / 2, true
	})
}

func (o *ordered) bootstrap(seed uint64, of func(times []int32) (float64, bool)) (Estimate, bool) {
	value, ok := of(o.once)
	if !ok {
		return Estimate{}, false
	}
	return interval(value, o.scenes, seed, of), true
}
