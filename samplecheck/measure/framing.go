package measure

import "retake/samplecheck/photo"

// cornersInside is the measure of framing.
//
// Definition. How sure it is, 0 to 1, that a document lies in the picture
// with all four corners: the confidence of the most document-like shape
// (package quad) when its corners are inside, and 0 when one is not, or when
// there is no such shape.
//
// Should not react to: what the document is, where it lies and how large.
//
// Known failures: a hand over two sides; print in frames on what lies under
// the document; a document as light as the table.
var cornersInside = Measure{
	Name: "corners-inside", Title: "how sure it is that all four corners are in the picture", Unit: "",
	Worse: WorseBelow, Low: 0, High: 1, Version: 3,
	take: func(s *scene) Value {
		if s.Guess == nil || nearestCorner(s, s.Guess) < 0 {
			return Value{Number: 0}
		}
		return Value{Number: s.Guess.Confidence}
	},
}

// nearestCorner is the least distance of a corner to the picture's border as
// a share of the picture's short side, negative outside.
func nearestCorner(s *scene, d *photo.Document) float64 {
	short := float64(min(s.Width, s.Height))
	least := 1.0
	for _, c := range d.Corners {
		x, y := min(c.X, 1-c.X)*float64(s.Width), min(c.Y, 1-c.Y)*float64(s.Height)
		least = min(least, x/short, y/short)
	}
	return max(-1, least)
}
