package measure

import (
	"math"

	"retake/samplecheck/photo"
)

// scene is a photo with what several measures need of it, each worked out
// once, when it is first asked for.
type scene struct {
	*photo.Photo
	foundEdges    []edge // the strongest
	foundSoftness float64
	foundGlare    *glare
}

func newScene(p *photo.Photo) *scene { return &scene{Photo: p} }

// value marks a number as degraded when it should have been taken from the
// document and was taken from the whole picture.
func (s *scene) value(number float64) Value {
	return Value{Number: number, Degraded: s.Document == nil}
}

const noDocument = "no document was found"

// ofDocument is a measure that has no meaning without a document.
func ofDocument(take func(*scene, *photo.Document) float64) func(*scene) Value {
	return func(s *scene) Value {
		if s.Document == nil {
			return Value{Absent: noDocument}
		}
		return Value{Number: take(s, s.Document)}
	}
}

// contains tells whether a point of the frame, in pixels, is on the document.
func contains(s *scene, d *photo.Document, x, y float64) bool {
	for k, a := range d.Corners {
		b := d.Corners[(k+1)%4]
		ax, ay := a.X*float64(s.Frame.Width), a.Y*float64(s.Frame.Height)
		bx, by := b.X*float64(s.Frame.Width), b.Y*float64(s.Frame.Height)
		if (bx-ax)*(y-ay)-(by-ay)*(x-ax) < 0 {
			return false
		}
	}
	return true
}

// lengths are the document's sides in the photo's own pixels: top, right,
// bottom, left.
func lengths(s *scene, d *photo.Document) (sides [4]float64) {
	for k, a := range d.Corners {
		b := d.Corners[(k+1)%4]
		sides[k] = math.Hypot((b.X-a.X)*float64(s.Width), (b.Y-a.Y)*float64(s.Height))
	}
	return sides
}
