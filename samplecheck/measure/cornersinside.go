package measure

import "retake/samplecheck/photo"

// cornersInside is the measure of framing.
//
// Definition. How sure it is, 0 to 1, that a document lies in the picture
// with all four corners: the confidence of the most document-like shape
// (package quad) when its corners are inside, and 0 when one is not, or when
// there is no such shape.
//
//	corners-inside = confidence of the shape if margin ≥ 0, otherwise 0
//
// Should not react to: what the document is, where it lies and how large.
//
// Source: lines by Hough's votes (Duda and Hart 1972), shapes of four by rank;
// the rank is ours, see docs/photo-measures.md.
//
// Known failures: a hand over two sides; print in frames on what lies under
// the document; a document as light as the table.
var cornersInside = Measure{
	Name: "corners-inside", Title: "how sure it is that all four corners are in the picture", Unit: "",
	Worse: WorseBelow, Low: 0, High: 1, Version: 6, Needs: photo.OutlinePart,
	take: func(s *scene) Value {
		if s.Guess == nil || nearestCorner(s, s.Guess) < 0 {
			return Value{Number: 0}
		}
		return Value{Number: s.Guess.Confidence}
	},
}
