package synth

import "math"

// stage is a scene that is lit and ready: it can be asked for the light that
// comes from any pixel.
type stage struct {
	Scene
	ground      *ground
	print       canvas
	lamp        lamp
	glare       reflection
	over, under *skin
	body        body
}

// light is what falls into the lens.
func (s *stage) light(v view) light {
	l := newLight(v.width, v.height)
	parallel(v.height, func(y int) {
		for x := range v.width {
			px, py := float64(x)+0.5, float64(y)+0.5
			c := s.from(v, px, py).times(s.Camera.falloff(v, px, py))
			i := y*v.width + x
			l.planes[0][i], l.planes[1][i], l.planes[2][i] = steps(c.R), steps(c.G), steps(c.B)
		}
	})
	return l
}

// steps is light in whole numbers, of which white is one. The brightest
// that is kept is far above what any sensor holds.
func steps(v float64) int32 { return int32(math.Round(white * min(max(v, 0), 12))) }

// from is the light that comes from a pixel.
func (s *stage) from(v view, px, py float64) rgb {
	p := v.plane(px, py, 0)
	beside := v.plane(px+1, py, 0)
	pixel := beside.minus(p).length() // mm
	outside := s.body.outside(p)
	c := rgb{}
	if outside > -pixel || s.over != nil {
		c = s.behind(v, px, py, p, pixel, outside)
	}
	if cover := clamp(0.5 - outside/pixel); cover > 0 {
		c = blend(c, s.document(v, px, py, p, pixel, outside), cover)
	}
	if s.over != nil {
		skin, cover := s.over.at(p, pixel, s.lamp.on(p, 1))
		c = blend(c, skin, cover)
	}
	return c
}

// behind is the light from beside the document: the hand that it lies on, or
// the surface.
func (s *stage) behind(v view, px, py float64, p vec, pixel, outside float64) rgb {
	hand, cover := rgb{}, 0.0
	if s.under != nil {
		open := 1 - 0.6*(1-step(-1, 7, s.shift(p, 5)))
		hand, cover = s.under.at(p, pixel, s.lamp.on(p, open))
		if cover == 1 {
			return hand
		}
	}
	q := p
	if s.Surface.Below > 0 {
		q = v.plane(px, py, -s.Surface.Below)
		// So far away it is out of focus: the textures fade instead.
		pixel = max(pixel, s.Surface.Below/40)
	}
	open := 1 - 0.75*(1-step(-0.8*s.reach(), 2.2*s.reach(), s.shift(p, 1.3*s.reach())))
	open *= 1 - s.over.shadow(q)
	if s.under != nil {
		open *= 1 - 0.5*s.under.shadow(q)
	}
	colour, mirrored := s.ground.at(q, pixel)
	light := s.lamp.on(q, open)
	return blend(colour.by(light).plus(grey(mirrored)), hand, cover)
}

// reach is how soft the shadow of the document is, in mm: a card that lies
// flat has a narrow one.
func (s *stage) reach() float64 { return s.body.thick + 0.06*s.Surface.Below }

// shift is how far outside the body a place is, seen from so many mm nearer
// to the light.
func (s *stage) shift(p vec, by float64) float64 {
	return s.body.outside(p.plus(toward(s.Light.From).times(by)))
}

// document is the light from the document itself: the print, from four points
// of the pixel, and what its surface mirrors.
func (s *stage) document(v view, px, py float64, p vec, pixel, outside float64) rgb {
	var ink rgb
	for _, d := range [4]vec{{-0.375, -0.125}, {0.125, -0.375}, {0.375, 0.125}, {-0.125, 0.375}} {
		q := v.plane(px+d.X, py+d.Y, 0).minus(s.body.low)
		q.X = min(max(q.X, 0.6/s.print.scale), s.body.high.X-s.body.low.X-1.6/s.print.scale)
		q.Y = min(max(q.Y, 0.6/s.print.scale), s.body.high.Y-s.body.low.Y-1.6/s.print.scale)
		c, _ := s.print.sample(q)
		ink = ink.plus(c.times(0.25))
	}
	ink = ink.times(0.93) // no paper is a perfect white
	open := 1 - s.over.shadow(p)
	if s.Passport {
		open *= 1 - 0.5*math.Exp(-math.Abs(p.Y)/5) // the fold
	}
	l := s.lamp.on(p, open)
	c := ink.by(l)
	if rim := 1 - step(0.15, 0.35+pixel, -outside); rim > 0 {
		// The edge of the card catches the light, or lacks it.
		edge := s.shift(p, 0.5) - outside
		c = c.times(1 + 0.35*rim*max(-1, min(1, edge*2)))
	}
	return c.plus(grey(s.glare.light(p) * open))
}
