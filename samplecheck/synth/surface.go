package synth

import "math"

// Surface is what the document lies on.
type Surface struct {
	Kind    string // one of [Surfaces]
	Seed    uint64
	Clutter int     // how many things lie about
	Below   float64 // mm from the document down to it: 0 when the document lies on it
}

// Surfaces are the kinds of surface.
var Surfaces = []string{"wood", "fabric", "white-table", "dark-table", "desk"}

// ground is a surface, ready to be asked: the reflectance at a place, of which
// what is smaller than a pixel (in mm) has faded, and how much of the room's
// light it mirrors.
type ground struct {
	colour func(p vec, pixel float64) rgb
	gloss  float64
	sheen  vec // the middle of what it mirrors
	spread float64
	things *things
}

func (s Surface) lay(document vec) *ground {
	d := roll(s.Seed, "surface")
	g := &ground{spread: d.between(90, 160)}
	g.sheen = document.times(0.5).plus(toward(d.between(180, 360)).times(d.between(110, 190)))
	switch s.Kind {
	case "wood":
		g.colour, g.gloss = wood(d), d.between(0, 0.05)
	case "fabric":
		g.colour = fabric(d)
	case "white-table":
		g.colour, g.gloss = plain(d, pick[uint32](d, 0xE9E8E4, 0xF0EFEC, 0xE2E4E6), 0.012), d.between(0, 0.05)
	case "dark-table":
		g.colour, g.gloss = plain(d, pick[uint32](d, 0x2B2A2C, 0x1F2226, 0x3A322D), 0.10), d.between(0.03, 0.10)
	default:
		g.colour, g.gloss = plain(d, pick[uint32](d, 0xB9B2A6, 0x8C9298, 0xCBB79A, 0x6F7B78), 0.03), d.between(0, 0.03)
	}
	if s.Clutter > 0 {
		g.things = scatter(s, document)
	}
	return g
}

// at is the reflectance at a place and the light that it mirrors, before
// anything throws a shadow on it.
func (g *ground) at(p vec, pixel float64) (rgb, float64) {
	c := g.colour(p, pixel)
	if g.things != nil {
		c = g.things.over(c, p, pixel)
	}
	if g.gloss == 0 {
		return c, 0
	}
	d := p.minus(g.sheen)
	return c, g.gloss * math.Exp(-d.dot(d)/(g.spread*g.spread))
}

// plain is a painted or laminated board with a little dirt and grain.
func plain(d dice, hex uint32, uneven float64) func(vec, float64) rgb {
	base := linear(hex)
	clouds, grain := noise(d.Uint32()), noise(d.Uint32())
	return func(p vec, pixel float64) rgb {
		v := 1 + uneven*clouds.rough(p.X/60, p.Y/60, pixel/60, 3) + uneven*grain.rough(p.X*2.2, p.Y*2.2, pixel*2.2, 2)
		return base.times(v)
	}
}

// wood is planks cut along the trunk: year rings that the cut stretches into
// long arches, fibres, and pores.
func wood(d dice) func(vec, float64) rgb {
	kinds := [][3]uint32{{0xC79A63, 0x9A6B3B, 0x7A4F28}, {0x8A5A34, 0x5E3A20, 0x40260F}, {0xDDBB8C, 0xB98F5C, 0x96683A}, {0xA9825B, 0x7E5B3B, 0x5A3E26}}
	kind := kinds[d.IntN(len(kinds))]
	early, late, pore := linear(kind[0]), linear(kind[1]), linear(kind[2])
	axis := toward(d.between(-35, 35) + 90*float64(d.IntN(2)))
	plank := d.between(85, 150)
	off := d.between(0, plank)
	warp, fibre, pores, board := noise(d.Uint32()), noise(d.Uint32()), noise(d.Uint32()), noise(d.Uint32())
	return func(p vec, pixel float64) rgb {
		along, across := p.dot(axis), p.dot(axis.left())+off
		index := math.Floor(across / plank)
		in := across - index*plank
		along += 977 * board.at(index*3.7, 0.5)
		heart := (in/plank-0.5)*2 + 0.5*board.at(index*5.1, 7.5)
		rings := 9*heart*heart + 2.2*warp.rough(along/160, across/38+index*9, pixel/38, 3) + along/420
		ring := 0.5 + 0.5*math.Sin(2*math.Pi*rings*1.7)
		ring *= ring
		c := blend(early, late, 0.5*ring*(1-step(1, 4, pixel)))
		streak := fibre.rough(along/26, across*1.6, pixel*1.6, 3)
		c = c.times(1 + 0.13*streak + 0.09*board.at(index*2.3, 3.5))
		hole := step(0.45, 0.8, pores.rough(along/5, across*3.1, pixel*3.1, 1))
		c = blend(c, pore, 0.55*hole)
		seam := math.Min(in, plank-in)
		return c.times(1 - 0.6*(1-step(0.1, 0.5+pixel, seam)))
	}
}

// fabric is a plain weave: threads that go over and under each other.
func fabric(d dice) func(vec, float64) rgb {
	base := linear(pick[uint32](d, 0x6C7A89, 0xA79B8B, 0x8B3A3A, 0x3D4F6B, 0xC9C2B6, 0x56624E))
	period := d.between(0.7, 1.5)
	axis := toward(d.between(-30, 30))
	slub, folds := noise(d.Uint32()), noise(d.Uint32())
	warm := d.between(0.85, 1)
	return func(p vec, pixel float64) rgb {
		sag := 2.5 * folds.at(p.X/90, p.Y/90)
		x := p.dot(axis)/period + sag*0.3
		y := p.dot(axis.left())/period + sag*0.2
		over := math.Sin(math.Pi*x) * math.Sin(math.Pi*y)
		thread := math.Abs(math.Sin(math.Pi*x)) - math.Abs(math.Sin(math.Pi*y))
		if over < 0 {
			thread = -thread
		}
		seen := 1 - step(0.35*period, 0.9*period, pixel)
		v := 1 + seen*0.26*thread + 0.10*slub.rough(x/9, y*0.8, pixel/period, 2) + 0.10*slub.rough(x*0.8+50, y/9, pixel/period, 2)
		v += 0.22 * folds.rough(p.X/70, p.Y/110+9, pixel/70, 2)
		c := base.times(max(v, 0.1))
		if over < 0 {
			c = c.by(rgb{warm, 1, 1 / warm})
		}
		return c
	}
}
