package measure

import (
	"math"
	"sort"
)

type lab struct{ l, a, b float64 }

func (c lab) from(o lab) float64 {
	return math.Sqrt((c.l-o.l)*(c.l-o.l) + (c.a-o.a)*(c.a-o.a) + (c.b-o.b)*(c.b-o.b))
}

// hue is a distance for which lightness counts half.
func (c lab) hue(o lab) float64 {
	return math.Sqrt((c.l-o.l)*(c.l-o.l)/4 + (c.a-o.a)*(c.a-o.a) + (c.b-o.b)*(c.b-o.b))
}

// toLab is an sRGB colour in CIELAB (IEC 61966-2-1, D65).
func toLab(r, g, b float64) lab {
	r, g, b = linear(r), linear(g), linear(b)
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124564*r + 0.3575761*g + 0.1804375*b) / 0.95047)
	y := f(0.2126729*r + 0.7151522*g + 0.0721750*b)
	z := f((0.0193339*r + 0.1191920*g + 0.9503041*b) / 1.08883)
	return lab{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func linear(v float64) float64 {
	if v /= 255; v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// median is the colour of the medians.
func median(colours []lab) lab {
	middle := func(of func(lab) float64) float64 {
		if len(colours) == 0 {
			return 0
		}
		values := make([]float64, len(colours))
		for i, c := range colours {
			values[i] = of(c)
		}
		sort.Float64s(values)
		return values[len(values)/2]
	}
	return lab{
		middle(func(c lab) float64 { return c.l }), middle(func(c lab) float64 { return c.a }), middle(func(c lab) float64 { return c.b }),
	}
}
