// Package colour turns the one accent colour that a publisher picks into the
// colours of the whole site, light and dark, so that every text can be read
// on its background (WCAG 2.2, level AA). It refuses to judge taste: an accent
// that can be read is kept exactly, any other is made darker or lighter by as
// little as will do.
//
// [Parse] reads the publisher's colour, [Scheme] derives the palettes and
// [CSS] writes them as custom properties.
package colour

import (
	"fmt"
	"math"
	"strconv"
)

// Colour is an opaque sRGB colour. The zero value is black. It is also a
// color.Color of the standard library.
type Colour struct{ R, G, B uint8 }

// Default is the accent of a guide that names none: a deep harbour blue.
var Default = Colour{0x16, 0x5a, 0x96}

// Parse reads #rgb or #rrggbb, in either case. Its errors are for the
// publisher to read.
func Parse(text string) (Colour, error) {
	digits, marked := cutHash(text)
	n, err := strconv.ParseUint(digits, 16, 32)
	if !marked || err != nil || len(digits) != 3 && len(digits) != 6 {
		return Colour{}, fmt.Errorf("%q is not a colour; write it as # and six digits from 0 to f, such as %s", text, Default)
	}
	if len(digits) == 3 {
		r, g, b := n>>8, n>>4&15, n&15
		return Colour{uint8(r * 17), uint8(g * 17), uint8(b * 17)}, nil
	}
	return Colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, nil
}

func cutHash(text string) (digits string, marked bool) {
	if text == "" || text[0] != '#' {
		return text, false
	}
	return text[1:], true
}

// String writes the colour as CSS reads it: #rrggbb in lower case.
func (c Colour) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// RGBA is for the standard library's color.Color.
func (c Colour) RGBA() (r, g, b, a uint32) {
	return uint32(c.R) * 0x101, uint32(c.G) * 0x101, uint32(c.B) * 0x101, 0xffff
}

// Luminance is the relative luminance of WCAG 2.2: 0 for black, 1 for white.
func (c Colour) Luminance() float64 {
	return 0.2126*linear[c.R] + 0.7152*linear[c.G] + 0.0722*linear[c.B]
}

// Contrast is the contrast ratio of WCAG 2.2, from 1 (the same) to 21 (black
// and white). The order of the two does not matter.
func Contrast(a, b Colour) float64 {
	x, y := a.Luminance(), b.Luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// linear undoes the transfer curve of sRGB for each of the 256 values.
var linear = func() (table [256]float64) {
	for i := range table {
		v := float64(i) / 255
		if v <= 0.04045 {
			table[i] = v / 12.92
			continue
		}
		table[i] = math.Pow((v+0.055)/1.055, 2.4)
	}
	return table
}()
