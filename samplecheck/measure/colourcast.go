package measure

import (
	"math"

	"retake/samplecheck/photo"
)

// colourCast is how far the paper is from grey.
//
// Definition. The mean of the pixels of the flat document that are between
// its 60th and its 90th percentile of lightness, in CIELAB (sRGB, D65): the
// root of a*² + b*².
//
//	colour-cast = √(a*² + b*²) of the mean colour of pixels with P60 ≤ Y ≤ P90
//
// Should not react to: exposure, coloured print, glare.
//
// Source: the distance from grey in CIELAB (CIE 1976, IEC 61966-2-1); to take
// it from the paper is ours.
//
// Known failures: a document on coloured paper looks as under coloured
// light; without a document, any coloured thing.
var colourCast = Measure{
	Name: "colour-cast", Title: "how far the paper is from grey", Unit: "ΔE",
	Worse: WorseAbove, Low: 0, High: 150, Version: 1, Experimental: true, Needs: photo.ColourPart,
	take: func(s *scene) Value {
		p := s.paperPicture()
		counts := histogram(p.Luma)
		low, high := levelOf(counts, 0.6), levelOf(counts, 0.9)
		var sums [3]int
		n := 0
		for i, v := range p.Luma {
			if int(v) >= low && int(v) <= high {
				rgb := p.Pix[3*i : 3*i+3 : 3*i+3]
				sums[0] += int(rgb[0])
				sums[1] += int(rgb[1])
				sums[2] += int(rgb[2])
				n++
			}
		}
		paper := toLab(float64(sums[0])/float64(n), float64(sums[1])/float64(n), float64(sums[2])/float64(n))
		return s.value(math.Hypot(paper.a, paper.b))
	},
}
