package synth

import "math"

// Hand is the hand of whoever takes the photo, as far as it can be seen.
type Hand struct {
	Tone  int     // of the skin: 0, the lightest, to 9, the darkest
	Palm  bool    // the document lies on the open hand
	Cover float64 // share of a side of the document that fingers cover
	Side  int     // which: 0 top, 1 right, 2 bottom, 3 left
	Along float64 // where on the side, 0 to 1
	Lean  float64 // degrees by which the fingers are off straight in
	Seed  uint64
}

// finger is a chain of bones with flesh around them; the first joint is the
// tip. Bones of one finger melt into each other.
type finger struct {
	joints []vec
	radii  []float64 // mm
	nail   bool
	melt   float64 // mm over which its bones, and it and the palm, melt
	bends  int     // joints that show creases
}

// skin is what one layer of a hand looks like: fingers above each other, the
// last on top.
type skin struct {
	fingers   []finger
	colour    rgb
	back      bool // the back of the hand is seen, not the palm
	low, high vec  // nothing is outside
	pores     noise
	light     [3]float64 // the way to the main light
}

// fingerWidth is how wide a finger is at its tip, in mm.
const fingerWidth = 16.5

// over are fingers over the document's edge: as many as the share that they
// cover asks for, and as far in, or as far from each other, as makes it.
func (h Hand) over(document vec, from Light) *skin {
	if h.Cover == 0 {
		return nil
	}
	_, _, _, length := side(document, h.Side)
	count := int(math.Ceil(h.Cover * length / fingerWidth))
	low, high := 0.0, 32.0
	for range 10 {
		each := (low + high) / 2
		if h.press(document, from, count, each).covered(document, h.Side, 400) < h.Cover {
			low = each
		} else {
			high = each
		}
	}
	return h.press(document, from, count, high)
}

// press puts so many fingers over the edge, each so many mm wide there.
func (h Hand) press(document vec, from Light, count int, each float64) *skin {
	d := roll(h.Seed, "fingers")
	start, along, inward, length := side(document, h.Side)
	s := newSkin(h, from, d)
	s.back = true
	lean := toward(h.Lean)
	in := inward.times(lean.X).plus(along.times(lean.Y))
	room := float64(count)*fingerWidth/2 + 6
	middle := length / 2
	if 2*room < length {
		middle = mix(room, length-room, h.Along)
	}
	for i := range count {
		at := start.plus(along.times(middle + each*(float64(i)-float64(count-1)/2)))
		s.fingers = append(s.fingers, pressed(at, in, lean.X, each, count > 1, d))
	}
	s.fingers = append([]finger{s.knuckles(d)}, s.fingers...)
	s.frame()
	return s
}

// side is where a side of the document starts, the way along it, the way into
// the document, and its length.
func side(document vec, index int) (start, along, inward vec, length float64) {
	switch index {
	case 0:
		return vec{}, vec{1, 0}, vec{0, 1}, document.X
	case 1:
		return vec{document.X, 0}, vec{0, 1}, vec{-1, 0}, document.Y
	case 2:
		return vec{0, document.Y}, vec{1, 0}, vec{0, -1}, document.X
	}
	return vec{}, vec{0, 1}, vec{1, 0}, document.Y
}

// pressed is a finger whose tip lies over an edge so far that it is so wide
// there; where it has neighbours it goes in farther than its full width asks
// for, so that no gap is left between them.
func pressed(at, in vec, straight, wide float64, neighbours bool, d dice) finger {
	tip := fingerWidth / 2 * d.between(0.98, 1.02)
	half := min(wide/2, tip*0.995)
	depth := tip - math.Sqrt(tip*tip-half*half)
	if neighbours {
		depth = tip*1.1 + d.between(0, 5)
	}
	end := at.minus(in.times((tip - depth) / straight))
	bow := in.left().times(d.between(-3, 3))
	return finger{
		joints: []vec{end, end.minus(in.times(23)).plus(bow), end.minus(in.times(47)).plus(bow), end.minus(in.times(88))},
		radii:  []float64{tip, tip * 1.07, tip * 1.2, tip * 1.35},
		nail:   true, melt: 3, bends: 2,
	}
}

// knuckles are the back of the hand that the fingers grow from.
func (s *skin) knuckles(d dice) finger {
	first, last := s.fingers[0], s.fingers[len(s.fingers)-1]
	root := between(first.joints[3], last.joints[3], 0.5)
	back := first.joints[3].minus(first.joints[0]).unit()
	beside := back.left().times(d.between(-12, 12))
	return finger{
		joints: []vec{root.plus(beside), root.plus(back.times(60)).plus(beside), root.plus(back.times(170)).plus(beside.times(2))},
		radii:  []float64{31, 36, 29}, melt: 12,
	}
}

// under is the open hand that the document lies on.
func (h Hand) under(document vec, from Light) *skin {
	if !h.Palm {
		return nil
	}
	d := roll(h.Seed, "palm")
	s := newSkin(h, from, d)
	middle := document.times(0.5).plus(vec{d.between(-8, 8), d.between(-4, 8)})
	lean := d.between(-28, 28)
	up, right := toward(lean-90), toward(lean)
	thumb := 1.0
	if d.chance(0.5) {
		thumb = -1
	}
	place := func(x, y float64) vec { return middle.plus(right.times(x * thumb)).plus(up.times(y)) }
	palm := finger{joints: []vec{place(-2, -28), place(0, -75), place(4, -200)}, radii: []float64{42, 38, 29}, melt: 14}
	s.fingers = []finger{palm}
	reach := []float64{66, 82, 78, 60}
	for i, length := range reach {
		x := 31 - 20.5*float64(i)
		spread := 2.2 * (1.5 - float64(i))
		s.fingers = append(s.fingers, finger{
			joints: []vec{place(x+spread*1.6, length), place(x+spread, length*0.55), place(x+spread*0.4, length*0.12), place(x*0.8, -25)},
			radii:  []float64{7.4, 8.3, 9.3, 11}, melt: 3, bends: 2,
		})
	}
	if h.Cover == 0 {
		s.fingers = append(s.fingers, finger{
			joints: []vec{place(79, 4), place(66, -17), place(44, -44), place(20, -70)},
			radii:  []float64{8.6, 9.8, 13, 19}, melt: 9, bends: 1,
		})
	}
	s.frame()
	return s
}

func newSkin(h Hand, from Light, d dice) *skin {
	tall, flat := toward(from.Height), toward(from.From)
	s := &skin{pores: noise(d.Uint32()), colour: linear(tones[h.Tone])}
	if h.Palm { // palms are paler than the backs of hands
		s.colour = blend(s.colour, linear(0xE3B9A0), 0.3)
	}
	s.light = [3]float64{flat.X * tall.X, flat.Y * tall.X, tall.Y}
	return s
}

func (s *skin) frame() {
	s.low, s.high = vec{math.Inf(1), math.Inf(1)}, vec{math.Inf(-1), math.Inf(-1)}
	for _, f := range s.fingers {
		for i, p := range f.joints {
			r := f.radii[i] + 14
			s.low = vec{min(s.low.X, p.X-r), min(s.low.Y, p.Y-r)}
			s.high = vec{max(s.high.X, p.X+r), max(s.high.Y, p.Y+r)}
		}
	}
}

// outside is how far a place is outside the finger in mm, below 0 inside; how
// thick the finger is there; and how far along it the place lies, in bones
// from the tip.
func (f *finger) outside(p vec) (distance, radius, along float64) {
	distance = math.Inf(1)
	for i := range len(f.joints) - 1 {
		a, b := f.joints[i], f.joints[i+1]
		bone := b.minus(a)
		t := clamp(p.minus(a).dot(bone) / bone.dot(bone))
		r := mix(f.radii[i], f.radii[i+1], t)
		d := p.minus(between(a, b, t)).length() - r
		switch {
		case i == 0:
			distance, radius, along = d, r, t
		default:
			share := clamp(0.5 + (distance-d)/(2*f.melt))
			along = mix(along, float64(i)+t, step(0.4, 0.6, share))
			radius = mix(radius, r, share)
			distance = mix(distance, d, share) - f.melt*share*(1-share)*0.5
		}
	}
	return distance, radius, along
}

// relief is the outline and the height of the hand at a place, in mm, and the
// finger that is seen there. Fingers lie beside each other with a crease, and
// grow smoothly out of the palm, which is the first of them.
func (s *skin) relief(p vec) (outside, height float64, top int) {
	palm, thick, _ := s.fingers[0].outside(p)
	height, outside = 0.7*swell(palm, thick), palm
	best, near := math.Inf(-1), math.Inf(1)
	for i := range s.fingers[1:] {
		d, r, _ := s.fingers[i+1].outside(p)
		near = min(near, d)
		if h := swell(d, r); h > best {
			best, top = h, i+1
		}
	}
	melt := s.fingers[0].melt
	share := clamp(0.5 + (best-height)/(2*melt))
	if share < 0.5 {
		top = 0
	}
	height = mix(height, best, share) + melt*share*(1-share)*0.4
	share = clamp(0.5 + (palm-near)/(2*melt))
	return mix(palm, near, share) - melt*share*(1-share)*0.4, height, top
}

// swell is how high a round thing is, so far outside its outline: below 0
// beyond it, and without a kink there, so that what melts shows no seam.
func swell(outside, radius float64) float64 {
	if outside > 0 {
		return -2 * outside
	}
	in := min(-outside/radius, 1)
	return radius * in * (2 - in)
}

// shadow is the share of light that the hand takes from a place under it.
func (s *skin) shadow(p vec) float64 {
	if s == nil {
		return 0
	}
	shift := vec{s.light[0], s.light[1]}.times(6 / max(s.light[2], 0.4))
	q := p.plus(shift)
	if q.X < s.low.X || q.Y < s.low.Y || q.X > s.high.X || q.Y > s.high.Y {
		return 0
	}
	outside, _, _ := s.relief(q)
	return 0.62 * (1 - step(-7, 6, outside))
}

// covered is the share of a side that the hand covers, looked at in so many
// places.
func (s *skin) covered(document vec, index, places int) float64 {
	if s == nil {
		return 0
	}
	start, along, _, length := side(document, index)
	n := 0
	for i := range places {
		if s.over(start.plus(along.times(length * (float64(i) + 0.5) / float64(places)))) {
			n++
		}
	}
	return float64(n) / float64(places)
}

// hidden is the share of the document that the hand covers.
func (s *skin) hidden(document vec) float64 {
	if s == nil {
		return 0
	}
	const columns, rows = 80, 50
	n := 0
	for i := range columns {
		for j := range rows {
			if s.over(vec{document.X * (float64(i) + 0.5) / columns, document.Y * (float64(j) + 0.5) / rows}) {
				n++
			}
		}
	}
	return float64(n) / (columns * rows)
}

func (s *skin) over(p vec) bool {
	if p.X < s.low.X || p.Y < s.low.Y || p.X > s.high.X || p.Y > s.high.Y {
		return false
	}
	outside, _, _ := s.relief(p)
	return outside < 0
}
