package synth

import "math"

// vec is a place or a way, in millimetres: x to the right, y down.
type vec struct{ X, Y float64 }

func (a vec) plus(b vec) vec          { return vec{a.X + b.X, a.Y + b.Y} }
func (a vec) minus(b vec) vec         { return vec{a.X - b.X, a.Y - b.Y} }
func (a vec) times(f float64) vec     { return vec{a.X * f, a.Y * f} }
func (a vec) dot(b vec) float64       { return a.X*b.X + a.Y*b.Y }
func (a vec) length() float64         { return math.Sqrt(a.X*a.X + a.Y*a.Y) }
func (a vec) left() vec               { return vec{a.Y, -a.X} }
func (a vec) unit() vec               { return a.times(1 / max(a.length(), 1e-9)) }
func between(a, b vec, t float64) vec { return vec{mix(a.X, b.X, t), mix(a.Y, b.Y, t)} }

// toward is the way of length 1 at an angle in degrees, 0 to the right,
// 90 down.
func toward(degrees float64) vec {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return vec{cos, sin}
}

// shape is an area inside closed lines, by the nonzero rule.
type shape [][]vec

func (s shape) bounds() (low, high vec) {
	low, high = vec{math.Inf(1), math.Inf(1)}, vec{math.Inf(-1), math.Inf(-1)}
	for _, contour := range s {
		for _, p := range contour {
			low = vec{min(low.X, p.X), min(low.Y, p.Y)}
			high = vec{max(high.X, p.X), max(high.Y, p.Y)}
		}
	}
	return low, high
}

// moved is the shape turned by degrees, made larger and shifted, in this
// order.
func (s shape) moved(by vec, degrees, scale float64) shape {
	axis := toward(degrees).times(scale)
	out := make(shape, len(s))
	for i, contour := range s {
		for _, p := range contour {
			turned := vec{p.X*axis.X - p.Y*axis.Y, p.X*axis.Y + p.Y*axis.X}
			out[i] = append(out[i], turned.plus(by))
		}
	}
	return out
}

func polygon(points ...vec) shape { return shape{points} }

func rectangle(x, y, width, height float64) shape {
	return polygon(vec{x, y}, vec{x + width, y}, vec{x + width, y + height}, vec{x, y + height})
}

func rounded(x, y, width, height, radius float64) shape {
	var line []vec
	corners := []vec{{x + width - radius, y + radius}, {x + width - radius, y + height - radius}, {x + radius, y + height - radius}, {x + radius, y + radius}}
	for i, centre := range corners {
		for a := 0; a <= 90; a += 10 {
			line = append(line, centre.plus(toward(float64(90*i-90+a)).times(radius)))
		}
	}
	return shape{line}
}

func ellipse(centre vec, rx, ry float64) shape {
	var line []vec
	for a := 0; a < 360; a += 5 {
		p := toward(float64(a))
		line = append(line, vec{centre.X + rx*p.X, centre.Y + ry*p.Y})
	}
	return shape{line}
}

// blob is a smooth closed line through points (Catmull-Rom).
func blob(points ...vec) shape {
	n := len(points)
	var line []vec
	for i := range points {
		line = append(line, bend(points[(i+n-1)%n], points[i], points[(i+1)%n], points[(i+2)%n])...)
	}
	return shape{line}
}

// curve is a smooth open line through points.
func curve(points ...vec) []vec {
	n := len(points)
	var line []vec
	for i := range n - 1 {
		line = append(line, bend(points[max(i-1, 0)], points[i], points[i+1], points[min(i+2, n-1)])...)
	}
	return append(line, points[n-1])
}

// bend is the piece of a smooth line from b up to but without c.
func bend(a, b, c, d vec) []vec {
	const pieces = 10
	line := make([]vec, pieces)
	for i := range line {
		t := float64(i) / pieces
		t2, t3 := t*t, t*t*t
		line[i] = a.times((2*t2 - t3 - t) / 2).plus(b.times((3*t3 - 5*t2 + 2) / 2)).
			plus(c.times((4*t2 - 3*t3 + t) / 2)).plus(d.times((t3 - t2) / 2))
	}
	return line
}

// stroke is the area along a line. Its pieces overlap in the same sense, so
// that the nonzero rule sees one area.
func stroke(line []vec, width float64) shape {
	var s shape
	for i := range len(line) - 1 {
		from, to := line[i], line[i+1]
		along := to.minus(from)
		if along.length() < 1e-6 {
			continue
		}
		side := along.unit().left().times(width / 2)
		s = append(s, []vec{from.plus(side), to.plus(side), to.minus(side), from.minus(side)})
	}
	return s
}

// taper is the area along a line whose width goes from one to another.
func taper(line []vec, from, to float64) shape {
	n := len(line)
	edge := make([]vec, 2*n)
	for i, p := range line {
		along := line[min(i+1, n-1)].minus(line[max(i-1, 0)])
		side := along.unit().left().times(mix(from, to, float64(i)/float64(n-1)) / 2)
		edge[i], edge[2*n-1-i] = p.plus(side), p.minus(side)
	}
	return shape{edge}
}
