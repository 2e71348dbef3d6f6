package quad

import (
	"math"
	"math/bits"
)

// What a document can look like in a photo that is of any use.
const (
	slantCosine   = 0.927 // 22°: opposite sides are at most that far from parallel
	cornerCosine  = 0.5   // 60°: neighbouring ones at least that far
	leastApart    = 0.12  // of opposite sides, as a share of the short side
	leastArea     = 0.05  // as a share of the picture
	mostArea      = 1.5
	mostOutside   = 0.25 // of a corner, as a share of the picture's side
	leastOpposite = 0.6  // the shorter of two opposite sides, as a share of the longer
	leastAspect   = 1.2  // passports are 1.42, cards 1.586, perspective takes and gives
	mostAspect    = 2.0
	hardlyLess    = 0.3 // of the score
)

// shape is four lines that make a four-cornered shape.
type shape struct {
	of      [4]int   // the lines that it is made of
	corners [4]point // clockwise; side k goes from corner k to corner k+1
	area    float64  // in pixels
	score   float64
}

// best is the shape with the highest score among all pairs of near-parallel
// pairs of lines; of equal ones the first. Lines are numbers in sets of bits.
func (m *edgeMap) best(lines []line) (shape, bool) {
	met := &m.memory.met
	m.cross(lines, met)
	opposite := m.parallels(lines)
	m.ideal = m.perfect()
	best := shape{score: math.Inf(-1)}
	for i := range lines {
		for others := opposite[i]; others != 0; others &= others - 1 {
			m.between(lines, met, i, bits.TrailingZeros64(others), &opposite, &best)
		}
	}
	if math.IsInf(best.score, -1) {
		return best, false
	}
	return m.outermost(lines, met, best), true
}

// between looks for a better shape that has two lines for opposite sides, and
// later ones for the others: so each shape is seen once.
func (m *edgeMap) between(lines []line, met *crossings, i, j int, opposite *[mostLines]uint64, best *shape) {
	var sides [mostLines]side // on the lines that cross both
	ofI, ofJ := &met.of[i], &met.of[j]
	crossed := met.crossed[i] & met.crossed[j] &^ (1<<i - 1)
	for set := crossed; set != 0; set &= set - 1 {
		k := bits.TrailingZeros64(set)
		sides[k] = lines[k].side(met.of[k][i].place, met.of[k][j].place)
		if mostOf(&sides[k], &m.ideal, &m.ideal, fullSize) < best.score {
			crossed &^= 1 << k
		}
	}
	whole := float64(m.w * m.h)
	for firsts := crossed; firsts != 0; firsts &= firsts - 1 {
		k := bits.TrailingZeros64(firsts)
		for seconds := opposite[k] & crossed; seconds != 0; seconds &= seconds - 1 {
			l := bits.TrailingZeros64(seconds)
			a, b := &sides[k], &sides[l]
			if !similar(a.length, b.length) {
				continue
			}
			along0, along1 := math.Abs(ofI[k].place-ofI[l].place), math.Abs(ofJ[k].place-ofJ[l].place)
			// No four-cornered shape is larger than the product of its sides' means.
			if !similar(along0, along1) || mostOf(a, b, &m.ideal, (a.length+b.length)*(along0+along1)/4/whole) < best.score {
				continue
			}
			if s, ok := m.shaped(met, [2]int{i, j}, [2]int{k, l}); ok {
				if m.rank(lines, met, &s, best.score); s.score > best.score {
					*best = s
				}
			}
		}
	}
}

// outermost moves the sides of a shape out to lines that make it larger and
// hardly less of a document: the outline of a card, not the paper below its
// dark head. How sure it is stays as it was.
func (m *edgeMap) outermost(lines []line, met *crossings, s shape) shape {
	least, score := s.score-hardlyLess, s.score
	for k := range 4 {
		from := s
		for i := range lines {
			of := from.of
			of[k] = i
			if alongside(&lines[i], &lines[from.of[k]]) < slantCosine || i == from.of[(k+2)%4] {
				continue
			}
			if across := uint64(1)<<of[(k+1)%4] | 1<<of[(k+3)%4]; met.crossed[i]&across != across {
				continue
			}
			larger, ok := m.shaped(met, [2]int{of[0], of[2]}, [2]int{of[3], of[1]})
			if !ok || larger.of[k] != i || larger.area <= s.area || !from.movedOut(larger, k) || m.leaves(from, larger) {
				continue
			}
			if m.rank(lines, met, &larger, math.Inf(-1)); larger.score >= least {
				s = larger
			}
		}
	}
	s.score = score
	return s
}

// movedOut tells whether both ends of a side are elsewhere in another shape,
// and not just on a line that is the same edge again.
func (s *shape) movedOut(other shape, side int) bool {
	const elsewhere = 6 // pixels
	next := (side + 1) % 4
	return distance(s.corners[side], other.corners[side]) > elsewhere && distance(s.corners[next], other.corners[next]) > elsewhere
}

// leaves tells whether a corner comes to lie outside of the picture, or at
// its border, that was further inside: the border is no side of a document.
func (m *edgeMap) leaves(s, other shape) bool {
	const border = 3 // pixels
	inside := func(c point) bool {
		return c.x > border && c.y > border && c.x < float64(m.w)-border && c.y < float64(m.h)-border
	}
	for k := range 4 {
		if inside(s.corners[k]) && !inside(other.corners[k]) {
			return true
		}
	}
	return false
}

// crossing is where a line meets another.
type crossing struct {
	place float64 // on the line
	point
}

// crossings are those of all lines at which a corner can be.
type crossings struct {
	of      [mostLines][mostLines]crossing // where crossed says so; elsewhere anything
	crossed [mostLines]uint64              // by each line, a bit for each other one
}

func (m *edgeMap) cross(lines []line, met *crossings) {
	clear(met.crossed[:])
	beyondX, beyondY := mostOutside*float64(m.w), mostOutside*float64(m.h)
	for i := range lines {
		for j := range lines[:i] {
			a, b := &lines[i], &lines[j]
			if alongside(a, b) > cornerCosine {
				continue
			}
			p := meet(a, b)
			if p.x >= -beyondX && p.y >= -beyondY && p.x <= float64(m.w)+beyondX && p.y <= float64(m.h)+beyondY {
				met.of[i][j], met.of[j][i] = crossing{a.place(p), p}, crossing{b.place(p), p}
				met.crossed[i] |= 1 << j
				met.crossed[j] |= 1 << i
			}
		}
	}
}

// shaped puts two pairs of opposite sides that cross each other together,
// clockwise, and tells whether a document can look like that.
func (m *edgeMap) shaped(met *crossings, p, q [2]int) (s shape, ok bool) {
	c0, c1, c2, c3 := &met.of[p[0]][q[0]], &met.of[p[0]][q[1]], &met.of[p[1]][q[1]], &met.of[p[1]][q[0]]
	along0, along1 := math.Abs(c0.place-c1.place), math.Abs(c2.place-c3.place)
	across0 := math.Abs(met.of[q[0]][p[0]].place - met.of[q[0]][p[1]].place)
	across1 := math.Abs(met.of[q[1]][p[0]].place - met.of[q[1]][p[1]].place)
	if !similar(along0, along1) || !similar(across0, across1) {
		return s, false
	}
	aspect := (along0 + along1) / (across0 + across1)
	if aspect = max(aspect, 1/aspect); aspect < leastAspect || aspect > mostAspect {
		return s, false
	}
	s.of = [4]int{p[0], q[1], p[1], q[0]}
	s.corners = [4]point{c0.point, c1.point, c2.point, c3.point}
	if s.area = area(s.corners); s.area < 0 {
		s.area = -s.area
		s.of[0], s.of[2] = s.of[2], s.of[0]
		s.corners = [4]point{c3.point, c2.point, c1.point, c0.point}
	}
	whole := float64(m.w * m.h)
	return s, s.area >= leastArea*whole && s.area <= mostArea*whole
}

func similar(a, b float64) bool { return min(a, b) >= leastOpposite*max(a, b) }

// parallels are, of each line, those after it that can be the opposite side.
func (m *edgeMap) parallels(lines []line) (opposite [mostLines]uint64) {
	centre := point{float64(m.w) / 2, float64(m.h) / 2}
	apart := leastApart * float64(min(m.w, m.h))
	for i := range lines {
		for j := i + 1; j < len(lines); j++ {
			a, b := &lines[i], &lines[j]
			if alongside(a, b) < slantCosine {
				continue
			}
			da, db := a.cos*centre.x+a.sin*centre.y-a.r, b.cos*centre.x+b.sin*centre.y-b.r
			if a.cos*b.cos+a.sin*b.sin < 0 {
				db = -db
			}
			if math.Abs(da-db) >= apart {
				opposite[i] |= 1 << j
			}
		}
	}
	return opposite
}

// alongside is the cosine of the angle between two lines.
func alongside(a, b *line) float64 { return math.Abs(a.cos*b.cos + a.sin*b.sin) }

// meet is where two lines cross; far away when they hardly do.
func meet(a, b *line) point {
	across := a.cos*b.sin - a.sin*b.cos
	if math.Abs(across) < 1e-3 {
		return point{math.MaxFloat32, math.MaxFloat32}
	}
	return point{(a.r*b.sin - b.r*a.sin) / across, (b.r*a.cos - a.r*b.cos) / across}
}

// area is positive when the corners go clockwise as the picture is seen.
func area(corners [4]point) float64 {
	sum := 0.0
	for k, a := range corners {
		b := corners[(k+1)%4]
		sum += a.x*b.y - a.y*b.x
	}
	return sum / 2
}
