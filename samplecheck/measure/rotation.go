package measure

import (
	"math"

	"retake/samplecheck/photo"
)

// rotation is how far the document is turned from lying straight.
//
// Definition. The mean direction of the top and bottom side against the
// picture's, in degrees, to the nearest quarter turn: 0 to 45.
//
//	rotation = |θ − 90° · round(θ / 90°)|, where θ is the direction of the top and the bottom side added up
//
// Should not react to: the size of the document, light, which way is up.
//
// Source: ours.
//
// Known failures: strong perspective turns the two sides apart, and the mean is
// of neither; those of the finder.
var rotation = Measure{
	Name: "rotation", Title: "how far the document is turned", Unit: "°",
	Worse: WorseAbove, Low: 0, High: 45, Version: 2, Experimental: true, Needs: photo.OutlinePart,
	take: ofDocument(func(s *scene, d *photo.Document) float64 {
		c, w, h := d.Corners, float64(s.Width), float64(s.Height)
		x := (c[1].X - c[0].X + c[2].X - c[3].X) * w
		y := (c[1].Y - c[0].Y + c[2].Y - c[3].Y) * h
		return math.Abs(math.Remainder(math.Atan2(y, x)*180/math.Pi, 90))
	}),
}
