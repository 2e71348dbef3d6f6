// Package quad finds the four corners of a flat document in a picture, in
// plain Go. It looks for straight lines, makes four-cornered shapes of them
// and ranks those: by how much of each side an edge supports, by whether the
// sides end at the corners, and by whether inside and outside differ the same
// way all around. A corner may lie outside the picture: that is what a photo
// with a cut-off document looks like.
package quad

import (
	"math"

	"retake/samplecheck/photo"
)

// Find is the most document-like shape in a picture, or nil when there is
// none at all. The picture is a small one, [photo.OutlineSide] long: fine print
// makes lines too, and at that scale there are fewer of them. A grey one needs
// no colours. What the shape is worth is its Confidence; Flat is left empty.
func Find(p photo.Picture) *photo.Document {
	memory := takeArena()
	defer memory.giveBack()
	return find(p, memory)
}

func find(p photo.Picture, memory *arena) *photo.Document {
	m := findEdges(p, memory)
	lines := m.lines()
	best, ok := m.best(lines)
	if !ok {
		return nil
	}
	return m.document(m.refined(lines, best))
}

// document puts corners into the picture's own measure, the one nearest to
// the picture's top left first.
func (m *edgeMap) document(s shape) *photo.Document {
	d := &photo.Document{Confidence: max(0, s.score/mostScore)}
	first := 0
	for k, c := range s.corners {
		if c.x+c.y < s.corners[first].x+s.corners[first].y {
			first = k
		}
	}
	for k := range 4 {
		from := (first + k) % 4
		c := s.corners[from]
		d.Corners[k] = photo.Point{X: (c.x + 0.5) / float64(m.w), Y: (c.y + 0.5) / float64(m.h)}
	}
	return d
}

// point is a place in the picture that is looked at, in pixels.
type point struct{ x, y float64 }

func distance(a, b point) float64 { return math.Hypot(a.x-b.x, a.y-b.y) }
