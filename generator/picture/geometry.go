package picture

import "math"

type point struct{ X, Y float64 }

func (p point) plus(q point) point        { return point{p.X + q.X, p.Y + q.Y} }
func (p point) minus(q point) point       { return point{p.X - q.X, p.Y - q.Y} }
func (p point) times(f float64) point     { return point{p.X * f, p.Y * f} }
func (p point) length() float64           { return math.Hypot(p.X, p.Y) }
func (p point) cross(q point) float64     { return p.X*q.Y - p.Y*q.X }
func (p point) dot(q point) float64       { return p.X*q.X + p.Y*q.Y }
func between(p, q point, t float64) point { return p.plus(q.minus(p).times(t)) }

// matrix maps (x, y) to (a·x + c·y + e, b·x + d·y + f), as SVG writes it.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

func (m matrix) apply(p point) point {
	return point{m.a*p.X + m.c*p.Y + m.e, m.b*p.X + m.d*p.Y + m.f}
}

// after is the matrix that applies n first and then m.
func (m matrix) after(n matrix) matrix {
	return matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

// scale is how much longer lines become, on average over all directions.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m.a*m.d - m.b*m.c)) }

func translation(x, y float64) matrix { return matrix{1, 0, 0, 1, x, y} }

func rotation(degrees float64) matrix {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return matrix{cos, sin, -sin, cos, 0, 0}
}

// contour is a line of straight pieces, in pixels.
type contour struct {
	points []point
	closed bool
}

// pen follows the commands of a path and leaves contours in pixels. Its
// methods take points in the drawing's own units.
type pen struct {
	to       matrix
	contours []contour
	at       point
}

func (p *pen) move(to point) {
	p.contours = append(p.contours, contour{points: []point{p.place(to)}})
	p.at = to
}

func (p *pen) line(to point) {
	if len(p.contours) == 0 || p.last().closed {
		p.move(p.at)
	}
	c := p.last()
	c.points = append(c.points, p.place(to))
	p.at = to
}

// place is a point in pixels. Far outside the picture it stays at a distance
// to which the rasteriser can still count.
func (p *pen) place(at point) point {
	at = p.to.apply(at)
	return point{near(at.X), near(at.Y)}
}

func near(v float64) float64 {
	const far = 4000
	if math.IsNaN(v) {
		return 0
	}
	return min(max(v, -far), far)
}

func (p *pen) last() *contour { return &p.contours[len(p.contours)-1] }

// close joins the contour to its start, from which the next one goes on.
func (p *pen) close(start point) {
	if len(p.contours) > 0 {
		p.last().closed = true
	}
	p.at = start
}

// cubic draws a Bézier curve by straight pieces of a few pixels each.
func (p *pen) cubic(c1, c2, to point) {
	from := p.at
	a, b, c, d := p.to.apply(from), p.to.apply(c1), p.to.apply(c2), p.to.apply(to)
	length := b.minus(a).length() + c.minus(b).length() + d.minus(c).length()
	pieces := int(min(max(length/3, 4), 96))
	for i := 1; i <= pieces; i++ {
		t := float64(i) / float64(pieces)
		ab, bc, cd := between(from, c1, t), between(c1, c2, t), between(c2, to, t)
		p.line(between(between(ab, bc, t), between(bc, cd, t), t))
	}
	p.at = to
}

func (p *pen) quadratic(c, to point) {
	from := p.at
	p.cubic(between(from, c, 2.0/3), between(to, c, 2.0/3), to)
}

// ellipse draws a whole one, from its rightmost point.
func (p *pen) ellipse(centre point, rx, ry float64) {
	start := point{centre.X + rx, centre.Y}
	p.move(start)
	p.sweep(centre, rx, ry, 0, 0, 2*math.Pi)
	p.close(start)
}

// sweep draws an arc from one angle of an ellipse to another, by Bézier
// curves of at most a quarter turn.
func (p *pen) sweep(centre point, rx, ry, tilt, from, by float64) {
	turn := rotation(tilt)
	on := func(x, y float64) point { return centre.plus(turn.apply(point{rx * x, ry * y})) }
	quarters := int(math.Ceil(math.Abs(by)/(math.Pi/2) - 1e-9))
	for i := range quarters {
		a := from + by*float64(i)/float64(quarters)
		b := from + by*float64(i+1)/float64(quarters)
		k := 4.0 / 3 * math.Tan((b-a)/4)
		sa, ca := math.Sincos(a)
		sb, cb := math.Sincos(b)
		p.cubic(on(ca-k*sa, sa+k*ca), on(cb+k*sb, sb-k*cb), on(cb, sb))
	}
}
