package measure

import (
	"math"

	"retake/samplecheck/photo"
)

// Blurred is the edge width from which on a photo counts as blurred where
// nothing else is said.
const Blurred = 1.28

// smear tells blur by motion from blur by focus, because what helps differs:
// hold still, or tap to focus.
//
// Definition. Given only for photos whose edge-width exceeds 1.28. The sums,
// over every second row of the frame, of the squared second difference of lightness two
// pixels apart along 0°, 45°, 90° and 135°; the larger of |log2(sum 0° / sum
// 90°)| and |log2(sum 45° / sum 135°)|. Motion takes the detail along its own
// direction and leaves it across.
//
//	smear = max(|log2(S(0°) / S(90°))|, |log2(S(45°) / S(135°))|)
//	S(θ) = 1 + Σ (Y(p − d) − 2 Y(p) + Y(p + d))², where d is two pixels along θ
//
// Should not react to: how strong the blur is.
//
// Source: ours; others look in the spectrum for the direction in which detail
// is missing.
//
// Known failures: print with strokes in one direction only, such as a bar
// code; shake that goes to and fro.
var smear = Measure{
	Name: "smear", Title: "how much more detail is lost one way than across it, once blurred", Unit: "octaves",
	Worse: WorseAbove, Low: 0, High: 10, Version: 2, Experimental: true, Needs: photo.LightPart | photo.OutlinePart,
	take: func(s *scene) Value {
		if softness, ok := s.softness(); !ok || softness <= Blurred {
			return Value{Absent: "the photo is not blurred"}
		}
		sums := secondDifferences(s)
		straight := math.Abs(math.Log2(sums[0] / sums[2]))
		slanted := math.Abs(math.Log2(sums[1] / sums[3]))
		return s.value(min(10, max(straight, slanted)))
	},
}

func secondDifferences(s *scene) (sums [4]float64) {
	p := s.Frame
	steps := [4]int{2, 2 - 2*p.Width, 2 * p.Width, 2 + 2*p.Width}
	var counts [4]int
	for y := 2; y+2 < p.Height; y += 2 {
		for x := 2; x+2 < p.Width; x++ {
			i := y*p.Width + x
			twice := 2 * int(p.Luma[i])
			for k, step := range steps {
				d := int(p.Luma[i-step]) + int(p.Luma[i+step]) - twice
				counts[k] += d * d
			}
		}
	}
	for k := range sums {
		sums[k] = float64(counts[k] + 1)
	}
	return sums
}
