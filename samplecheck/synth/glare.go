package synth

import "math"

// Glare is the mirror image of a light in the document's glossy surface.
type Glare struct {
	Kind  string  // "lamp", "window" or "tube"; "" for none
	Share float64 // of the document's area that it burns out
	At    vec     // its middle, as shares of the document's width and height
	Turn  float64 // degrees
	Soft  float64 // mm over which its border fades
	Seed  uint32  // of the waviness of the surface
	Sheen float64 // light over the whole document, as a share of white
}

const (
	burnt  = 1.0 // of white: what reflects so much is burnt out, whatever is printed there
	mirror = 4.5 // of white: the light in the middle of the image
)

// reflection is a glare on a document of a size, ready to be asked.
type reflection struct {
	Glare
	document, centre, axis vec
	size                   float64 // mm: the half width of its shape
	wavy                   noise
}

// on makes the glare so large that it burns out its share of the document.
func (g Glare) on(document vec) reflection {
	r := reflection{Glare: g, document: document, axis: toward(g.Turn), wavy: noise(g.Seed)}
	r.centre = vec{g.At.X * document.X, g.At.Y * document.Y}
	if g.Kind == "" || g.Share == 0 {
		r.Kind = ""
		return r
	}
	// The bounds are halves of a whole number, 16 times, so that no processor
	// rounds them.
	low, high := 0.0, 256.0
	for range 16 {
		r.size = (low + high) / 2
		if r.covers() < g.Share {
			low = r.size
		} else {
			high = r.size
		}
	}
	return r
}

// covers is the share of the document that is burnt out.
func (r *reflection) covers() float64 {
	const columns, rows = 128, 80
	burn := 0
	for i := range columns {
		for j := range rows {
			p := vec{r.document.X * (float64(i) + 0.5) / columns, r.document.Y * (float64(j) + 0.5) / rows}
			if r.spot(p) >= burnt {
				burn++
			}
		}
	}
	return float64(burn) / (columns * rows)
}

// light is what the surface reflects at a place, beside what is printed.
func (r *reflection) light(p vec) float64 {
	across := p.minus(r.document.times(0.5)).dot(r.axis) / r.document.length()
	veil := r.Sheen * clamp(0.5+across)
	if r.Kind == "" {
		return veil
	}
	return veil + r.spot(p)
}

// spot is the image of the light: bright inside, with a soft border and a
// wide faint halo.
func (r *reflection) spot(p vec) float64 {
	d := p.minus(r.centre)
	q := vec{d.dot(r.axis), d.dot(r.axis.left())}
	q.X += 1.4 * r.wavy.rough(p.X/11, p.Y/11, 0.1, 2)
	q.Y += 1.4 * r.wavy.rough(p.X/11+40, p.Y/11, 0.1, 2)
	far := r.outside(q) / r.Soft
	return mirror/(1+math.Exp(4*far)) + 0.4*math.Exp(-max(far, 0)/4)
}

// outside is how far a place is outside the shape of the light, in mm; below
// 0 inside.
func (r *reflection) outside(q vec) float64 {
	switch r.Kind {
	case "window":
		return r.box(vec{math.Abs(q.X) - 0.56*r.size, math.Abs(q.Y) - 0.72*r.size}, vec{0.5, 0.66})
	case "tube":
		return r.box(q, vec{3.4, 0.4})
	}
	return q.length() - r.size
}

func (r *reflection) box(q, half vec) float64 {
	d := vec{math.Abs(q.X) - half.X*r.size, math.Abs(q.Y) - half.Y*r.size}
	round := 0.25 * min(half.X, half.Y) * r.size
	d = d.plus(vec{round, round})
	return vec{max(d.X, 0), max(d.Y, 0)}.length() + min(max(d.X, d.Y), 0) - round
}
