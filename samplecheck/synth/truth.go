package synth

import "math"

// Truth is what is so in a photo, known because it was made so.
type Truth struct {
	Corners   [4]vec  // of the document from its top left clockwise, as shares of the photo; outside 0 to 1 they are not in it
	Scale     float64 // pixels a millimetre, where the camera is aimed at
	Print     float64 // pixels that the smallest letters of the document take in height
	Blur      float64 // mm: the larger of the disk's diameter and the motion
	Motion    bool    // the motion is the larger
	Glare     float64 // share of the document's area that is burnt out by a reflection
	Stops     float64 // of exposure, from the right one
	Outside   float64 // share of the document's area that is not in the photo
	Margin    float64 // from the nearest corner to the photo's border, as a share of the long side; below 0 outside
	Covered   float64 // share of the worst side that fingers cover
	CoveredBy float64 // share of the document's area that they cover
	Uneven    float64 // the brightest over the darkest light on the document
	Cast      float64 // mired, warm above 0
}

func (s *stage) truth(v view) Truth {
	size := s.size()
	t := Truth{
		Scale: s.Camera.scale(size, v.width), Blur: max(s.Lens.Defocus, s.Lens.Motion), Motion: s.Lens.Motion > s.Lens.Defocus,
		Stops: s.Sensor.Stops, Uneven: s.Light.unevenness(size), Cast: s.Sensor.Cast, Margin: math.Inf(1),
	}
	t.Print = t.Scale * smallPrint
	if s.Passport {
		t.Print = t.Scale * smallPagePrint
	}
	if s.glare.Kind != "" {
		t.Glare = s.glare.covers()
	}
	t.Covered, t.CoveredBy = s.over.covered(size, s.Hand.Side, 1000), s.over.hidden(size)
	for i, corner := range []vec{{}, {size.X, 0}, size, {0, size.Y}} {
		p := v.pixel(corner)
		t.Corners[i] = vec{p.X / float64(v.width), p.Y / float64(v.height)}
		t.Margin = min(t.Margin, v.margin(p))
	}
	t.Outside = s.outside(v)
	return t
}

// margin is how far a pixel is inside the frame, as a share of its long side.
func (v view) margin(p vec) float64 {
	near := min(p.X, p.Y, float64(v.width)-p.X, float64(v.height)-p.Y)
	return near / float64(max(v.width, v.height))
}

// outside is the share of the document that the frame does not show.
func (s Scene) outside(v view) float64 {
	const columns, rows = 160, 100
	size, out := s.size(), 0
	for i := range columns {
		for j := range rows {
			p := vec{size.X * (float64(i) + 0.5) / columns, size.Y * (float64(j) + 0.5) / rows}
			if v.margin(v.pixel(p)) < 0 {
				out++
			}
		}
	}
	return float64(out) / (columns * rows)
}
