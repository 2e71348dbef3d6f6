package synth

import (
	"image/color"
	"math"
)

// rgb is light or reflectance in linear sRGB: 1 is a perfect white under the
// light that the camera was set for.
type rgb struct{ R, G, B float64 }

func (a rgb) plus(b rgb) rgb        { return rgb{a.R + b.R, a.G + b.G, a.B + b.B} }
func (a rgb) by(b rgb) rgb          { return rgb{a.R * b.R, a.G * b.G, a.B * b.B} }
func (a rgb) times(f float64) rgb   { return rgb{a.R * f, a.G * f, a.B * f} }
func (a rgb) luma() float64         { return 0.2126*a.R + 0.7152*a.G + 0.0722*a.B }
func blend(a, b rgb, t float64) rgb { return a.times(1 - t).plus(b.times(t)) }
func grey(v float64) rgb            { return rgb{v, v, v} }
func linear(hex uint32) rgb         { return rgb{decode[hex>>16&255], decode[hex>>8&255], decode[hex&255]} }

// decode is the light that each of the 256 values of sRGB stands for.
var decode = func() (table [256]float64) {
	for i := range table {
		v := float64(i) / 255
		if v <= 0.04045 {
			table[i] = v / 12.92
		} else {
			table[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return table
}()

// ink is a colour to draw with, as 0xRRGGBB and an opacity.
func ink(hex uint32, opacity float64) color.NRGBA {
	return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), uint8(math.Round(255 * opacity))}
}

// tones are ten skin tones from the lightest to the darkest, about evenly
// spaced to the eye.
var tones = [10]uint32{
	0xF4E2D6, 0xEBCFBB, 0xE0BA9C, 0xD1A27E, 0xBD8962,
	0xA5714C, 0x8A5A3B, 0x6E452D, 0x543323, 0x3C251B,
}

// shade is a colour made lighter (above 1) or darker (below 1).
func shade(hex uint32, by float64) uint32 {
	channel := func(v uint32) uint32 { return uint32(math.Round(min(float64(v&255)*by, 255))) }
	return channel(hex>>16)<<16 | channel(hex>>8)<<8 | channel(hex)
}

// between two colours, as the eye sees them.
func tint(a, b uint32, t float64) uint32 {
	channel := func(a, b uint32) uint32 { return uint32(math.Round(mix(float64(a&255), float64(b&255), t))) }
	return channel(a>>16, b>>16)<<16 | channel(a>>8, b>>8)<<8 | channel(a, b)
}

// glow is the colour of a light of so many kelvin, at a luminance of 1: the
// law of Planck, weighed with the fits to the observer's curves by Wyman,
// Sloan and Shirley (2013).
func glow(kelvin float64) rgb {
	var x, y, z float64
	for nm := 380.0; nm <= 780; nm += 10 {
		power := math.Pow(nm/560, -5) / (math.Exp(1.4388e7/(nm*kelvin)) - 1)
		x += power * (1.056*bell(nm, 599.8, 37.9, 31.0) + 0.362*bell(nm, 442.0, 16.0, 26.7) - 0.065*bell(nm, 501.1, 20.4, 26.2))
		y += power * (0.821*bell(nm, 568.8, 46.9, 40.5) + 0.286*bell(nm, 530.9, 16.3, 31.1))
		z += power * (1.217*bell(nm, 437.0, 11.8, 36.0) + 0.681*bell(nm, 459.0, 26.0, 13.8))
	}
	x, z = x/y, z/y
	return rgb{
		max(0.02, 3.2406*x-1.5372-0.4986*z),
		max(0.02, -0.9689*x+1.8758+0.0415*z),
		max(0.02, 0.0557*x-0.2040+1.0570*z),
	}
}

// bell is a bump whose left and right flanks differ.
func bell(at, centre, left, right float64) float64 {
	width := right
	if at < centre {
		width = left
	}
	d := (at - centre) / width
	return math.Exp(-d * d / 2)
}

// daylight is what cameras are set for here, in kelvin.
const daylight = 5500

// cast is the colour that white takes when the light is so many mired warmer
// (above 0) or cooler (below 0) than what the camera was set for. A mired is
// a million over the kelvins; steps of it look alike everywhere.
func cast(mired float64) rgb {
	from, to := glow(daylight), glow(1e6/(1e6/daylight+mired))
	tinge := rgb{to.R / from.R, to.G / from.G, to.B / from.B}
	return tinge.times(1 / tinge.luma())
}
