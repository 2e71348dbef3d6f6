package measure

import (
	"math"

	"retake/samplecheck/photo"
)

// fill is how much of the picture the document takes.
//
// Definition. The area within the four corners by the picture's, even where
// corners lie outside.
//
//	fill = |Σ (x[k] y[k+1] − x[k+1] y[k])| / 2, where x and y are shares of the picture's sides
//
// Should not react to: where the document lies and how it is turned, light,
// blur.
//
// Source: the area of a polygon by its corners (the shoelace formula).
//
// Known failures: those of the finder: a wrong shape has a wrong area.
var fill = Measure{
	Name: "fill", Title: "share of the picture that the document fills", Unit: "share",
	Worse: WorseBelow, Low: 0, High: 2, Version: 2, Experimental: true, Needs: photo.OutlinePart,
	take: ofDocument(func(_ *scene, d *photo.Document) float64 {
		twice := 0.0
		for k, a := range d.Corners {
			b := d.Corners[(k+1)%4]
			twice += a.X*b.Y - a.Y*b.X
		}
		return math.Abs(twice) / 2
	}),
}
