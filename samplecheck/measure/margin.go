package measure

import "retake/samplecheck/photo"

// margin is how far the document keeps from the border.
//
// Definition. The least distance of a corner to the picture's border, by the
// picture's short side; negative outside.
//
//	margin = min over corners of min(x, W − x, y, H − y) / min(W, H), at least −1
//
// Should not react to: how large the document is, light, blur.
//
// Source: ours.
//
// Known failures: those of the finder: a wrong shape has a wrong margin; a side
// that bulges out of the picture between two corners within it.
var margin = Measure{
	Name: "margin", Title: "how far the nearest corner is from the border", Unit: "share",
	Worse: WorseBelow, Low: -1, High: 0.5, Version: 2, Experimental: true, Needs: photo.OutlinePart,
	take: ofDocument(nearestCorner),
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
