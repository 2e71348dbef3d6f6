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
	foundPeaks    []uint8
}

func newScene(p *photo.Photo) *scene { return &scene{Photo: p} }

// peaks is the largest channel of each pixel of the small frame: paper under warm
// light is as light as under white.
func (s *scene) peaks() []uint8 {
	if s.Small.Grey {
		return s.Small.Luma
	}
	if s.foundPeaks == nil {
		s.foundPeaks = make([]uint8, len(s.Small.Luma))
		for i := range s.foundPeaks {
			rgb := s.Small.Pix[3*i : 3*i+3 : 3*i+3]
			s.foundPeaks[i] = max(rgb[0], rgb[1], rgb[2])
		}
	}
	return s.foundPeaks
}

// value marks a number as degraded when it should have been taken from the
// document and was taken from the whole picture.
func (s *scene) value(number float64) Value {
	return Value{Number: number, Degraded: s.Document == nil}
}

// paperPicture is what paper is looked for in: the document, or the frame.
func (s *scene) paperPicture() photo.Picture {
	if s.Document != nil {
		return s.Document.Flat
	}
	return s.Frame
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

// outline are the document's corners in a picture, in pixels.
type outline [4]photo.Point

// outline in a picture of the whole photo is nil when no document was found.
func (s *scene) outline(in photo.Picture) *outline {
	if s.Document == nil {
		return nil
	}
	var o outline
	for k, c := range s.Document.Corners {
		o[k] = photo.Point{X: c.X * float64(in.Width), Y: c.Y * float64(in.Height)}
	}
	return &o
}

// contains tells whether a point is on the document.
func (o *outline) contains(x, y float64) bool {
	for k, a := range o {
		b := o[(k+1)%4]
		if (b.X-a.X)*(y-a.Y)-(b.Y-a.Y)*(x-a.X) < 0 {
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
