package stat

import "math"

// McNemar is how likely it is that two checks that are right equally often
// disagree as unevenly as this, or more so: on photos where one of them is
// right alone, gained are the second one's and lost are the first one's. It
// is exact (the binomial distribution, two-sided), so it holds for few photos
// too. Fewer than six that all go one way never reach 0.05.
func McNemar(gained, lost int) float64 {
	n, fewer := gained+lost, min(gained, lost)
	logOf := func(i int) float64 { l, _ := math.Lgamma(float64(i) + 1); return l }
	sum := 0.0
	for i := range fewer + 1 {
		sum += math.Exp(logOf(n) - logOf(i) - logOf(n-i) - float64(n)*math.Ln2)
	}
	return min(1, 2*sum)
}

// Pair is one photo as two checks see it.
type Pair struct {
	First, Second bool // what each of them says
	Scene         string
}

// DifferenceByScene is how much greater the share of the second ones is than
// that of the first, with an interval from drawing scenes again. Of nothing,
// nothing can be told.
func DifferenceByScene(pairs []Pair, seed uint64) (Estimate, bool) {
	photos := make([]Scored, len(pairs))
	for i, p := range pairs {
		photos[i].Scene = p.Scene
	}
	of, scenes := Scenes(photos)
	n, more := make([]int64, scenes), make([]int64, scenes)
	for i, p := range pairs {
		n[of[i]]++
		if p.Second != p.First {
			if p.Second {
				more[of[i]]++
			} else {
				more[of[i]]--
			}
		}
	}
	difference := func(times []int32) (float64, bool) {
		var all, sum int64
		for scene, t := range times {
			all += int64(t) * n[scene]
			sum += int64(t) * more[scene]
		}
		return float64(sum) / float64(max(all, 1)), all > 0
	}
	once := make([]int32, scenes)
	for i := range once {
		once[i] = 1
	}
	value, ok := difference(once)
	if !ok {
		return Estimate{}, false
	}
	return interval(value, scenes, seed, difference), true
}
