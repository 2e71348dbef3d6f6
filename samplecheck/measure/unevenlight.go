package measure

import "retake/samplecheck/photo"

// unevenLight is how unevenly the document is lit.
//
// Definition. The flat document in 4 × 3 cells; of each the level that 80 %
// of its pixels stay under, which is paper whatever is printed on it; the
// lightest of them by the darkest.
//
//	uneven-light = max P80(cell) / min P80(cell), neither less than 1
//
// Should not react to: print, exposure.
//
// Source: ours: the 80th percentile of cells, because text does not move it.
//
// Known failures: a document that is itself dark in one part; without a
// document, anything in the picture.
var unevenLight = Measure{
	Name: "uneven-light", Title: "the lightest part of the paper by the darkest", Unit: "times",
	Worse: WorseAbove, Low: 1, High: 255, Version: 1, Experimental: true, Needs: photo.ColourPart,
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
