package synth

import "math"

// Light is what falls on the document. At the document's centre it is 1.
type Light struct {
	From    float64 // degrees on the plane that the main light comes from
	Height  float64 // degrees of the main light above the plane
	Reach   float64 // mm from the main light to the document: the nearer, the faster it fades
	Ambient float64 // share of light that comes from everywhere
	Warmth  float64 // mired by which the main light is warmer than the rest
	Shadow  Shadow
}

// Shadow is a soft edge across the document, as a phone, a head or a window
// frame throws it.
type Shadow struct {
	Depth float64 // share of light that is lacking inside
	Angle float64 // degrees in which it gets darker
	Soft  float64 // mm from light to dark
	Off   float64 // mm of the edge from the document's centre
}

// lamp is a light, ready to be asked about places.
type lamp struct {
	Light
	at, centre vec
	high       float64
	near       float64 // what the main light gives at the centre, before it is made 1
	main, rest rgb
	shade      vec
}

func (l Light) over(centre vec) lamp {
	tall := toward(l.Height)
	a := lamp{Light: l, centre: centre, at: centre.plus(toward(l.From).times(l.Reach * tall.X)), high: l.Reach * tall.Y}
	a.near = 1
	a.near = a.fade(centre)
	a.main, a.rest = cast(l.Warmth/2), cast(-l.Warmth/2)
	a.shade = toward(l.Shadow.Angle)
	return a
}

// fade is the main light at a place: the inverse square of the distance and
// the cosine of the angle.
func (a *lamp) fade(p vec) float64 {
	way := a.at.minus(p)
	square := way.dot(way) + a.high*a.high
	return a.high / (square * math.Sqrt(square)) / a.near
}

// shaded is the share of light that the shadow leaves.
func (a *lamp) shaded(p vec) float64 {
	if a.Shadow.Depth == 0 {
		return 1
	}
	d := p.minus(a.centre).dot(a.shade) - a.Shadow.Off
	return 1 - a.Shadow.Depth*step(-a.Shadow.Soft/2, a.Shadow.Soft/2, d)
}

// on is the light at a place of which open, 0 to 1, is not blocked.
func (a *lamp) on(p vec, open float64) rgb {
	direct := a.fade(p) * (1 - a.Ambient) * open
	around := a.Ambient * mix(0.45, 1, open)
	return a.main.times(direct).plus(a.rest.times(around)).times(a.shaded(p))
}

// unevenness is the brightest over the darkest light on the document.
func (l Light) unevenness(document vec) float64 {
	a := l.over(document.times(0.5))
	low, high := math.Inf(1), 0.0
	for i := range 33 {
		for j := range 21 {
			e := a.on(vec{document.X * float64(i) / 32, document.Y * float64(j) / 20}, 1).luma()
			low, high = min(low, e), max(high, e)
		}
	}
	return high / low
}
