package measure

import (
	"math"

	"retake/samplecheck/photo"
)

var fourthRoots = func() (roots [256]float64) {
	for v := range roots {
		roots[v] = math.Sqrt(math.Sqrt(float64(v)))
	}
	return roots
}()

func fourthPower(v float64) float64 { return v * v * v * v }

func histogram(values []uint8) (counts [256]int) {
	for _, v := range values {
		counts[v]++
	}
	return counts
}

// levelIn is the level that a share of a part's pixels stay under.
func levelIn(p photo.Picture, left, top, right, bottom int, share float64) int {
	var counts [256]int
	for y := top; y < bottom; y++ {
		for _, v := range p.Luma[y*p.Width+left : y*p.Width+right] {
			counts[v]++
		}
	}
	return levelOf(counts, share)
}

func levelOf(counts [256]int, share float64) int {
	all := 0
	for _, n := range counts {
		all += n
	}
	below := 0
	for level, n := range counts {
		if below += n; float64(below) > share*float64(all) {
			return level
		}
	}
	return 255
}
