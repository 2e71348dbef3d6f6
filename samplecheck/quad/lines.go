package quad

import (
	"math"
	"sort"
)

const (
	turns       = 180 // directions that are told apart in half a turn
	turnBlur    = 3   // how many of them to either side an edge votes for
	mostLines   = 60
	candidates  = 5 * mostLines
	leastVotes  = 0.07 // of the short side
	shortestRun = 10   // pixels: shorter ones happen anywhere
	longestGap  = 3
)

// line is the points with x cos + y sin = r. Along it, t counts pixels.
type line struct {
	cos, sin, r float64
	length      float64   // of the runs of edges on it
	from, to    float64   // where they begin and end
	start       int       // the t of the first place that is in the picture
	hits        []int32   // how many edges lie on it before each place from there on
	difference  []float32 // how much lighter one side is than the other, likewise
}

// lines are the longest lines of a picture. Edges vote for the lines through
// them that run as they do (Hough 1962; O'Gorman and Clowes 1976), and each
// line is then followed, because votes also gather where there is only clutter.
func (m *edgeMap) lines() []line {
	found := m.peaks()
	for i := range found {
		m.measure(&found[i])
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].length > found[j].length })
	var kept []line
	for _, l := range found {
		if len(kept) < mostLines && l.length > 0 && !among(kept, l) {
			m.follow(&l)
			kept = append(kept, l)
		}
	}
	return kept
}

// vote counts what each edge says, by direction and distance from the origin.
// Strong edges say no more than the middling ones.
func (m *edgeMap) vote() (votes []float32, distances, diagonal int) {
	diagonal = int(math.Hypot(float64(m.w), float64(m.h))) + 2
	distances = 2*diagonal + 1
	votes = m.memory.floats.take(turns * distances)
	most := m.middling()
	cos, sin := directions()
	for y := 1; y+1 < m.h; y++ {
		for x := 1; x+1 < m.w; x++ {
			i := y*m.w + x
			if m.strength[i] == 0 {
				continue
			}
			says := min(m.strength[i], most) / most
			turn := int(math.Round(math.Atan2(float64(m.dy[i]), float64(m.dx[i])) * turns / math.Pi))
			for t := turn - turnBlur; t <= turn+turnBlur; t++ {
				t := ((t % turns) + turns) % turns
				r := int(math.Round(float64(x)*cos[t] + float64(y)*sin[t]))
				votes[t*distances+r+diagonal] += says
			}
		}
	}
	return votes, distances, diagonal
}

// middling is the strength that three of ten edges exceed.
func (m *edgeMap) middling() float32 {
	var counts [256]int
	all := 0
	for _, s := range m.strength {
		if s > 0 {
			counts[min(int(s), 255)]++
			all++
		}
	}
	below := 0
	for s, n := range counts {
		if below += n; 10*below >= 7*all {
			return float32(s + 1)
		}
	}
	return 1
}

func directions() (cos, sin [turns]float64) {
	for t := range turns {
		sin[t], cos[t] = math.Sincos(float64(t) * math.Pi / turns)
	}
	return cos, sin
}

// peaks are the directions and distances with more votes than any near them.
func (m *edgeMap) peaks() []line {
	votes, distances, diagonal := m.vote()
	sums := m.memory.floats.take(len(votes))
	for i := 1; i+1 < len(votes); i++ {
		sums[i] = votes[i] + (votes[i-1]+votes[i+1])/2
	}
	least := float32(leastVotes * float64(min(m.w, m.h)))
	type peak struct {
		t, r int
		sum  float32
	}
	var peaks []peak
	for t := range turns {
		for r := 2; r+2 < distances; r++ {
			if sum := sums[t*distances+r]; sum >= least && highest(sums, distances, t, r) {
				peaks = append(peaks, peak{t, r, sum})
			}
		}
	}
	sort.SliceStable(peaks, func(i, j int) bool { return peaks[i].sum > peaks[j].sum })
	cos, sin := directions()
	var found []line
	for _, p := range peaks[:min(len(peaks), candidates)] {
		found = append(found, line{cos: cos[p.t], sin: sin[p.t], r: float64(p.r - diagonal)})
	}
	return found
}

// highest compares a place in the votes with those up to two steps away; of
// equal ones the first counts. Half a turn further the same line has the
// opposite distance.
func highest(sums []float32, distances, t, r int) bool {
	here := sums[t*distances+r]
	for dt := -2; dt <= 2; dt++ {
		for dr := -2; dr <= 2; dr++ {
			ot, or := t+dt, r+dr
			if ot < 0 || ot >= turns {
				ot, or = (ot+turns)%turns, distances-1-or
			}
			other := sums[ot*distances+or]
			if first := dt < 0 || dt == 0 && dr < 0; other > here || other == here && first {
				return false
			}
		}
	}
	return true
}

// among tells a line that is one of the others again: as steep, and as near
// where it has its edges.
func among(others []line, l line) bool {
	const sameTurn, sameDistance = 0.9976, 4 // cosine of 4°, pixels
	for _, o := range others {
		if math.Abs(l.cos*o.cos+l.sin*o.sin) > sameTurn && o.off(l.at(l.from)) < sameDistance && o.off(l.at(l.to)) < sameDistance {
			return true
		}
	}
	return false
}

func (l *line) at(t float64) point { return point{l.cos*l.r - l.sin*t, l.sin*l.r + l.cos*t} }

func (l *line) off(p point) float64 { return math.Abs(l.cos*p.x + l.sin*p.y - l.r) }

// along is where on the line the point nearest to p lies.
func (l *line) along(p point) float64 { return l.cos*p.y - l.sin*p.x }

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

// measure walks a line through the picture and sums up the runs of edges on
// it that run as it does.
func (m *edgeMap) measure(l *line) {
	l.from, l.to = math.Inf(1), math.Inf(-1)
	run, gap := 0, 0
	end := func(t int) {
		if run >= shortestRun {
			l.length += float64(run)
			l.from, l.to = min(l.from, float64(t-run-gap)), max(l.to, float64(t-gap))
		}
		run, gap = 0, 0
	}
	from, to := m.stretch(l)
	for t := from; t <= to; t++ {
		if m.runsAlong(l.at(float64(t)), l) {
			run += 1 + gap
			gap = 0
		} else if gap++; gap > longestGap {
			end(t)
		}
	}
	end(to + 1)
}

// follow notes, for each place of a line that is in the picture, how many
// edges lie on the line before it, and how light one side is against the
// other: what lies between any two places is then a difference of two numbers.
func (m *edgeMap) follow(l *line) {
	from, to := m.stretch(l)
	l.start = from
	places := max(1, to-from+2)
	l.hits, l.difference = m.memory.ints.take(places), m.memory.floats.take(places)
	for k := range len(l.hits) - 1 {
		p := l.at(float64(from + k))
		l.hits[k+1], l.difference[k+1] = l.hits[k], l.difference[k]+m.across(p, l)
		if m.runsAlong(p, l) {
			l.hits[k+1]++
		}
	}
}

// runsAlong tells whether an edge lies at a point of the line, or up to one
// and a half pixels beside it, that runs as the line does.
func (m *edgeMap) runsAlong(p point, l *line) bool {
	const sameWay = 0.966 // cosine of 15°
	for d := -1.5; d <= 1.5; d++ {
		x, y := uint(int(p.x+d*l.cos+0.5)), uint(int(p.y+d*l.sin+0.5))
		if x >= uint(m.w) || y >= uint(m.h) {
			continue
		}
		i := y*uint(m.w) + x
		if m.strength[i] > 0 && math.Abs(float64(m.dx[i])*l.cos+float64(m.dy[i])*l.sin) > sameWay {
			return true
		}
	}
	return false
}

// across is how much lighter it is four pixels to the one side of the line,
// where x cos + y sin is larger, than to the other.
func (m *edgeMap) across(p point, l *line) float32 {
	const reach = 4
	x1, y1 := int(p.x+reach*l.cos), int(p.y+reach*l.sin)
	x0, y0 := int(p.x-reach*l.cos), int(p.y-reach*l.sin)
	if x0 < 0 || y0 < 0 || x0 >= m.w || y0 >= m.h || x1 < 0 || y1 < 0 || x1 >= m.w || y1 >= m.h {
		return 0
	}
	return m.light[y1*m.w+x1] - m.light[y0*m.w+x0]
}
