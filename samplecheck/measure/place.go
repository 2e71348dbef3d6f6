package measure

import (
	"math"

	"retake/samplecheck/photo"
)

// margin is how far the document keeps from the border.
//
// Definition. The least distance of a corner to the picture's border, by the
// picture's short side; negative outside.
var margin = Measure{
	Name: "margin", Title: "how far the nearest corner is from the border", Unit: "share",
	Worse: WorseBelow, Low: -1, High: 0.5, Version: 1, Experimental: true,
	take: ofDocument(nearestCorner),
}

// fill is how much of the picture the document takes.
//
// Definition. The area within the four corners by the picture's, even where
// corners lie outside.
var fill = Measure{
	Name: "fill", Title: "share of the picture that the document fills", Unit: "share",
	Worse: WorseBelow, Low: 0, High: 2, Version: 1, Experimental: true,
	take: ofDocument(func(_ *scene, d *photo.Document) float64 {
		twice := 0.0
		for k, a := range d.Corners {
			b := d.Corners[(k+1)%4]
			twice += a.X*b.Y - a.Y*b.X
		}
		return math.Abs(twice) / 2
	}),
}

// The long sides of the two shapes that identity documents have (ISO/IEC
// 7810), in millimetres, and the ratio of sides between the two.
const (
	cardLength     = 85.6 // ID-1: 85.6 × 54.0
	passportLength = 125  // ID-3: 125 × 88
	betweenShapes  = 1.5
)

// resolution is how finely the photo shows the document.
//
// Definition. The long sides' mean length in the photo's own pixels, by the
// length of a card (85.6 mm), or of a passport's page (125 mm) when the sides'
// ratio is under 1.5. 12 dots per millimetre are 300 per inch.
//
// Known failures: a document of another size; strong perspective, which
// changes the ratio.
var resolution = Measure{
	Name: "resolution", Title: "dots per millimetre of the document", Unit: "dots/mm",
	Worse: WorseBelow, Low: 0, High: 1000, Version: 1, Experimental: true,
	take: ofDocument(func(s *scene, d *photo.Document) float64 {
		sides := lengths(s, d)
		long, short := sides[0]+sides[2], sides[1]+sides[3]
		if long < short {
			long, short = short, long
		}
		if long/short < betweenShapes {
			return long / 2 / passportLength
		}
		return long / 2 / cardLength
	}),
}

// rotation is how far the document is turned from lying straight.
//
// Definition. The mean direction of the top and bottom side against the
// picture's, in degrees, to the nearest quarter turn: 0 to 45.
var rotation = Measure{
	Name: "rotation", Title: "how far the document is turned", Unit: "°",
	Worse: WorseAbove, Low: 0, High: 45, Version: 1, Experimental: true,
	take: ofDocument(func(s *scene, d *photo.Document) float64 {
		c, w, h := d.Corners, float64(s.Width), float64(s.Height)
		x := (c[1].X - c[0].X + c[2].X - c[3].X) * w
		y := (c[1].Y - c[0].Y + c[2].Y - c[3].Y) * h
		return math.Abs(math.Remainder(math.Atan2(y, x)*180/math.Pi, 90))
	}),
}

// perspective is how slanted the document was seen.
//
// Definition. One less the ratio of two opposite sides, the shorter by the
// longer, of the pair that differs more. 0 is seen from straight above.
var perspective = Measure{
	Name: "perspective", Title: "how much shorter the far side looks", Unit: "share",
	Worse: WorseAbove, Low: 0, High: 1, Version: 1, Experimental: true,
	take: ofDocument(func(s *scene, d *photo.Document) float64 {
		l := lengths(s, d)
		ratio := func(a, b float64) float64 { return min(a, b) / max(a, b, 1) }
		return 1 - min(ratio(l[0], l[2]), ratio(l[1], l[3]))
	}),
}
