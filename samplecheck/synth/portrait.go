package synth

import "math"

// The box that a portrait is drawn in, in units that [person.draw] scales.
const portraitWidth, portraitHeight = 24.0, 31.0

// person is somebody who does not exist.
type person struct {
	skin, hair, iris, cloth, wall uint32
	style                         string // of the hair
	wide, long                    float64
	smile, brows                  float64
	beard, glasses                bool
	locks                         noise
}

func invent(d dice) person {
	p := person{
		skin:  tones[d.IntN(len(tones))],
		iris:  pick[uint32](d, 0x5B3A1E, 0x3E2A1A),
		cloth: pick[uint32](d, 0x27384F, 0x5A2E3A, 0x3C4A3E, 0x6B6F78, 0x2A2A30, 0x8A6F4E),
		wall:  pick[uint32](d, 0xDCE3E8, 0xE6E2DA, 0xD5DDD8),
		style: pick(d, "short", "long", "bun", "curly", "side", "bald"),
		wide:  d.between(0.94, 1.06), long: d.between(0.96, 1.05),
		smile: d.between(-0.1, 0.5), brows: d.between(-0.3, 0.4),
		beard: d.chance(0.25), glasses: d.chance(0.3), locks: noise(d.Uint32()),
	}
	p.hair = pick[uint32](d, 0x2A1C14, 0x17120F, 0x3A2418, 0x8C8A88)
	if luminance(p.skin) > 0.4 && d.chance(0.6) {
		p.hair = pick[uint32](d, 0xB08850, 0x9A4F2A, 0x6E4A2A)
		p.iris = pick[uint32](d, 0x5B3A1E, 0x4E6B57, 0x54708C)
	}
	if p.style == "long" || p.style == "bun" {
		p.beard = false
	}
	return p
}

// lit is skin where the light falls on it.
func lit(skin uint32) uint32 { return tint(skin, 0xFFE9DA, 0.22) }

func luminance(hex uint32) float64 { return linear(hex).luma() }

// draw paints the person into a box of a canvas.
func (p person) draw(c canvas, at vec, width float64) {
	easel := easel{c, at, width / portraitWidth}
	c.within(easel.put(rounded(0, 0, portraitWidth, portraitHeight, 0.6)), func(layer canvas) {
		easel.canvas = layer
		p.background(easel)
		p.figure(easel)
	})
}

func (p person) figure(e easel) {
	p.hairBehind(e)
	p.shoulders(e)
	p.head(e)
	p.eyes(e)
	p.nose(e)
	p.mouth(e)
	p.hairBefore(e)
	if p.glasses {
		p.spectacles(e)
	}
}

// easel puts shapes of the portrait's box on a canvas.
type easel struct {
	canvas
	at    vec
	scale float64
}

func (e easel) put(s shape) shape { return s.moved(e.at, 0, e.scale) }

func (e easel) paint(s shape, hex uint32, opacity float64) { e.fill(e.put(s), ink(hex, opacity)) }

func (e easel) air(s shape, hex uint32, opacity, width float64) {
	e.soften(e.put(s), ink(hex, opacity), width*e.scale)
}

// middle of the face
const faceX, faceY = 12.0, 14.2

// onFace scales a shape that is drawn for the average face.
func (p person) onFace(points ...vec) []vec {
	out := make([]vec, len(points))
	for i, q := range points {
		out[i] = vec{faceX + (q.X-faceX)*p.wide, faceY + (q.Y-faceY)*p.long}
	}
	return out
}

// both is a shape and its mirror image on the other side of the face.
func both(points ...vec) (one, other []vec) {
	for _, q := range points {
		one = append(one, q)
		other = append([]vec{{2*faceX - q.X, q.Y}}, other...)
	}
	return one, other
}

func (p person) background(e easel) {
	e.paint(rectangle(0, 0, portraitWidth, portraitHeight), p.wall, 1)
	e.air(ellipse(vec{faceX + 3, 12}, 9, 10), 0xFFFFFF, 0.5, 8)
	e.air(rectangle(-4, 22, 32, 14), shade(p.wall, 0.7), 0.5, 8)
}

func (p person) shoulders(e easel) {
	e.paint(blob(p.onFace(vec{9.3, 17}, vec{14.7, 17}, vec{15.2, 24.5}, vec{12, 27.5}, vec{8.8, 24.5})...), shade(p.skin, 0.86), 1)
	e.air(blob(vec{8.4, 19.6}, vec{12, 21.4}, vec{15.6, 19.6}, vec{15, 23}, vec{12, 24}, vec{9, 23}), shade(p.skin, 0.45), 0.55, 1.6)
	body := blob(vec{-1, 33}, vec{-0.4, 28.2}, vec{4, 25.6}, vec{8.6, 23.6}, vec{12, 26.6}, vec{15.4, 23.6}, vec{20, 25.6}, vec{24.4, 28.2}, vec{25, 33}, vec{12, 34})
	e.paint(body, p.cloth, 1)
	e.air(blob(vec{15, 25}, vec{25, 28}, vec{26, 34}, vec{17, 34}), shade(p.cloth, 0.5), 0.6, 3)
	e.air(blob(vec{2, 27}, vec{8, 25}, vec{9, 30}, vec{2, 32}), shade(p.cloth, 1.5), 0.35, 3)
	one, other := both(vec{8.6, 23.4}, vec{9.8, 28.6}, vec{12, 26.5})
	for _, flap := range [][]vec{one, other} {
		e.air(polygon(flap...), 0x000000, 0.35, 0.7)
		e.paint(polygon(flap...), shade(p.cloth, 1.22), 1)
	}
}

func (p person) head(e easel) {
	one, other := both(vec{6.3, 13.2}, vec{5.5, 13.4}, vec{5.7, 15.6}, vec{6.4, 17.2}, vec{7.1, 16.6})
	e.paint(blob(p.onFace(one...)...), shade(p.skin, 0.88), 1)
	e.paint(blob(p.onFace(other...)...), shade(p.skin, 0.8), 1)
	face := blob(p.onFace(
		vec{12, 6.2}, vec{15.3, 7.1}, vec{17.3, 10}, vec{17.6, 14}, vec{16.9, 17.8}, vec{15, 20.7}, vec{12, 22.1},
		vec{9, 20.7}, vec{7.1, 17.8}, vec{6.4, 14}, vec{6.7, 10}, vec{8.7, 7.1},
	)...)
	e.paint(face, p.skin, 1)
	e.within(e.put(face), func(layer canvas) {
		f := easel{layer, e.at, e.scale}
		f.air(blob(vec{15, 6}, vec{20, 12}, vec{18, 22}, vec{12, 25}, vec{15.4, 19.5}, vec{16.3, 13}), shade(p.skin, 0.55), 0.55, 2.6)
		f.air(blob(vec{5, 10}, vec{7.4, 14}, vec{8.4, 19}, vec{12, 23}, vec{5, 22}), shade(p.skin, 0.66), 0.4, 2)
		f.air(ellipse(vec{10.6, 9.6}, 2.6, 1.5), lit(p.skin), 0.5, 2.2)
		f.air(ellipse(vec{8.9, 16}, 1.3, 1), lit(p.skin), 0.4, 1.6)
		f.air(ellipse(vec{8.7, 17}, 1.6, 1.1), 0xB03A2E, 0.13, 2)
		f.air(ellipse(vec{15.3, 17}, 1.6, 1.1), 0xB03A2E, 0.13, 2)
		f.air(ellipse(vec{12, 20.7}, 1.3, 0.7), lit(p.skin), 0.35, 1.1)
		f.air(ellipse(vec{12, 20}, 1.7, 0.28), shade(p.skin, 0.6), 0.4, 0.7)
		if p.beard {
			f.air(blob(p.onFace(vec{6.2, 14.6}, vec{7.6, 16.6}, vec{9, 17.5}, vec{12, 17.2}, vec{15, 17.5}, vec{16.4, 16.6}, vec{17.8, 14.6},
				vec{17.4, 20}, vec{12, 23.6}, vec{6.6, 20})...), p.hair, 0.78, 1.1)
			f.air(ellipse(vec{12, 19.1}, 1.5, 0.75), p.skin, 0.75, 0.8)
		}
	})
}

func (p person) eyes(e easel) {
	for _, side := range []float64{-1, 1} {
		x := faceX + side*2.65*p.wide
		y := faceY - 0.5*p.long
		socket := ellipse(vec{x, y - 0.15}, 1.7, 1.0)
		e.air(socket, shade(p.skin, 0.55), 0.42, 1.1)
		almond := blob(vec{x - 1.22, y + 0.08}, vec{x - 0.55, y - 0.5}, vec{x + 0.3, y - 0.55}, vec{x + 1.2, y - 0.02}, vec{x + 0.4, y + 0.42}, vec{x - 0.6, y + 0.42})
		e.paint(almond, 0xEFEAE4, 1)
		e.within(e.put(almond), func(layer canvas) {
			f := easel{layer, e.at, e.scale}
			f.paint(ellipse(vec{x, y - 0.06}, 0.56, 0.56), shade(p.iris, 0.55), 1)
			f.paint(ellipse(vec{x, y - 0.06}, 0.46, 0.46), p.iris, 1)
			f.paint(ellipse(vec{x, y - 0.06}, 0.23, 0.23), 0x0C0A09, 1)
			f.air(rectangle(x-1.4, y-0.8, 2.8, 0.5), 0x000000, 0.5, 0.4)
			f.paint(ellipse(vec{x - 0.2, y - 0.24}, 0.12, 0.12), 0xFFFFFF, 0.9)
		})
		lid := curve(vec{x - 1.25, y + 0.05}, vec{x - 0.5, y - 0.52}, vec{x + 0.3, y - 0.57}, vec{x + 1.25, y - 0.04})
		e.paint(stroke(lid, 0.17), shade(p.skin, 0.25), 0.85)
		fold := curve(vec{x - 1.15, y - 0.45}, vec{x, y - 0.95}, vec{x + 1.2, y - 0.42})
		e.paint(stroke(fold, 0.1), shade(p.skin, 0.5), 0.55)
		e.air(stroke(curve(vec{x - 1, y + 0.75}, vec{x, y + 1}, vec{x + 1, y + 0.75}), 0.14), shade(p.skin, 0.55), 0.5, 0.3)
		inner, outer := x-side*1.35, x+side*1.5
		brow := curve(vec{inner, y - 1.45 + 0.3*p.brows}, vec{x + side*0.3, y - 1.95}, vec{outer, y - 1.5 - 0.1*p.brows})
		e.air(taper(brow, 0.62, 0.2), shade(p.hair, 0.9), 0.85, 0.28)
	}
}

func (p person) nose(e easel) {
	e.air(taper(curve(vec{12.75, 13.6}, vec{12.85, 15.4}, vec{13.4, 16.6}), 0.5, 1), shade(p.skin, 0.6), 0.4, 0.9)
	e.air(taper(curve(vec{11.85, 13}, vec{11.8, 15}, vec{11.9, 16.1}), 0.5, 1), lit(p.skin), 0.45, 0.7)
	e.air(ellipse(vec{12, 16.95}, 1.5, 0.3), shade(p.skin, 0.5), 0.5, 0.6)
	for _, x := range []float64{11.3, 12.75} {
		e.air(ellipse(vec{x, 16.8}, 0.34, 0.17), shade(p.skin, 0.2), 0.8, 0.2)
	}
	e.air(stroke(curve(vec{10.45, 16.2}, vec{10.3, 16.7}, vec{10.7, 17}), 0.14), shade(p.skin, 0.5), 0.6, 0.25)
	e.air(stroke(curve(vec{13.55, 16.2}, vec{13.7, 16.7}, vec{13.3, 17}), 0.14), shade(p.skin, 0.45), 0.7, 0.25)
}

func (p person) mouth(e easel) {
	const y = 18.75
	lip := tint(shade(p.skin, 0.72), 0x9A3B3B, 0.38)
	up := -0.3 * p.smile
	half := 1.95 * p.wide
	e.paint(blob(vec{12 - half, y + up}, vec{11.2, y - 0.42}, vec{12, y - 0.3}, vec{12.8, y - 0.42}, vec{12 + half, y + up}, vec{12, y + 0.1}), shade(lip, 0.86), 0.9)
	e.paint(blob(vec{12 - half, y + up}, vec{12, y + 0.04}, vec{12 + half, y + up}, vec{12.9, y + 0.62}, vec{12, y + 0.76}, vec{11.1, y + 0.62}), lip, 0.9)
	e.air(ellipse(vec{11.7, y + 0.42}, 0.6, 0.16), shade(lip, 1.35), 0.5, 0.3)
	e.paint(stroke(curve(vec{12 - half, y + up}, vec{11.3, y - 0.02}, vec{12, y + 0.06}, vec{12.7, y - 0.02}, vec{12 + half, y + up}), 0.12), shade(p.skin, 0.25), 0.8)
	e.air(ellipse(vec{12, y + 1.15}, 1.2, 0.22), shade(p.skin, 0.55), 0.45, 0.5)
}

func (p person) hairBehind(e easel) {
	switch p.style {
	case "long":
		e.paint(blob(vec{12, 3.4}, vec{17.4, 5}, vec{19.3, 11}, vec{19.6, 18}, vec{20.6, 25}, vec{16, 27}, vec{8, 27}, vec{3.4, 25}, vec{4.4, 18}, vec{4.7, 11}, vec{6.6, 5}), shade(p.hair, 0.8), 1)
		p.strands(e, 4, 20, 11, 26)
	case "bun":
		e.paint(ellipse(vec{12, 3.6}, 2.9, 2.3), shade(p.hair, 0.85), 1)
		e.paint(ellipse(vec{12, 10.4}, 6.5, 6.4), shade(p.hair, 0.8), 1)
	case "curly":
		for i := range 40 {
			a := float64(i)
			at := vec{12, 10.6}.plus(toward(a * 9).times(5.6 + 0.9*p.locks.at(a*1.7, 0)))
			if at.Y < 15.5 {
				e.paint(ellipse(at, 1.7+0.3*p.locks.at(a, 9), 1.6), shade(p.hair, 0.85+0.15*p.locks.at(a*2.3, 4)), 1)
			}
		}
	}
}

func (p person) hairBefore(e easel) {
	switch p.style {
	case "short":
		p.crown(e, vec{6.2, 12.4}, vec{6.9, 9.6}, vec{9, 8.1}, vec{12, 7.9}, vec{15, 8.1}, vec{17.1, 9.6}, vec{17.8, 12.4})
	case "side":
		p.crown(e, vec{6.1, 13}, vec{6.8, 10}, vec{8.4, 8.2}, vec{10, 7.4}, vec{14, 9.6}, vec{16.9, 9.9}, vec{17.9, 13})
	case "long":
		p.crown(e, vec{5.7, 17.6}, vec{6.6, 12.4}, vec{8.5, 9.4}, vec{11.6, 7.2}, vec{15.4, 9.3}, vec{17.4, 12.4}, vec{18.3, 17.6})
	case "bun":
		p.crown(e, vec{6.2, 12.6}, vec{6.9, 9.8}, vec{9.2, 7.9}, vec{12, 7.3}, vec{14.8, 7.9}, vec{17.1, 9.8}, vec{17.8, 12.6})
	case "curly":
		for i := range 26 {
			a := float64(i)
			at := vec{6.6 + 10.8*a/25, 7.9 - 2.4*math.Sin(math.Pi*a/25) + 0.5*p.locks.at(a*1.3, 2)}
			e.paint(ellipse(at, 1.25, 1.2), shade(p.hair, 0.95+0.2*p.locks.at(a*2.1, 7)), 1)
		}
	}
}

// crown is the hair between the top of the head and a hair line.
func (p person) crown(e easel, line ...vec) {
	top := []vec{{18.1, 9.6}, {16.6, 6}, {12, 4.2}, {7.4, 6}, {5.9, 9.6}}
	crown := blob(append(p.onFace(line...), p.onFace(top...)...)...)
	e.air(crown, shade(p.skin, 0.4), 0.35, 1)
	e.paint(crown, p.hair, 1)
	e.within(e.put(crown), func(layer canvas) {
		f := easel{layer, e.at, e.scale}
		p.strands(f, 5, 19, 3, 17)
		f.air(ellipse(vec{9.4, 6.4}, 2.6, 0.8), shade(p.hair, 1.9), 0.4, 1.4)
	})
}

// strands are thin lighter and darker lines that fall from the parting.
func (p person) strands(e easel, left, right, top, bottom float64) {
	for i := range 46 {
		a := float64(i)
		x := mix(left, right, a/45)
		sway := 0.7 * p.locks.at(a*0.9, 3)
		line := curve(vec{mix(12, x, 0.35), top}, vec{mix(12, x, 0.85), mix(top, bottom, 0.3)}, vec{x + sway, bottom})
		e.paint(stroke(line, 0.12), shade(p.hair, 1+0.45*p.locks.at(a*3.1, 5)), 0.5)
	}
}

func (p person) spectacles(e easel) {
	for _, side := range []float64{-1, 1} {
		centre := vec{faceX + side*2.7*p.wide, faceY - 0.35*p.long}
		rim := rounded(centre.X-1.95, centre.Y-1.35, 3.9, 2.8, 1)
		e.paint(rim, 0xFFFFFF, 0.07)
		e.paint(stroke(append(rim[0], rim[0][0]), 0.26), 0x22201F, 0.92)
		e.paint(stroke([]vec{centre.plus(vec{side * 1.95, -0.4}), {faceX + side*6.1*p.wide, centre.Y - 0.5}}, 0.24), 0x22201F, 0.9)
	}
	e.paint(stroke(curve(vec{faceX - 0.8, faceY - 0.7}, vec{faceX, faceY - 0.95}, vec{faceX + 0.8, faceY - 0.7}), 0.24), 0x22201F, 0.92)
}
