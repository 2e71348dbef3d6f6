package synth

import (
	"math"
)

// Selfie is everything that a drawn photo of somebody's face is made from.
type Selfie struct {
	Seed    uint64  // of who it is: nobody who exists
	Fill    float64 // width of the head, as a share of the photo's
	Off     float64 // of the face to the right of the middle, as a share of the photo's width
	Others  int     // people behind: 0 to 2
	Side    float64 // stops by which the light on the right of the face is weaker than on the left
	Shades  float64 // opacity of dark glasses
	Mask    float64 // share of the lower face that a mask covers, from below
	MaskHue uint32  // 0xRRGGBB
	Lens    Lens    // lengths are measured on the face
	Sensor  Sensor
}

// GoodSelfie draws somebody whose photo has nothing wrong.
func GoodSelfie(seed uint64) Selfie {
	d := roll(seed, "selfie")
	return Selfie{
		Seed: seed, Fill: d.between(0.42, 0.52), Off: d.between(-0.04, 0.04), Side: d.between(-0.2, 0.2),
		MaskHue: pick[uint32](d, 0x8FB9D4, 0xEDEFF0, 0x1E1F22),
		Sensor:  Sensor{Stops: d.between(-0.1, 0.1), Noise: d.between(1, 3), Sharpen: 0.3, Seed: d.Uint32()},
	}
}

// Sizes of a drawn head.
const (
	headUnits = 11.2 // width, in units of the portrait's box
	headWide  = 150  // width, in mm
)

// Take photographs the face. The photo is upright, its long side so many
// pixels.
func (s Selfie) Take(long int) Shot {
	width, height := int(math.Round(float64(long)*0.75)), long
	scale := s.Fill * float64(width) / headUnits // pixels a unit
	c := newCanvas(float64(width)/scale, float64(height)/scale, scale)
	middle := vec{(0.5 + s.Off) * float64(width) / scale, 0.47 * float64(height) / scale}
	s.paint(c, middle)
	behind := s.Lens.through(s.lit(c, middle.X*scale, headUnits*scale), headUnits*scale/headWide)
	return Shot{Picture: s.Sensor.develop(behind)}
}

// paint draws the people in front of a wall, the face around a place.
func (s Selfie) paint(c canvas, middle vec) {
	person := invent(roll(s.Seed, "person"))
	person.glasses = person.glasses && s.Shades == 0
	wide, high := float64(c.Rect.Dx())/c.scale, float64(c.Rect.Dy())/c.scale
	c.fill(rectangle(0, 0, wide, high), ink(person.wall, 1))
	c.soften(ellipse(middle.plus(vec{0.3 * wide, -8}), wide/2, high/3), ink(0xFFFFFF, 0.4), 10)
	for i := range s.Others {
		other := invent(roll(s.Seed+uint64(i)+1, "somebody else"))
		at := middle.plus(vec{[2]float64{-9.5, 9.5}[i%2], -7})
		other.stand(easel{c, at.minus(vec{faceX, faceY}.times(0.6)), 0.6}, high)
	}
	e := easel{c, middle.minus(vec{faceX, faceY}), 1}
	person.stand(e, high)
	if s.Shades > 0 {
		person.shades(e, s.Shades)
	}
	if s.Mask > 0 {
		person.mask(e, s.Mask, s.MaskHue)
	}
}

// stand draws a person whose clothes go on down to the end of the canvas.
func (p person) stand(e easel, high float64) {
	e.paint(rectangle(0, 29.5, portraitWidth, high/e.scale), p.cloth, 1)
	p.figure(e)
}

func (p person) shades(e easel, opacity float64) {
	for _, side := range []float64{-1, 1} {
		centre := vec{faceX + side*2.75*p.wide, faceY - 0.35*p.long}
		e.paint(rounded(centre.X-2.3, centre.Y-1.6, 4.6, 3.3, 1.3), 0x15161A, opacity)
		e.paint(stroke([]vec{centre.plus(vec{side * 2.2, -0.5}), {faceX + side*6.1*p.wide, centre.Y - 0.6}}, 0.4), 0x15161A, opacity)
	}
	e.paint(stroke(curve(vec{faceX - 0.9, faceY - 0.9}, vec{faceX, faceY - 1.15}, vec{faceX + 0.9, faceY - 0.9}), 0.4), 0x15161A, opacity)
}

// mask covers a share of the face from the chin up to below the eyes.
func (p person) mask(e easel, share float64, hue uint32) {
	const chin, bridge = 22.6, 15
	top := mix(chin, bridge, share)
	e.canvas.within(e.put(rectangle(0, top, portraitWidth, portraitHeight)), func(layer canvas) {
		f := easel{layer, e.at, e.scale}
		cloth := blob(p.onFace(vec{6.7, 15.6}, vec{9.5, 15.1}, vec{12, 14.6}, vec{14.5, 15.1}, vec{17.3, 15.6}, vec{16.9, 18.6}, vec{15, 21.4}, vec{12, 22.7}, vec{9, 21.4}, vec{7.1, 18.6})...)
		f.paint(cloth, hue, 1)
		for y := 17.0; y < 21; y += 1.3 {
			f.paint(stroke(curve(vec{7.6, y - 0.3}, vec{12, y}, vec{16.4, y - 0.3}), 0.12), shade(hue, 0.8), 0.7)
		}
	})
}

// lit is the canvas under a light that falls off from left to right over the
// face.
func (s Selfie) lit(c canvas, middle, face float64) light {
	l := newLight(c.Rect.Dx(), c.Rect.Dy())
	parallel(l.height, func(y int) {
		for x := range l.width {
			across := max(-1, min(1, (float64(x)-middle)/face))
			at := c.Pix[y*c.Stride+4*x:]
			colour := rgb{decode[at[0]], decode[at[1]], decode[at[2]]}.times(0.93 * math.Exp2(-s.Side*across))
			i := y*l.width + x
			l.planes[0][i], l.planes[1][i], l.planes[2][i] = steps(colour.R), steps(colour.G), steps(colour.B)
		}
	})
	return l
}
