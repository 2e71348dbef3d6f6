package colour

import "math"

// lch is a colour in OKLCH, in which equal steps look equal and lightness
// moves without turning the hue. L runs from 0 to 1, C from 0 to about 0.32
// within sRGB, H is in radians.
//
// The constants of the conversions are Björn Ottosson's, published in "A
// perceptual color space for image processing" (2020, public domain), in the
// version that he revised in January 2021.
type lch struct{ L, C, H float64 }

func toLCH(c Colour) lch {
	r, g, b := linear[c.R], linear[c.G], linear[c.B]
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	lab := [3]float64{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
	return lch{lab[0], math.Hypot(lab[1], lab[2]), math.Atan2(lab[2], lab[1])}
}

// light is the colour as linear red, green and blue. Outside 0 to 1 it
// cannot be shown.
func (c lch) light() [3]float64 {
	a, b := c.C*math.Cos(c.H), c.C*math.Sin(c.H)
	l := cube(c.L + 0.3963377774*a + 0.2158037573*b)
	m := cube(c.L - 0.1055613458*a - 0.0638541728*b)
	s := cube(c.L - 0.0894841775*a - 1.2914855480*b)
	return [3]float64{
		4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s,
	}
}

func cube(v float64) float64 { return v * v * v }

// shown tells whether a screen can show the colour, give or take a rounding.
func (c lch) shown() bool {
	const slack = 1e-4
	for _, v := range c.light() {
		if v < -slack || v > 1+slack {
			return false
		}
	}
	return true
}

// colour is the nearest colour that a screen can show with this lightness and
// hue: where it is too vivid, it loses chroma.
func (c lch) colour() Colour {
	if !c.shown() {
		grey := lch{L: c.L, H: c.H}
		c.C = split(0, c.C, func(chroma float64) bool {
			grey.C = chroma
			return !grey.shown()
		})
	}
	v := c.light()
	return Colour{encoded(v[0]), encoded(v[1]), encoded(v[2])}
}

// encoded applies the transfer curve of sRGB and rounds to 8 bits.
func encoded(v float64) uint8 {
	v = min(max(v, 0), 1)
	if v <= 0.0031308 {
		return uint8(math.Round(v * 12.92 * 255))
	}
	return uint8(math.Round((1.055*math.Pow(v, 1/2.4) - 0.055) * 255))
}

// towards moves the lightness to end, 0 or 1, by the least amount at which
// the colour will do. The end must do.
func (c lch) towards(end float64, will func(Colour) bool) Colour {
	if as := c.colour(); will(as) {
		return as
	}
	at := func(lightness float64) Colour { return lch{lightness, c.C, c.H}.colour() }
	_, lightness := interval(c.L, end, func(l float64) bool { return will(at(l)) })
	return at(lightness)
}

// split is the last value before holds becomes true between from and to.
func split(from, to float64, holds func(float64) bool) float64 {
	before, _ := interval(from, to, holds)
	return before
}

// interval halves the way from a value at which holds is false to one at
// which it is true until they are closer than 8 bits can tell.
func interval(from, to float64, holds func(float64) bool) (before, after float64) {
	for range 16 {
		middle := (from + to) / 2
		if holds(middle) {
			to = middle
			continue
		}
		from = middle
	}
	return from, to
}
