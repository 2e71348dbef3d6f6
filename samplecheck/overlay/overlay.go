// Package overlay draws onto a photo what the measures saw in it, so that
// people can see why a check says what it says. It draws with shapes as well
// as colours: lines around the document, hatching over glare, boxes around
// blurred parts, a thick line along a covered edge, a box around a face with
// crosses on the eyes that were seen.
package overlay

import (
	"image"
	"image/color"
	"math"

	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
)

// Colours that stay apart for most kinds of colour blindness (Okabe and Ito 2008).
var (
	cornersColour = color.RGBA{0, 158, 115, 255} // found
	guessColour   = color.RGBA{230, 159, 0, 255} // not sure
	glareColour   = color.RGBA{213, 94, 0, 255}
	blurColour    = color.RGBA{86, 180, 233, 255}
	faceColour    = color.RGBA{240, 228, 66, 255}
	coveredColour = color.RGBA{204, 121, 167, 255}
)

const (
	thin, thick = 3, 9 // pixels
	hatching    = 8    // pixels from one line of it to the next
	leastSpot   = 5e-4 // of the subject: smaller spots of glare are not drawn
)

// Draw is a picture of a photo, its frame or a smaller one, with its document,
// glare, blurred parts, covered edge and faces marked.
func Draw(p *photo.Photo, on photo.Picture) image.Image {
	c := canvas{on.Image()}
	for _, r := range measure.BlurredRegions(p, measure.Blurred) {
		c.box(r, blurColour)
	}
	for _, r := range measure.GlareSpots(p) {
		if r.Amount >= leastSpot {
			c.hatch(r, glareColour)
			c.box(r, glareColour)
		}
	}
	switch {
	case p.Document != nil:
		c.around(p.Document.Corners, cornersColour)
	case p.Guess != nil:
		c.around(p.Guess.Corners, guessColour)
	}
	if from, to, ok := measure.CoveredRun(p); ok {
		c.line(from, to, thick, coveredColour)
	}
	if p.Faces != nil {
		for _, f := range p.Faces.Found {
			c.face(f)
		}
	}
	return c.RGBA
}

func (c canvas) face(f photo.Face) {
	c.box(measure.Region{Left: f.Low.X, Top: f.Low.Y, Right: f.High.X, Bottom: f.High.Y}, faceColour)
	reach := (f.High.X - f.Low.X) / 24
	tall := reach * float64(c.Rect.Dx()) / float64(c.Rect.Dy())
	for _, eye := range f.Eyes {
		if at := eye.At; eye.Support > 0 {
			c.line(photo.Point{X: at.X - reach, Y: at.Y}, photo.Point{X: at.X + reach, Y: at.Y}, thin, faceColour)
			c.line(photo.Point{X: at.X, Y: at.Y - tall}, photo.Point{X: at.X, Y: at.Y + tall}, thin, faceColour)
		}
	}
}

type canvas struct{ *image.RGBA }

func (c canvas) around(corners [4]photo.Point, ink color.RGBA) {
	for k, from := range corners {
		c.line(from, corners[(k+1)%4], thin, ink)
	}
}

// line draws from one place to another, as far as both are on the picture.
func (c canvas) line(from, to photo.Point, width int, ink color.RGBA) {
	w, h := float64(c.Rect.Dx()), float64(c.Rect.Dy())
	dx, dy := (to.X-from.X)*w, (to.Y-from.Y)*h
	steps := max(1, int(math.Ceil(math.Hypot(dx, dy))))
	for i := range steps + 1 {
		t := float64(i) / float64(steps)
		c.dot(int(from.X*w+dx*t), int(from.Y*h+dy*t), width, ink)
	}
}

func (c canvas) dot(x, y, width int, ink color.RGBA) {
	for dy := -width / 2; dy <= width/2; dy++ {
		for dx := -width / 2; dx <= width/2; dx++ {
			c.SetRGBA(x+dx, y+dy, ink) // outside it does nothing
		}
	}
}

func (c canvas) box(r measure.Region, ink color.RGBA) {
	c.around([4]photo.Point{{X: r.Left, Y: r.Top}, {X: r.Right, Y: r.Top}, {X: r.Right, Y: r.Bottom}, {X: r.Left, Y: r.Bottom}}, ink)
}

func (c canvas) hatch(r measure.Region, ink color.RGBA) {
	w, h := float64(c.Rect.Dx()), float64(c.Rect.Dy())
	for y := int(r.Top * h); y < int(r.Bottom*h); y++ {
		for x := int(r.Left * w); x < int(r.Right*w); x++ {
			if (x+y)%hatching == 0 {
				c.SetRGBA(x, y, ink)
			}
		}
	}
}
