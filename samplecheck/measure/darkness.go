package measure

import (
	"math"

	"retake/samplecheck/photo"
)

// darkness is how light the subject is.
//
// Definition. The power mean, with the exponent 1/4, of the small frame's lightness:
// the fourth power of the mean of the fourth roots. That is close to the mean
// of what the eye sees, so that a lamp in a dark room does not make it a
// bright one; and fourth roots, unlike cube roots, are the same everywhere.
// Pixels count by exp(−(x² + y²) / 2σ²), where x and y are their distance from
// the middle as shares of the picture's sides and σ = 1/4: subjects are in
// the middle. It is taken from the picture even when the document was found:
// a wrong document is a patch of anything, and costs more than it gains.
//
//	darkness = (Σ w Y^¼ / Σ w)⁴, where w = exp(−(x² + y²) / 2σ²)
//
// Should not react to: blur, noise, a bright spot.
//
// Source: the mean of lightness is the textbook's; the exponent and the weights
// are ours, tried beside others in docs/photo-measures.md.
//
// Known failures: a black card in good light; a scene that is dark by nature.
var darkness = Measure{
	Name: "darkness", Title: "lightness of the subject, for photos that are too dark", Unit: "levels",
	Worse: WorseBelow, Low: 0, High: 255, Version: 4, Needs: photo.SmallPart,
	take: func(s *scene) Value { return Value{Number: centralLightness(s.Small)} },
}

func centralLightness(p photo.Picture) float64 {
	columns, rows := bell(p.Width), bell(p.Height)
	sum, weights, rowWeights := 0.0, 0.0, 0.0
	for _, weight := range columns {
		rowWeights += weight
	}
	for y, row := range rows {
		rowSum := 0.0
		for x, v := range p.Luma[y*p.Width:][:len(columns)] {
			rowSum += columns[x] * fourthRoots[v]
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
