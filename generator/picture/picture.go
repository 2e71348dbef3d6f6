// Package picture draws the picture that a page shows where its link is
// shared: its title and its drawing in the guide's colours, as a small PNG.
// It does no I/O, fetches no font, and refuses to guess at a script that its
// fonts do not know: such a title is left out, which [Covers] tells
// beforehand.
//
// What matters stands in the middle square, so that a crop to a square keeps
// it. The same card gives the same bytes.
package picture

import (
	"fmt"
	"image"
	"image/png"
	"io"

	"retake/generator/colour"
)

// Width and Height of a picture, in pixels.
const (
	Width  = 1200
	Height = 630
)

// Version changes when the same card would be drawn otherwise. It belongs in
// the key of every cache.
const Version = "1"

// Card is what a picture shows. Each text may be empty.
type Card struct {
	Site    string // name of the guide
	Kind    string // kind of the page, in the reader's language
	Title   string
	Summary string // shown where there is no drawing
	Accent  colour.Colour

	RightToLeft bool   // mirrors the layout
	Drawing     []byte // SVG as in content/drawings; may be nil
}

// Encode draws the card and writes it as a PNG. It fails where the drawing
// is not one of the guide's own kind, and where w does.
func Encode(w io.Writer, c Card) error {
	picture, err := draw(c)
	if err != nil {
		return fmt.Errorf("picture: %w", err)
	}
	// The best compression would save a tenth of the bytes for ten times the
	// time.
	return png.Encode(w, shrink(picture))
}

func draw(c Card) (*image.RGBA, error) {
	light, _ := colour.Scheme(c.Accent)
	s := sheet{newCanvas(image.Rect(0, 0, Width, Height)), light}
	s.background()
	s.names(known(c.Site), known(c.Kind), c.RightToLeft)
	if c.Drawing == nil {
		s.words(known(c.Title), known(c.Summary))
		return s.RGBA, nil
	}
	d, err := openDrawing(c.Drawing)
	if err == nil {
		err = s.illustrated(known(c.Title), d)
	}
	if err != nil {
		return nil, fmt.Errorf("drawing: %w", err)
	}
	return s.RGBA, nil
}

// known is the text as it will be drawn, empty where the fonts lack letters.
func known(text string) string {
	if !Covers(text) {
		return ""
	}
	return clean(text)
}
