package measure

import (
	"math"

	"retake/samplecheck/photo"
)

// darkness is how light the subject is.
//
// Definition. The power mean, with the exponent 1/4, of the frame's lightness:
// the fourth power of the mean of the fourth roots. That is close to the mean
// of what the eye sees, so that a lamp in a dark room does not make it a
// bright one; and fourth roots, unlike cube roots, are the same everywhere.
// Pixels count by exp(−(x² + y²) / 2σ²), where x and y are their distance from
// the middle as shares of the picture's sides and σ = 1/4: subjects are in
// the middle. It is taken from the picture even when the document was found:
// a wrong document is a patch of anything, and costs more than it gains.
//
// Should not react to: blur, noise, a bright spot.
//
// Known failures: a black card in good light; a scene that is dark by nature.
var darkness = Measure{
	Name: "darkness", Title: "lightness of the subject, for photos that are too dark", Unit: "levels",
	Worse: WorseBelow, Low: 0, High: 255, Version: 3,
	take: func(s *scene) Value { return Value{Number: centralLightness(s.Frame)} },
}

var fourthRoots = func() (roots [256]float64) {
	for v := range roots {
		roots[v] = math.Sqrt(math.Sqrt(float64(v)))
	}
	return roots
}()

func centralLightness(p photo.Picture) float64 {
	columns, rows := bell(p.Width), bell(p.Height)
	sum, weights := 0.0, 0.0
	for y, row := range rows {
		rowSum, rowWeights := 0.0, 0.0
		for x, v := range p.Luma[y*p.Width : (y+1)*p.Width] {
			rowSum += columns[x] * fourthRoots[v]
			rowWeights += columns[x]
		}
		sum, weights = sum+row*rowSum, weights+row*rowWeights
	}
	return fourthPower(sum / weights)
}

// bell weighs the pixels of a side by their distance from its middle.
func bell(side int) []float64 {
	const sigma = 0.25
	weights := make([]float64, side)
	for i := range weights {
		d := (float64(i)+0.5)/float64(side) - 0.5
		weights[i] = math.Exp(-d * d / (2 * sigma * sigma))
	}
	return weights
}

func fourthPower(v float64) float64 { return v * v * v * v }

func histogram(values []uint8) (counts [256]int) {
	for _, v := range values {
		counts[v]++
	}
	return counts
}

// brightness is how much of the picture is burnt out.
//
// Definition. The share of the frame's pixels of which a channel is 245 or more: there
// the paper has lost its tint, and what is printed in a light colour is gone.
//
// Should not react to: white paper in good light (about 230), blur.
//
// Known failures: a strongly coloured surface can burn out one channel in
// good light; a window in the background counts.
var brightness = Measure{
	Name: "brightness", Title: "share that is burnt out, for photos that are too bright", Unit: "share",
	Worse: WorseAbove, Low: 0, High: 1, Version: 2,
	take: func(s *scene) Value {
		const burnt = 245
		counts := histogram(s.peaks())
		count := 0
		for _, n := range counts[burnt:] {
			count += n
		}
		return Value{Number: float64(count) / float64(max(1, len(s.peaks())))}
	},
}
