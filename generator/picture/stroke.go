package picture

import (
	"math"
	"slices"
)

// brush is how a line is drawn; width and dashes are in pixels. The zero
// brush draws nothing.
type brush struct {
	width     float64
	cap, join string // as SVG names them
	dashes    []float64
}

// outline is the area that the brush covers along the contours.
func (b brush) outline(contours []contour) []contour {
	if b.width <= 0 {
		return nil
	}
	var area []contour
	for _, c := range contours {
		for _, c := range b.dashed(c) {
			area = append(area, b.around(c)...)
		}
	}
	return area
}

// around is the outline of one contour: one ring where it is open, two where
// it is closed.
func (b brush) around(c contour) []contour {
	if len(c.points) == 1 && !c.closed {
		return nil // a move to where nothing is drawn
	}
	c = distinct(c)
	if len(c.points) == 1 {
		return b.dot(c.points[0])
	}
	back := slices.Clone(c.points)
	slices.Reverse(back)
	left, right := b.side(c.points, c.closed), b.side(back, c.closed)
	if c.closed {
		return []contour{{left, true}, {right, true}}
	}
	left = append(left, b.capped(c.points)...)
	left = append(left, right...)
	left = append(left, b.capped(back)...)
	return []contour{{left, true}}
}

// distinct drops points on the spot of the one before.
func distinct(c contour) contour {
	same := func(p, q point) bool { return p.minus(q).length() < 0.01 }
	points := slices.CompactFunc(slices.Clone(c.points), same)
	if c.closed && len(points) > 1 && same(points[0], points[len(points)-1]) {
		points = points[:len(points)-1]
	}
	return contour{points, c.closed && len(points) > 2}
}

func (b brush) dot(at point) []contour {
	if b.cap != "round" {
		return nil
	}
	p := pen{to: identity}
	p.ellipse(at, b.width/2, b.width/2)
	return p.contours
}

// side is the line half a width to the left of the points.
func (b brush) side(points []point, closed bool) []point {
	n := len(points)
	segments := n - 1
	if closed {
		segments = n
	}
	var line []point
	for i := range segments {
		from, to := points[i], points[(i+1)%n]
		off := b.off(from, to)
		line = append(line, from.plus(off), to.plus(off))
		if closed || i < segments-1 {
			line = append(line, b.corner(to, off, b.off(to, points[(i+2)%n]))...)
		}
	}
	return line
}

// off is the way from a segment to its left side.
func (b brush) off(from, to point) point {
	d := to.minus(from)
	return point{d.Y, -d.X}.times(b.width / 2 / d.length())
}

// corner joins the left sides of two segments that meet at a point. On the
// inside of the bend it goes by the point itself, which keeps the area whole.
func (b brush) corner(at, before, after point) []point {
	if before.cross(after) < 0 {
		return []point{at}
	}
	cos := before.dot(after) / before.dot(before)
	switch {
	case b.join == "round":
		return fan(at, before, after)
	case b.join == "miter" && cos > -0.875: // miter limit 4
		return []point{at.plus(before.plus(after).times(1 / (1 + cos)))}
	}
	return nil
}

// capped ends a line at its last point.
func (b brush) capped(points []point) []point {
	end := points[len(points)-1]
	off := b.off(points[len(points)-2], end)
	switch b.cap {
	case "round":
		return fan(end, off, off.times(-1))
	case "square":
		ahead := point{-off.Y, off.X}
		return []point{end.plus(off).plus(ahead), end.minus(off).plus(ahead)}
	}
	return nil
}

// fan is an arc around a point, from one way to another of the same length.
func fan(at, from, to point) []point {
	angle := math.Abs(math.Atan2(from.cross(to), from.dot(to)))
	steps := int(angle * math.Sqrt(from.length()) * 1.5)
	var arc []point
	for i := range min(steps, 64) {
		turn := rotation(angle * 180 / math.Pi * float64(i+1) / float64(steps+1))
		arc = append(arc, at.plus(turn.apply(from)))
	}
	return arc
}

// mostDashes of one contour are drawn. A line of more is drawn whole, since
// nobody could tell them apart.
const mostDashes = 2000

// dashed cuts a contour into its dashes.
func (b brush) dashed(c contour) []contour {
	period, points := 0.0, c.points
	for _, d := range b.dashes {
		period += d
	}
	if c.closed {
		points = append(slices.Clone(points), points[0])
	}
	length := 0.0
	for i := 1; i < len(points); i++ {
		length += points[i].minus(points[i-1]).length()
	}
	if period <= 0 || length/period*float64(len(b.dashes)) > mostDashes {
		return []contour{c}
	}
	return b.cut(points)
}

func (b brush) cut(points []point) []contour {
	var pieces []contour
	dash, left := 0, b.dashes[0]
	current := []point{points[0]}
	for i := 1; i < len(points); i++ {
		from, to := points[i-1], points[i]
		for to.minus(from).length() > left {
			from = between(from, to, left/to.minus(from).length())
			if dash%2 == 0 {
				pieces = append(pieces, contour{points: append(current, from)})
			}
			dash++
			current, left = []point{from}, b.dashes[dash%len(b.dashes)]
		}
		left -= to.minus(from).length()
		current = append(current, to)
	}
	if dash%2 == 0 {
		pieces = append(pieces, contour{points: current})
	}
	return pieces
}
