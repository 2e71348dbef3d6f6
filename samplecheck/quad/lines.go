package quad

import (
	"math"
	"slices"
)

const (
	turns       = 180 // directions that are told apart in half a turn
	turnBlur    = 3   // how many of them to either side an edge votes for
	mostLines   = 60
	mostAlike   = 16 // of them that run the same way
	candidates  = 5 * mostLines
	leastVotes  = 0.07 // of the short side
	shortestRun = 10   // pixels: shorter ones happen anywhere
	longestGap  = 3
	sameWay     = 15 // degrees
)

// line is the points with x cos + y sin = r. Along it, t counts pixels.
type line struct {
	cos, sin, r float64
	turn        int       // its direction in degrees, as its edges have it
	length      float64   // of the runs of edges on it
	from, to    float64   // where they begin and end
	start       int       // the t of the first place that is in the picture
	places      int       // from there on
	edges       [2]marks  // at which of them edges up lie, and edges down
	hits        []uint16  // at how many of them before each place any does
	difference  []float32 // how much lighter one side is than the other, in levels, up to each place
}

// What edges lie at a place of a line: such as get lighter where x cos + y sin
// is larger, and such as get darker.
const (
	up   = 1
	down = 2
)

// lines are the longest lines of a picture. Edges vote for the lines through
// them that run as they do (Hough 1962; O'Gorman and Clowes 1976), and each
// line is then followed, because votes also gather where there is only clutter.
// Of those that run nearly the same way only a few are kept: the grain of wood
// has more lines, and longer ones, than the card that lies on it.
func (m *edgeMap) lines() []line {
	found := m.peaks()
	for i := range found {
		m.walk(&found[i])
		m.measure(&found[i])
	}
	order := make([]*line, len(found))
	for i := range found {
		order[i] = &found[i]
	}
	slices.SortStableFunc(order, func(a, b *line) int { return compare(b.length, a.length) })
	kept := m.memory.lines.room(min(len(found), mostLines))[:0]
	for _, l := range order {
		if len(kept) < mostLines && l.length > 0 && !among(kept, l) && alike(kept, l) < mostAlike {
			m.sum(l)
			kept = append(kept, *l)
		}
	}
	return kept
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// among tells a line that is one of the others again: as steep, and as near
// where it has its edges.
func among(others []line, l *line) bool {
	const sameTurn, sameDistance = 0.9976, 4 // cosine of 4°, pixels
	from, to := l.at(l.from), l.at(l.to)
	for i := range others {
		if o := &others[i]; alongside(o, l) > sameTurn && o.off(from) < sameDistance && o.off(to) < sameDistance {
			return true
		}
	}
	return false
}

// alike counts the lines that run nearly the same way.
func alike(others []line, l *line) (count int) {
	const nearly = 0.966 // cosine of 15°
	for i := range others {
		if alongside(&others[i], l) > nearly {
			count++
		}
	}
	return count
}

func (l *line) at(t float64) point { return point{l.cos*l.r - l.sin*t, l.sin*l.r + l.cos*t} }

func (l *line) off(p point) float64 { return math.Abs(l.cos*p.x + l.sin*p.y - l.r) }

// place is where on the line the point nearest to p lies.
func (l *line) place(p point) float64 { return l.cos*p.y - l.sin*p.x }

// stretch is the part of a line that is in the picture, in whole steps.
func (m *edgeMap) stretch(l *line) (from, to int) {
	low, high := math.Inf(-1), math.Inf(1)
	clip := func(start, step, least, most float64) {
		if math.Abs(step) < 1e-9 {
			if start < least || start > most {
				low, high = 0, -1
			}
			return
		}
		a, b := (least-start)/step, (most-start)/step
		low, high = max(low, min(a, b)), min(high, max(a, b))
	}
	clip(l.cos*l.r, -l.sin, 1, float64(m.w-2))
	clip(l.sin*l.r, l.cos, 1, float64(m.h-2))
	return int(math.Ceil(low)), int(math.Floor(high))
}

// fraction is how finely places are told apart while a line is walked.
const fraction = 1 << 16

// walk notes what edges lie at each place of a line, or a pixel to either side
// of it, that run as the line does.
func (m *edgeMap) walk(l *line) {
	from, to := m.stretch(l)
	l.start = from
	l.places = max(0, to-from+1)
	words := l.places/64 + 2 // and runs grow into the last one
	l.edges = [2]marks{m.memory.words.take(words), m.memory.words.take(words)}
	says := &along[l.turn]
	first := l.at(float64(from))
	x, y := uint(fraction*(first.x-l.cos+0.5)), uint(fraction*(first.y-l.sin+0.5))
	cos, sin := uint(int(fraction*l.cos)), uint(int(fraction*l.sin))
	// All of these places are in the picture: a stretch ends a pixel inside its border.
	width := uint(m.w)
	at := func(x, y uint) uint8 { return says[m.turn[y/fraction*width+x/fraction]] }
	for t := 0; t < l.places; t += 64 {
		var ups, downs uint64
		for bit := range min(64, l.places-t) {
			seen := at(x, y) | at(x+cos, y+sin) | at(x+2*cos, y+2*sin)
			ups |= uint64(seen&up) << bit
			downs |= uint64(seen/down) << bit
			x, y = x-sin, y+cos
		}
		l.edges[0][t/64], l.edges[1][t/64] = ups, downs
	}
}

// along tells, for a line of each direction, and of each direction that a pixel
// may have (see edgeMap.turn), whether it is that of an edge along the line, and
// of which kind.
var along = func() (says [turns][256]uint8) {
	for turn := range says {
		for d := -sameWay + 1; d < sameWay; d++ {
			says[turn][1+(turn+d+360)/2%180] = up
			says[turn][1+(turn+d+180)/2%180] = down
		}
	}
	return says
}()

// measure sums up the runs of edges on a line: of those up or of those down,
// whichever is more. The two sides of a groove or of a stroke lie so near each
// other that a line along it has both.
func (m *edgeMap) measure(l *line) {
	if l.places == 0 {
		return
	}
	runs := marks(m.memory.words.room(len(l.edges[0])))
	for _, edges := range l.edges {
		copy(runs, edges)
		runs.runs()
		if length, from, to := runs.extent(); float64(length) > l.length {
			l.length, l.from, l.to = float64(length), float64(l.start+from), float64(l.start+to)
		}
	}
}

// sum adds up what lies on a line, so that what lies between any two places is
// a difference of two numbers.
func (m *edgeMap) sum(l *line) {
	l.hits, l.difference = m.memory.counts.room(l.places+1), m.memory.floats.room(l.places+1)
	hits, difference := uint16(0), float32(0)
	for i := range l.places {
		l.hits[i], l.difference[i] = hits, difference
		hits += uint16((l.edges[0][i/64] | l.edges[1][i/64]) >> (i % 64) & 1)
		difference += m.across(l.at(float64(l.start+i)), l)
	}
	l.hits[l.places], l.difference[l.places] = hits, difference
}

// across is how many levels lighter it is four pixels to the one side of
// the line, where x cos + y sin is larger, than to the other.
func (m *edgeMap) across(p point, l *line) float32 {
	const reach = 4
	x1, y1 := int(p.x+reach*l.cos), int(p.y+reach*l.sin)
	x0, y0 := int(p.x-reach*l.cos), int(p.y-reach*l.sin)
	if x0 < 0 || y0 < 0 || x0 >= m.w || y0 >= m.h || x1 < 0 || y1 < 0 || x1 >= m.w || y1 >= m.h {
		return 0
	}
	return float32(int(m.light[y1*m.w+x1]) - int(m.light[y0*m.w+x0]))
}
