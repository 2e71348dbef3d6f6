package quad

import "math"

const (
	nearCorner  = 3    // pixels by a corner that are not counted: it may be round
	pastCorner  = 4    // pixels beyond a corner from which on a side has gone on
	pastShare   = 0.15 // of the side's length, how far it is followed
	fullSize    = 0.4  // of the picture; more is no better
	sizeWeight  = 1.5
	fullLevels  = 30  // of contrast; more is no better
	disagreeing = 0.3 // of the contrast of sides that are dark inside where others are light
)

// mostScore is the score of a shape that has all that speaks for one.
const mostScore = 3 + sizeWeight*fullSize

// rank works out the support of the sides and the score of the whole: their
// mean support, that of the weakest (one false side makes a false document),
// how much inside and outside differ at the sides, and the size (a document,
// not the portrait on it), less what goes on beyond the corners. A document
// is mostly lighter than what it lies on all around, or darker; but its head
// may be printed dark, and tables are not of one colour. What goes on is only
// looked at when the score exceeds the least that is asked for without it.
func (m *edgeMap) rank(lines []line, met *crossings, s *shape, least float64) {
	mean, weakest, lighter, darker := 0.0, 1.0, 0.0, 0.0
	for k, i := range s.of {
		from, to := met.of[i][s.of[(k+3)%4]].place, met.of[i][s.of[(k+1)%4]].place
		side := lines[i].side(from, to)
		mean += side.support / 4
		weakest = min(weakest, side.support)
		contrast := side.contrast / 4
		if from < to { // the inside is where x cos + y sin is smaller
			contrast = -contrast
		}
		lighter += max(0, contrast)
		darker += max(0, -contrast)
	}
	s.score = mean + weakest + lighter + darker - disagreeing*min(lighter, darker) + sizeWeight*min(s.area/float64(m.w*m.h), fullSize)
	if s.score > least {
		s.score -= s.goesOn(lines, met)
	}
}

// side is what rank asks of a line between two corners.
type side struct{ length, support, contrast float64 }

// perfect is a side that no shape has a better one than. Its support may be more
// than 1, because one place more can lie between two corners than pixels do: the
// shorter the least side that a shape can have, the more that is.
func (m *edgeMap) perfect() side {
	mean := math.Sqrt(leastArea * float64(m.w*m.h) / mostAspect)
	least := 2 * mean * leastOpposite / (1 + leastOpposite)
	return side{support: 1 + 1/max(1, least-2*nearCorner), contrast: 1}
}

// side is that between two places. Its contrast is how much lighter it is where
// x cos + y sin is larger, -1 to 1.
func (l *line) side(from, to float64) side {
	if from > to {
		from, to = to, from
	}
	hits, seen, difference := l.between(from+nearCorner, to-nearCorner)
	return side{
		length:   to - from,
		support:  hits / max(1, to-from-2*nearCorner),
		contrast: max(-1, min(1, difference/max(1, seen)/fullLevels)),
	}
}

// mostOf is a score that no shape with sides a and b, others no better than
// these, and so large a share of the picture at most, exceeds.
func mostOf(a, b, others *side, size float64) float64 {
	const rounding = 1e-9
	support := (a.support+b.support)/4 + others.support/2 + min(a.support, b.support)
	contrast := (math.Abs(a.contrast)+math.Abs(b.contrast))/4 + others.contrast/2
	return support + contrast + sizeWeight*min(size, fullSize) + rounding
}

// goesOn is how much of what lies beyond the corners, on the sides' lines, has
// an edge.
func (s *shape) goesOn(lines []line, met *crossings) (past float64) {
	for k, i := range s.of {
		l := &lines[i]
		from, to := met.of[i][s.of[(k+3)%4]].place, met.of[i][s.of[(k+1)%4]].place
		if from > to {
			from, to = to, from
		}
		reach := pastShare * (to - from)
		past += (l.share(from-pastCorner-reach, from-pastCorner) + l.share(to+pastCorner, to+pastCorner+reach)) / 8
	}
	return past
}

// between sums up what lies on a line between two places.
func (l *line) between(from, to float64) (hits, seen, difference float64) {
	a, b := l.index(from), l.index(to)
	if b <= a {
		return 0, 0, 0
	}
	return float64(l.hits[b] - l.hits[a]), float64(b - a), float64(l.difference[b] - l.difference[a])
}

// share of the points between two places, as far as they are in the picture,
// that have an edge; 0 when hardly any is.
func (l *line) share(from, to float64) float64 {
	const fewest = 5
	hits, seen, _ := l.between(from, to)
	if seen < fewest {
		return 0
	}
	return hits / seen
}

func (l *line) index(t float64) int {
	return max(0, min(l.places, int(math.Floor(t+0.5))-l.start))
}
