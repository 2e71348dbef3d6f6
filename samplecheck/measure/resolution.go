package measure

import "retake/samplecheck/photo"

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
//	resolution = (l + l') / 2 / (85.6 mm, or 125 mm if (l + l') / (s + s') < 1.5)
//	where l and l' are the long sides, s and s' the short ones, in pixels
//
// Should not react to: light, how the document is turned; nor blur: a photo can
// have many dots and show nothing.
//
// Source: ISO/IEC 7810 for the lengths.
//
// Known failures: a document of another size; strong perspective, which
// changes the ratio.
var resolution = Measure{
	Name: "resolution", Title: "dots per millimetre of the document", Unit: "dots/mm",
	Worse: WorseBelow, Low: 0, High: 1000, Version: 2, Experimental: true, Needs: photo.OutlinePart,
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
