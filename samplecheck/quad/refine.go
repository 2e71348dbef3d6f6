package quad

import "math"

// refined moves each side to where its edges are, by least squares over the
// pixels near it that run as it does, and the corners with them. A side with
// few edges, or one that would turn away, stays.
func (m *edgeMap) refined(lines []line, s shape) shape {
	moved := s
	var sides [4]line
	for k, i := range s.of {
		sides[k] = m.fit(&lines[i], s.corners[k], s.corners[(k+1)%4])
	}
	for k := range 4 {
		moved.corners[k] = meet(&sides[(k+3)%4], &sides[k])
		if distance(moved.corners[k], s.corners[k]) > 4*fitReach {
			return s
		}
	}
	return moved
}

const (
	fitReach   = 3.0 // pixels to either side of the line
	fewestFits = 12
)

// fit is the line through the edges near l between two of its points: of all
// lines the one with the least squared distances, by Deming's formula.
func (m *edgeMap) fit(l *line, a, b point) line {
	from, to := l.place(a), l.place(b)
	if from > to {
		from, to = to, from
	}
	var n, sx, sy, sxx, sxy, syy float64
	says := &along[l.turn]
	for t := from + nearCorner; t <= to-nearCorner; t++ {
		p := l.at(t)
		best, at := uint8(0), point{}
		for d := -fitReach; d <= fitReach; d++ {
			x, y := int(math.Round(p.x+d*l.cos)), int(math.Round(p.y+d*l.sin))
			if x < 0 || y < 0 || x >= m.w || y >= m.h {
				continue
			}
			if i := y*m.w + x; m.strength[i] > best && says[m.turn[i]] != 0 {
				best, at = m.strength[i], point{float64(x), float64(y)}
			}
		}
		if best > 0 {
			n++
			sx, sy = sx+at.x, sy+at.y
			sxx, sxy, syy = sxx+at.x*at.x, sxy+at.x*at.y, syy+at.y*at.y
		}
	}
	if n < fewestFits {
		return *l
	}
	mx, my := sx/n, sy/n
	// The direction along which the points spread most; across it is the normal.
	angle := math.Atan2(2*(sxy/n-mx*my), (sxx/n-mx*mx)-(syy/n-my*my)) / 2
	cos, sin := -math.Sin(angle), math.Cos(angle)
	if cos*l.cos+sin*l.sin < 0 {
		cos, sin = -cos, -sin
	}
	return line{cos: cos, sin: sin, r: cos*mx + sin*my}
}
