package measure

import (
	"math"

	"retake/samplecheck/photo"
)

// paperPicture is what paper is looked for in: the document, or the frame.
func (s *scene) paperPicture() photo.Picture {
	if s.Document != nil {
		return s.Document.Flat
	}
	return s.Frame
}

// unevenLight is how unevenly the document is lit.
//
// Definition. The flat document in 4 × 3 cells; of each the level that 80 %
// of its pixels stay under, which is paper whatever is printed on it; the
// lightest of them by the darkest.
//
// Should not react to: print, exposure.
//
// Known failures: a document that is itself dark in one part; without a
// document, anything in the picture.
var unevenLight = Measure{
	Name: "uneven-light", Title: "the lightest part of the paper by the darkest", Unit: "times",
	Worse: WorseAbove, Low: 1, High: 255, Version: 1, Experimental: true,
	take: func(s *scene) Value {
		const columns, rows, paper = 4, 3, 0.8
		p := s.paperPicture()
		lightest, darkest := 1, 255
		for row := range rows {
			for column := range columns {
				level := levelIn(p, column*p.Width/columns, row*p.Height/rows, (column+1)*p.Width/columns, (row+1)*p.Height/rows, paper)
				lightest, darkest = max(lightest, level), min(darkest, level)
			}
		}
		return s.value(float64(lightest) / float64(max(1, darkest)))
	},
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

// colourCast is how far the paper is from grey.
//
// Definition. The mean of the pixels of the flat document that are between
// its 60th and its 90th percentile of lightness, in CIELAB (sRGB, D65): the
// root of a*² + b*².
//
// Should not react to: exposure, coloured print, glare.
//
// Known failures: a document on coloured paper looks as under coloured
// light; without a document, any coloured thing.
var colourCast = Measure{
	Name: "colour-cast", Title: "how far the paper is from grey", Unit: "ΔE",
	Worse: WorseAbove, Low: 0, High: 150, Version: 1, Experimental: true,
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

// toLab is an sRGB colour in CIELAB (IEC 61966-2-1, D65).
func toLab(r, g, b float64) lab {
	r, g, b = linear(r), linear(g), linear(b)
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124564*r + 0.3575761*g + 0.1804375*b) / 0.95047)
	y := f(0.2126729*r + 0.7151522*g + 0.0721750*b)
	z := f((0.0193339*r + 0.1191920*g + 0.9503041*b) / 1.08883)
	return lab{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func linear(v float64) float64 {
	if v /= 255; v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}
