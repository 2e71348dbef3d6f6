package synth

import "math"

// at is the skin at a place under a light: its colour, and how much of the
// pixel it covers.
func (s *skin) at(p vec, pixel float64, l rgb) (rgb, float64) {
	if p.X < s.low.X || p.Y < s.low.Y || p.X > s.high.X || p.Y > s.high.Y {
		return rgb{}, 0
	}
	outside, height, top := s.relief(p)
	cover := clamp(0.5 - outside/(1.2*pixel))
	if cover == 0 {
		return rgb{}, 0
	}
	const e = 0.35
	_, right, _ := s.relief(vec{p.X + e, p.Y})
	_, below, _ := s.relief(vec{p.X, p.Y + e})
	f := &s.fingers[top]
	_, radius, along := f.outside(p)
	dx := (right-height)/e + 0.10*s.pores.rough(p.X*1.1, p.Y*1.1, pixel*1.1, 3)
	dy := (below-height)/e + 0.10*s.pores.rough(p.X*1.1+30, p.Y*1.1, pixel*1.1, 3)
	size := math.Sqrt(dx*dx + dy*dy + 1)
	facing := (s.light[2] - dx*s.light[0] - dy*s.light[1]) / size / max(s.light[2], 0.35)
	round := 1 / size // 1 where the skin faces the camera
	lit := clamp((facing + 0.45) / 1.45)
	lit = mix(lit, 1, 0.3) * mix(0.66, 1, math.Sqrt(round)) * 1.12
	c := s.complexion(p, pixel, f, along, top)
	c = c.by(rgb{mix(0.10, 1, lit), mix(0.035, 1, lit*mix(0.9, 1, lit)), mix(0.025, 1, lit*mix(0.85, 1, lit))})
	shine := max(0, facing*round-0.75) * 0.10
	if f.nail {
		c, shine = f.polish(c, shine, p, radius, pixel)
	}
	return c.plus(grey(shine)).by(l), cover
}

// complexion is the skin's own colour: blotches, pores, and the creases at
// the joints.
func (s *skin) complexion(p vec, pixel float64, f *finger, along float64, top int) rgb {
	red := s.pores.rough(p.X/9, p.Y/9, pixel/9, 2)
	v := 1 + 0.05*s.pores.rough(p.X*2.4, p.Y*2.4, pixel*2.4, 2) + 0.04*red
	c := s.colour.times(v).by(rgb{1 + 0.03*red, 1 - 0.05*red, 1 - 0.04*red})
	if top == 0 {
		return c
	}
	flush := 1 - step(0, 0.7, along) // finger tips are redder
	c = c.by(rgb{1 + 0.03*flush, 1 - 0.07*flush, 1 - 0.06*flush})
	wobble := 0.05 * s.pores.at(p.X/3, p.Y/3)
	for _, joint := range []float64{0.97, 1.05, 1.95, 2.04, 2.1}[:max(0, min(5, 3*f.bends-1))] {
		far := (along - joint + wobble) * 24 / (0.55 + pixel)
		c = c.times(1 - 0.17*math.Exp(-far*far))
	}
	return c
}

// polish draws the nail on the tip of a finger.
func (f *finger) polish(c rgb, shine float64, p vec, radius, pixel float64) (rgb, float64) {
	axis := f.joints[0].minus(f.joints[1]).unit()
	q := p.minus(f.joints[0].minus(axis.times(0.5)))
	x, y := q.dot(axis)/(0.80*radius), q.dot(axis.left())/(0.64*radius)
	r := math.Pow(math.Pow(math.Abs(x), 2.6)+math.Pow(math.Abs(y), 2.6), 1/2.6)
	edge := pixel / radius
	inside := 1 - step(0.94-edge, 1+edge, r)
	rim := step(0.8, 0.97, r) * (1 - step(1, 1.16+edge, r))
	c = c.times(1 - 0.33*rim)
	if inside == 0 {
		return c, shine
	}
	bed := blend(c, c.by(rgb{1.12, 0.98, 0.97}).plus(rgb{0.05, 0.025, 0.025}), 0.9)
	white := step(0.66, 0.78, x) // the free end
	bed = blend(bed, bed.plus(grey(0.16)), white)
	moon := 1 - step(0.2, 0.3, math.Sqrt((x+0.95)*(x+0.95)+y*y*0.35))
	bed = blend(bed, bed.plus(grey(0.05)), moon)
	gleam := math.Exp(-(y+0.3)*(y+0.3)*14) * (1 - x*x) * 0.10
	return blend(c, bed, inside), shine*(1-inside) + inside*max(gleam, 0)
}
