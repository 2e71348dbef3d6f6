package synth

import (
	"image"
	"math"
)

// things are what lies about on a surface, drawn once and then looked up.
type things struct {
	canvas
	corner vec // of the drawing, on the plane
	small  canvas
}

// room is how much of the plane around the document things can lie on, in mm.
const (
	room  = 190.0
	crisp = 4.0 // pixels a millimetre
)

// scatter lays things around the document, never over it.
func scatter(s Surface, document vec) *things {
	d := roll(s.Seed, "clutter")
	t := &things{corner: vec{-room, -room}}
	t.canvas = newCanvas(document.X+2*room, document.Y+2*room, crisp)
	kinds := []func(easel, dice){sheet, keyboard, pen, coin, notebook, cable, leaf, spoon}
	d.Shuffle(len(kinds), func(i, j int) { kinds[i], kinds[j] = kinds[j], kinds[i] })
	start := d.between(0, 360)
	for i := range s.Clutter {
		out := toward(start + 360*float64(i)/float64(s.Clutter) + d.between(-20, 20))
		reach := document.length()/2 + d.between(-4, 30)
		at := document.times(0.5).plus(vec{out.X * reach * 1.15, out.Y * reach * 0.95}).minus(t.corner)
		kinds[i%len(kinds)](easel{t.canvas, at, 1}, d)
	}
	t.small = t.halved().halved().halved()
	return t
}

// over lays the things over a surface of a colour.
func (t *things) over(c rgb, p vec, pixel float64) rgb {
	from := t.canvas
	if pixel > 1 {
		from = t.small
	}
	cover, alpha := from.sample(p.minus(t.corner))
	return c.times(1 - alpha).plus(cover)
}

// sample is the light of a place on the canvas, in millimetres, weighed by
// its opacity, and the opacity: none outside.
func (c canvas) sample(p vec) (rgb, float64) {
	x, y := p.X*c.scale-0.5, p.Y*c.scale-0.5
	left, top := math.Floor(x), math.Floor(y)
	i, j := int(left), int(top)
	if i < 0 || j < 0 || i+1 >= c.Rect.Dx() || j+1 >= c.Rect.Dy() {
		return rgb{}, 0
	}
	u, v := x-left, y-top
	at := c.Pix[j*c.Stride+4*i:]
	below := c.Pix[(j+1)*c.Stride+4*i:]
	weights := [4]float64{(1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v}
	var sum rgb
	alpha := 0.0
	for k, pix := range [4][]uint8{at[:4], at[4:8], below[:4], below[4:8]} {
		w := weights[k] * float64(pix[3]) / 255
		alpha += w
		if pix[3] == 255 || pix[3] == 0 {
			sum = sum.plus(rgb{decode[pix[0]], decode[pix[1]], decode[pix[2]]}.times(w))
			continue
		}
		whole := func(v uint8) float64 { return decode[min(255, int(v)*255/int(pix[3]))] }
		sum = sum.plus(rgb{whole(pix[0]), whole(pix[1]), whole(pix[2])}.times(w))
	}
	return sum, alpha
}

// halved is the canvas at half its scale, each pixel the mean of four.
func (c canvas) halved() canvas {
	width, height := c.Rect.Dx()/2, c.Rect.Dy()/2
	h := canvas{image.NewRGBA(image.Rect(0, 0, width, height)), c.scale / 2, nil}
	for y := range height {
		for x := range width {
			a, b := c.Pix[2*y*c.Stride+8*x:], c.Pix[(2*y+1)*c.Stride+8*x:]
			for k := range 4 {
				h.Pix[y*h.Stride+4*x+k] = uint8((int(a[k]) + int(a[k+4]) + int(b[k]) + int(b[k+4]) + 2) / 4)
			}
		}
	}
	return h
}

// drop is the soft shadow under a thing.
func (e easel) drop(s shape, tall float64) {
	e.soften(e.put(s.moved(vec{0.5 * tall, 0.6 * tall}, 0, 1)), ink(0x0A0806, 0.42), 1.4*tall)
}

func sheet(e easel, d dice) {
	turn := d.between(-40, 40)
	paper := rectangle(-62, -88, 124, 176).moved(vec{d.between(-30, 30), d.between(-60, 60)}, turn, 1)
	middle := paper[0][0].plus(paper[0][2]).times(0.5)
	e.drop(paper, 1)
	e.paint(paper, pick[uint32](d, 0xF4F2EC, 0xEFEFEF, 0xF5EFD9), 1)
	for y := -72.0; y < 76; y += 5 {
		if d.chance(0.15) {
			continue
		}
		for x := -50.0; x < 44; {
			word := d.between(3, 13)
			e.paint(rectangle(x, y, word, 1.5).moved(middle, turn, 1), 0x4A4A50, 0.7)
			x += word + 2
		}
	}
}

func keyboard(e easel, d dice) {
	turn := d.between(-20, 20)
	body := uint32(0x1C1C1F)
	keys := uint32(0x2C2C31)
	if d.chance(0.4) {
		body, keys = 0xC9CBCE, 0xEDEEEF
	}
	frame := rounded(-150, -55, 300, 110, 5)
	e.drop(frame.moved(vec{}, turn, 1), 3)
	e.paint(frame.moved(vec{}, turn, 1), body, 1)
	for row := range 5 {
		for column := range 15 {
			x, y := -143+19*float64(column)+3*float64(row%3), -49+20*float64(row)
			key := rounded(x, y, 17, 17, 2.2)
			e.paint(key.moved(vec{}, turn, 1), shade(keys, 0.75), 1)
			e.paint(rounded(x+1.3, y+0.8, 14.4, 14, 2).moved(vec{}, turn, 1), keys, 1)
			letter := string(rune('A' + (row*15+column)%26))
			e.paint(regular.text(letter, vec{x + 4, y + 7.5}, 5.4, 0).moved(vec{}, turn, 1), tint(keys, 0xFFFFFF-keys, 0.75), 1)
		}
	}
}

func pen(e easel, d dice) {
	turn := d.between(0, 180)
	hue := pick[uint32](d, 0x1F3F7A, 0x22221F, 0xA02B2B, 0xE0E0DC)
	barrel := rounded(-58, -4, 116, 8, 3.6).moved(vec{}, turn, 1)
	e.drop(barrel, 3)
	e.paint(barrel, hue, 1)
	e.air(rectangle(-54, -2.6, 106, 1.6).moved(vec{}, turn, 1), 0xFFFFFF, 0.55, 1.4)
	e.air(rectangle(-54, 1.8, 106, 2).moved(vec{}, turn, 1), 0x000000, 0.4, 1.6)
	e.paint(polygon(vec{57, -2.6}, vec{70, -0.5}, vec{70, 0.5}, vec{57, 2.6}).moved(vec{}, turn, 1), 0xB8B8B4, 1)
	e.paint(rounded(-56, -0.9, 32, 1.8, 0.8).moved(vec{}, turn, 1), 0xC9C9C6, 1)
}

func coin(e easel, d dice) {
	for range 1 + d.IntN(3) {
		at := vec{d.between(-22, 22), d.between(-22, 22)}
		radius := d.between(8.5, 12.5)
		metal := pick[uint32](d, 0xB9B9B4, 0xC2A14E, 0xA8693A)
		disk := ellipse(at, radius, radius)
		e.drop(disk, 1.6)
		e.paint(disk, shade(metal, 0.7), 1)
		e.paint(ellipse(at, radius-0.8, radius-0.8), metal, 1)
		e.air(ellipse(at.plus(vec{-2, -3}), radius*0.6, radius*0.4), 0xFFFFFF, 0.45, 5)
		e.paint(emblem(d, at, radius*0.62), shade(metal, 0.6), 0.8)
	}
}

func notebook(e easel, d dice) {
	turn := d.between(-30, 30)
	cover := rounded(-45, -70, 90, 140, 4).moved(vec{}, turn, 1)
	hue := pick[uint32](d, 0x2E5A4E, 0x7A2E3A, 0x2B2B2E, 0xC9A13B)
	e.drop(cover, 4)
	e.paint(cover, hue, 1)
	e.air(rectangle(-40, -66, 30, 120).moved(vec{}, turn, 1), 0xFFFFFF, 0.12, 20)
	e.paint(rectangle(33, -70, 3, 140).moved(vec{}, turn, 1), shade(hue, 0.5), 1)
}

func cable(e easel, d dice) {
	at := vec{-90, d.between(-20, 20)}
	points := []vec{at}
	for range 6 {
		at = at.plus(vec{d.between(18, 42), d.between(-26, 26)})
		points = append(points, at)
	}
	line := curve(points...)
	hue := pick[uint32](d, 0xEDEDEA, 0x202022)
	e.drop(taper(line, 3.4, 3.4), 2.5)
	e.paint(taper(line, 3.6, 3.6), shade(hue, 0.72), 1)
	e.air(taper(line, 1.4, 1.4), shade(hue, 1.25), 0.8, 1)
}

func leaf(e easel, d dice) {
	turn := d.between(0, 360)
	hue := pick[uint32](d, 0x4C7A3A, 0x6B8F4A, 0x9A6B32)
	blade := blob(vec{-30, 0}, vec{-12, -12}, vec{14, -11}, vec{34, 0}, vec{14, 11}, vec{-12, 12}).moved(vec{}, turn, 1)
	e.drop(blade, 3)
	e.paint(blade, hue, 1)
	e.paint(stroke(curve(vec{-42, 2}, vec{-20, 0}, vec{32, 0}), 1).moved(vec{}, turn, 1), shade(hue, 1.4), 0.9)
	for i := range 6 {
		x := -20 + 8*float64(i)
		for _, side := range []float64{-1, 1} {
			e.paint(stroke(curve(vec{x, 0}, vec{x + 5, side * 4}, vec{x + 11, side * 8}), 0.4).moved(vec{}, turn, 1), shade(hue, 1.3), 0.7)
		}
	}
}

func spoon(e easel, d dice) {
	turn := d.between(0, 360)
	handle := taper(curve(vec{14, 0}, vec{40, 0.6}, vec{110, 0}), 4, 9).moved(vec{}, turn, 1)
	bowl := ellipse(vec{}, 22, 14).moved(vec{}, turn, 1)
	for _, part := range []shape{handle, bowl} {
		e.drop(part, 4)
	}
	e.paint(handle, 0xA9ABAD, 1)
	e.paint(bowl, 0xB4B6B8, 1)
	e.air(ellipse(vec{-3, -3}, 13, 7).moved(vec{}, turn, 1), 0x54575B, 0.7, 9)
	e.air(ellipse(vec{6, 5}, 9, 3).moved(vec{}, turn, 1), 0xFFFFFF, 0.8, 5)
	e.air(taper(curve(vec{20, -0.6}, vec{50, -0.4}, vec{106, -1}), 1, 3).moved(vec{}, turn, 1), 0xFFFFFF, 0.7, 1.6)
}
