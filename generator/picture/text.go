package picture

import (
	"image"
	"image/color"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

var (
	regular = sync.OnceValue(func() *opentype.Font { return parsed(goregular.TTF) })
	bold    = sync.OnceValue(func() *opentype.Font { return parsed(gobold.TTF) })
)

func parsed(ttf []byte) *opentype.Font {
	f, err := opentype.Parse(ttf)
	if err != nil {
		panic("embedded font: " + err.Error()) // the font is part of the program
	}
	return f
}

// Covers tells whether the picture can show a text: whether the fonts within
// the program, which know Latin, Greek and Cyrillic, have all its letters.
// Emoji do not count, since they are left out.
func Covers(text string) bool {
	for _, r := range clean(text) {
		if !drawable(r) {
			return false
		}
	}
	return true
}

func drawable(r rune) bool {
	var b sfnt.Buffer
	thin, err := regular().GlyphIndex(&b, r)
	thick, errBold := bold().GlyphIndex(&b, r)
	return err == nil && errBold == nil && thin != 0 && thick != 0
}

// mostRunes of a text are looked at; no picture has room for more.
const mostRunes = 400

var plainer = strings.NewReplacer("\u2010", "-", "\u2011", "-", "\u00ad", "")

// clean is the text in one line as it will be drawn: composed, without emoji
// and invisible marks.
func clean(text string) string {
	runes := []rune(norm.NFC.String(plainer.Replace(strings.ToValidUTF8(text, ""))))
	runes = runes[:min(len(runes), mostRunes)]
	shown := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		if ornament(r) && !drawable(r) {
			return -1
		}
		return r
	}, string(runes))
	return strings.Join(strings.Fields(shown), " ")
}

// ornament tells of a rune that it is an emoji, a part of one, or invisible.
func ornament(r rune) bool {
	return unicode.In(r, unicode.So, unicode.Sk, unicode.Cf, unicode.Me, unicode.Variation_Selector)
}

// letters is a font at a size, in pixels.
type letters struct {
	font.Face
	size     float64
	tracking fixed.Int26_6 // between all letters
}

// set is a font at a size. Large type is set a little tighter.
func set(f *opentype.Font, size float64) letters {
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		panic("embedded font: " + err.Error())
	}
	tracking := -0.012 * max(size-24, 0)
	return letters{face, size, fixed.Int26_6(tracking * 64)}
}

// walk visits the letters of a line from left to right and returns its width.
func (l letters) walk(line string, visit func(r rune, x fixed.Int26_6)) fixed.Int26_6 {
	x, before := fixed.Int26_6(0), rune(-1)
	for _, r := range line {
		if before >= 0 {
			x += l.Kern(before, r) + l.tracking
		}
		visit(r, x)
		advance, _ := l.GlyphAdvance(r)
		x, before = x+advance, r
	}
	return x
}

// width of a line, in pixels.
func (l letters) width(line string) float64 {
	return float64(l.walk(line, func(rune, fixed.Int26_6) {})) / 64
}

// write draws a line on its baseline, from x to the right.
func (l letters) write(on canvas, line string, x, baseline float64, with color.Color) {
	source := image.NewUniform(with)
	left, base := fixed.Int26_6(x*64), fixed.Int26_6(baseline*64)
	l.walk(line, func(r rune, at fixed.Int26_6) {
		dot := fixed.Point26_6{X: left + at, Y: base}
		if area, mask, origin, _, ok := l.Glyph(dot, r); ok {
			drawMask(on, area, source, mask, origin)
		}
	})
}
