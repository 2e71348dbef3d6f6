package quad

import "math"

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
)

// shape is four lines that make a four-cornered shape.
type shape struct {
	sides   [4]*line
	corners [4]point // clockwise; side k goes from corner k to corner k+1
	support [4]float64
	score   float64
}

// best is the shape with the highest score among all pairs of near-parallel
// pairs of lines; of equal ones the first.
func (m *edgeMap) best(lines []line) (shape, bool) {
	pairs := m.parallels(lines)
	var best shape
	found := false
	for i, p := range pairs {
		for _, q := range pairs[i+1:] {
			if alongside(p[0], q[0]) > cornerCosine {
				continue
			}
			s, ok := m.shaped(p, q)
			if !ok {
				continue
			}
			if m.rank(&s); !found || s.score > best.score {
				best, found = s, true
			}
		}
	}
	return best, found
}

// parallels are the pairs of lines that can be opposite sides.
func (m *edgeMap) parallels(lines []line) [][2]*line {
	centre := point{float64(m.w) / 2, float64(m.h) / 2}
	apart := leastApart * float64(min(m.w, m.h))
	var pairs [][2]*line
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
				pairs = append(pairs, [2]*line{a, b})
			}
		}
	}
	return pairs
}

// alongside is the cosine of the angle between two lines.
func alongside(a, b *line) float64 { return math.Abs(a.cos*b.cos + a.sin*b.sin) }

// shaped puts two pairs of opposite sides together, clockwise.
func (m *edgeMap) shaped(p, q [2]*line) (shape, bool) {
	s := shape{sides: [4]*line{p[0], q[1], p[1], q[0]}}
	for k := range 4 {
		s.corners[k] = meet(s.sides[(k+3)%4], s.sides[k])
	}
	area := s.area()
	if area < 0 {
		area = -area
		s.sides = [4]*line{s.sides[2], s.sides[1], s.sides[0], s.sides[3]}
		for k := range 4 {
			s.corners[k] = meet(s.sides[(k+3)%4], s.sides[k])
		}
	}
	whole := float64(m.w * m.h)
	if area < leastArea*whole || area > mostArea*whole {
		return s, false
	}
	return s, m.plausible(&s)
}

// meet is where two lines cross; far away when they hardly do.
func meet(a, b *line) point {
	across := a.cos*b.sin - a.sin*b.cos
	if math.Abs(across) < 1e-3 {
		return point{math.MaxFloat32, math.MaxFloat32}
	}
	return point{(a.r*b.sin - b.r*a.sin) / across, (b.r*a.cos - a.r*b.cos) / across}
}

// area is positive when the corners go clockwise as the picture is seen.
func (s *shape) area() float64 {
	sum := 0.0
	for k, a := range s.corners {
		b := s.corners[(k+1)%4]
		sum += a.x*b.y - a.y*b.x
	}
	return sum / 2
}

func (m *edgeMap) plausible(s *shape) bool {
	beyondX, beyondY := mostOutside*float64(m.w), mostOutside*float64(m.h)
	var length [4]float64
	for k, c := range s.corners {
		if c.x < -beyondX || c.y < -beyondY || c.x > float64(m.w)+beyondX || c.y > float64(m.h)+beyondY {
			return false
		}
		length[k] = distance(c, s.corners[(k+1)%4])
	}
	for k, c := range s.corners {
		before, after := s.corners[(k+3)%4], s.corners[(k+1)%4]
		cos := ((before.x-c.x)*(after.x-c.x) + (before.y-c.y)*(after.y-c.y)) / (length[(k+3)%4] * length[k])
		if math.Abs(cos) > cornerCosine {
			return false
		}
	}
	if !alike(length[0], length[2]) || !alike(length[1], length[3]) {
		return false
	}
	aspect := (length[0] + length[2]) / (length[1] + length[3])
	aspect = max(aspect, 1/aspect)
	return aspect > leastAspect && aspect < mostAspect
}

func alike(a, b float64) bool { return min(a, b) >= leastOpposite*max(a, b) }
