package measure

import "retake/samplecheck/photo"

// Region is a part of a photo that a measure speaks of, for drawing: a
// rectangle, in shares of the photo's sides.
type Region struct {
	Left, Top, Right, Bottom float64
	Amount                   float64 // the measure's number there
}

// BlurredRegions are the parts of a photo whose edges are wider than a limit.
func BlurredRegions(p *photo.Photo, limit float64) []Region {
	var blurred []Region
	for _, r := range newScene(p).regions() {
		if r.Amount > limit {
			blurred = append(blurred, r)
		}
	}
	return blurred
}

// GlareSpots are the places that glare-share counts, each with its share of
// the subject, the largest first.
func GlareSpots(p *photo.Photo) []Region {
	if g := newScene(p).glare(); g != nil {
		return g.spots()
	}
	return nil
}

// CoveredRun is where something lies across the document's edge: the two ends
// of the longest run, on the photo. There is none when nothing does.
func CoveredRun(p *photo.Photo) (from, to photo.Point, ok bool) {
	if p.Document == nil {
		return from, to, false
	}
	s := newScene(p)
	side, start, end := longestRun(s, p.Document)
	if end <= start {
		return from, to, false
	}
	a, b := p.Document.Corners[side], p.Document.Corners[(side+1)%4]
	l := lengths(s, p.Document)
	on := func(widths float64) photo.Point {
		share := widths * l[0] / l[side]
		return photo.Point{X: a.X + (b.X-a.X)*share, Y: a.Y + (b.Y-a.Y)*share}
	}
	return on(start), on(end), true
}
