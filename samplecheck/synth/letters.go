package synth

import (
	"image/color"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/gofont/gosmallcaps"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// typeface is one of the Go fonts (BSD licence), which come with the module,
// so that letters are the same on every machine.
type typeface struct{ load func() *sfnt.Font }

func face(data []byte) typeface {
	return typeface{sync.OnceValue(func() *sfnt.Font {
		f, err := sfnt.Parse(data)
		if err != nil {
			panic("synth: a font of golang.org/x/image cannot be read: " + err.Error())
		}
		return f
	})}
}

var (
	regular = face(goregular.TTF)
	bold    = face(gobold.TTF)
	italic  = face(goitalic.TTF)
	caps    = face(gosmallcaps.TTF)
	mono    = face(gomono.TTF)
)

// em is the size at which outlines are read, in pixels: fine enough that its
// fixed point cannot be seen.
const em = 1024

// text is words on a line that starts at a place; size is that of the font,
// and gap is added after each letter, all in millimetres.
func (f typeface) text(words string, at vec, size, gap float64) shape {
	var s shape
	var buffer sfnt.Buffer
	for _, letter := range words {
		outline, advance := f.letter(&buffer, letter)
		s = append(s, outline.moved(at, 0, size/em)...)
		at.X += advance*size/em + gap
	}
	return s
}

// pitched is text of which every letter takes the same width, as machines
// read it.
func (f typeface) pitched(words string, at vec, size, pitch float64) shape {
	_, advance := f.letter(new(sfnt.Buffer), '0')
	return f.text(words, at, size, pitch-advance*size/em)
}

// letter is an outline and how far to go on after it, in pixels of an em.
func (f typeface) letter(buffer *sfnt.Buffer, letter rune) (shape, float64) {
	font1, size := f.load(), fixed.I(em)
	index, err := font1.GlyphIndex(buffer, letter)
	if err != nil {
		return nil, 0
	}
	segments, err := font1.LoadGlyph(buffer, index, size, nil)
	if err != nil {
		return nil, 0
	}
	outline := outlined(segments)
	advance, err := font1.GlyphAdvance(buffer, index, size, font.HintingNone)
	if err != nil {
		return nil, 0
	}
	return outline, float64(advance) / 64
}

// outlined turns the curves of a letter into straight pieces.
func outlined(segments sfnt.Segments) shape {
	const pieces = 6
	place := func(p fixed.Point26_6) vec { return vec{float64(p.X) / 64, float64(p.Y) / 64} }
	var s shape
	var at vec
	for _, segment := range segments {
		a := place(segment.Args[0])
		switch segment.Op {
		case sfnt.SegmentOpMoveTo:
			s, at = append(s, []vec{a}), a
			continue
		case sfnt.SegmentOpLineTo:
			s[len(s)-1], at = append(s[len(s)-1], a), a
		case sfnt.SegmentOpQuadTo:
			to := place(segment.Args[1])
			for i := 1; i <= pieces; i++ {
				t := float64(i) / pieces
				s[len(s)-1] = append(s[len(s)-1], between(between(at, a, t), between(a, to, t), t))
			}
			at = to
		case sfnt.SegmentOpCubeTo:
			at = place(segment.Args[2]) // the Go fonts have none
			s[len(s)-1] = append(s[len(s)-1], at)
		}
	}
	return s
}

// write draws words from a place on their base line.
func (c canvas) write(f typeface, words string, at vec, size float64, with color.Color) {
	c.fill(f.text(words, at, size, 0), with)
}
