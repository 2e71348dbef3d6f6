package synth

import "math"

// Camera is where the phone is and how it is held. The document lies on the
// plane z = 0 with its top left corner at 0,0; the camera is above it.
type Camera struct {
	Upright    bool    // the frame is 3:4, not 4:3
	Fill       float64 // the document's width over the frame's, where it is aimed at
	Tilt       float64 // degrees from looking straight down
	Toward     float64 // degrees on the plane in which the camera has moved away
	Roll       float64 // degrees that the phone is turned about its lens
	Aim        vec     // mm from the document's centre
	Distortion float64 // of the lens: above 0 straight lines bulge outwards
	Vignette   float64 // share of light that the corners of the frame lack
}

// fieldOfView is that of a phone's main camera along the long side, in
// degrees.
const fieldOfView = 66

// view is a camera in front of a document, for a frame of a size in pixels.
type view struct {
	width, height int
	focal         float64 // pixels
	bulge         float64
	eye           [3]float64
	right, down   [3]float64
	forward       [3]float64
}

func (c Camera) look(document vec, width, height int) view {
	v := view{width: width, height: height, bulge: c.Distortion}
	long := float64(max(width, height))
	v.focal = long / 2 / math.Tan(fieldOfView*math.Pi/360)
	distance := v.focal * document.X / (c.Fill * float64(width))
	aim := document.times(0.5).plus(c.Aim)
	n := toward(c.Toward)
	lean := toward(c.Tilt)
	// The frame of the camera: tipped by the tilt about the axis across n,
	// then turned by the roll.
	tipped := [3]float64{lean.X * n.X, lean.X * n.Y, -lean.Y}
	across := [3]float64{-n.Y, n.X, 0}
	right := sum3(scale3(tipped, n.X), scale3(across, -n.Y))
	down := sum3(scale3(tipped, n.Y), scale3(across, n.X))
	turn := toward(c.Roll)
	v.right = sum3(scale3(right, turn.X), scale3(down, turn.Y))
	v.down = sum3(scale3(right, -turn.Y), scale3(down, turn.X))
	v.forward = [3]float64{-lean.Y * n.X, -lean.Y * n.Y, -lean.X}
	v.eye = sum3([3]float64{aim.X, aim.Y, 0}, scale3(v.forward, -distance))
	return v
}

// scale is how many pixels a millimetre takes where the camera is aimed at.
func (c Camera) scale(document vec, width int) float64 { return c.Fill * float64(width) / document.X }

// plane is the place at a height in millimetres that a pixel shows.
func (v view) plane(px, py, z float64) vec {
	x := (px - float64(v.width)/2) / v.focal
	y := (py - float64(v.height)/2) / v.focal
	k := 1 + v.bulge*(x*x+y*y)
	x, y = x*k, y*k
	dz := v.forward[2] + x*v.right[2] + y*v.down[2]
	t := (z - v.eye[2]) / dz
	return vec{
		v.eye[0] + t*(v.forward[0]+x*v.right[0]+y*v.down[0]),
		v.eye[1] + t*(v.forward[1]+x*v.right[1]+y*v.down[1]),
	}
}

// pixel is where a place on the document's plane is seen: the inverse of
// plane at z = 0.
func (v view) pixel(p vec) vec {
	way := [3]float64{p.X - v.eye[0], p.Y - v.eye[1], -v.eye[2]}
	depth := dot3(way, v.forward)
	x, y := dot3(way, v.right)/depth, dot3(way, v.down)/depth
	straight := math.Sqrt(x*x + y*y)
	bent := straight
	for range 8 { // Newton's method for bent·(1 + bulge·bent²) = straight
		bent -= (bent*(1+v.bulge*bent*bent) - straight) / (1 + 3*v.bulge*bent*bent)
	}
	k := v.focal
	if straight > 1e-12 {
		k *= bent / straight
	}
	return vec{float64(v.width)/2 + k*x, float64(v.height)/2 + k*y}
}

// falloff is the share of light that reaches a pixel: 1 in the middle.
func (c Camera) falloff(v view, px, py float64) float64 {
	x := 2*px/float64(v.width) - 1
	y := 2*py/float64(v.height) - 1
	r2 := (x*x + y*y) / 2
	return 1 - c.Vignette*r2*r2
}

func sum3(a, b [3]float64) [3]float64 { return [3]float64{a[0] + b[0], a[1] + b[1], a[2] + b[2]} }
func scale3(a [3]float64, f float64) [3]float64 {
	return [3]float64{a[0] * f, a[1] * f, a[2] * f}
}
func dot3(a, b [3]float64) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] }
