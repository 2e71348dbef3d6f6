package measure

import "retake/samplecheck/photo"

// perspective is how slanted the document was seen.
//
// Definition. One less the ratio of two opposite sides, the shorter by the
// longer, of the pair that differs more. 0 is seen from straight above.
//
//	perspective = 1 − min(min(t, b) / max(t, b), min(l, r) / max(l, r)), where t, b, l, r are the sides' lengths
//
// Should not react to: the document's size, how it is turned, light.
//
// Source: ours: of two equal sides the nearer one looks longer.
//
// Known failures: a document that is slanted about both diagonals alike; a bent
// page; those of the finder.
var perspective = Measure{
	Name: "perspective", Title: "how much shorter the far side looks", Unit: "share",
	Worse: WorseAbove, Low: 0, High: 1, Version: 2, Experimental: true, Needs: photo.OutlinePart,
	take: ofDocument(func(s *scene, d *photo.Document) float64 {
		l := lengths(s, d)
		ratio := func(a, b float64) float64 { return min(a, b) / max(a, b, 1) }
		return 1 - min(ratio(l[0], l[2]), ratio(l[1], l[3]))
	}),
}
