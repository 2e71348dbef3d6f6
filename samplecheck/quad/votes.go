package quad

import (
	"math"
	"slices"
)

// ballot is what edges say of lines: of each direction a row, of each distance
// from the origin a place in it.
type ballot struct {
	counts []int32
	stride int        // places in a row
	zero   [turns]int // where in counts the distance 0 is, which may be before the row
}

// margin are the places in a row beyond the distances that a line in the
// picture can have, at either end: nothing is there.
const margin = 4

func (m *edgeMap) newBallot() *ballot {
	b := &ballot{stride: int(math.Hypot(float64(m.w), float64(m.h))) + 3 + 2*margin}
	for t := range turns {
		b.zero[t] = t*b.stride + margin - m.nearest(t)
	}
	b.counts = m.memory.ints.take(turns * b.stride)
	return b
}

// nearest is the least distance that a line of a direction can have from the
// origin and lie in the picture; the most is no more than the diagonal away.
func (m *edgeMap) nearest(turn int) int {
	return int(math.Floor(min(0, math.Cos(float64(turn)*math.Pi/turns)*float64(m.w))))
}

// voteScale is what an edge of at least middling strength says.
const voteScale = 64

// vote counts what each edge says, by direction and distance from the origin.
// Strong edges say no more than the middling ones.
func (m *edgeMap) vote() *ballot {
	b := m.newBallot()
	most := m.middling()
	const one = 1 << 16
	var directions [2*turns + 2*turnBlur]struct{ cos, sin, zero int } // one after the other from -turnBlur on
	for i := range directions {
		t := (i - turnBlur + turns) % turns
		s, c := math.Sincos(float64(t) * math.Pi / turns)
		d := &directions[i]
		d.cos, d.sin, d.zero = int(math.Round(one*c)), int(math.Round(one*s)), b.zero[t]
	}
	for _, e := range m.edges {
		x, y := int(uint32(e.at)%uint32(m.w)), int(uint32(e.at)/uint32(m.w))
		says := int32(min(int(m.strength[e.at]), most) * voteScale / most)
		near := directions[e.turn:][:2*turnBlur+1]
		for i := range near {
			d := &near[i]
			b.counts[d.zero+(x*d.cos+y*d.sin+one/2)>>16] += says
		}
	}
	return b
}

// middling is the strength that three of ten edges exceed.
func (m *edgeMap) middling() int {
	var counts [256]int
	for _, e := range m.edges {
		counts[m.strength[e.at]]++
	}
	below := 0
	for s, n := range counts {
		if below += n; 10*below >= 7*len(m.edges) {
			return s + 1
		}
	}
	return 1
}

// peaks are the directions and distances with more votes than any near them.
func (m *edgeMap) peaks() []line {
	b := m.vote()
	type peak struct{ at, sum int32 }
	var peaks []peak
	least := int32(2 * voteScale * leastVotes * float64(min(m.w, m.h)))
	smooth := m.memory.ints.room(len(b.counts))
	before, here := int32(0), int32(0) // rows begin and end with nothing
	for i, after := range b.counts[1:] {
		sum := before + 2*here + after
		smooth[i] = sum
		if sum >= least {
			peaks = append(peaks, peak{int32(i), sum})
		}
		before, here = here, after
	}
	smooth[len(smooth)-1] = 0
	b.counts = smooth
	peaks = slices.DeleteFunc(peaks, func(p peak) bool { return !b.highest(int(p.at)) })
	slices.SortStableFunc(peaks, func(a, b peak) int { return int(b.sum - a.sum) })
	found := make([]line, min(len(peaks), candidates))
	for i := range found {
		t := int(peaks[i].at) / b.stride
		sin, cos := math.Sincos(float64(t) * math.Pi / turns)
		found[i] = line{cos: cos, sin: sin, r: float64(int(peaks[i].at) - b.zero[t]), turn: t}
	}
	return found
}

// highest compares a place with those up to two steps away; of equal ones the
// first counts. Half a turn further the same line has the opposite distance.
func (b *ballot) highest(at int) bool {
	t := at / b.stride
	r, here := at-b.zero[t], b.counts[at]
	for dt := -2; dt <= 2; dt++ {
		for dr := -2; dr <= 2; dr++ {
			ot, or := t+dt, r+dr
			if ot < 0 || ot >= turns {
				ot, or = (ot+turns)%turns, -or
			}
			row := b.counts[ot*b.stride:][:b.stride]
			in := b.zero[ot] + or - ot*b.stride
			if in < 0 || in >= len(row) {
				continue // no line in the picture is there
			}
			if other, first := row[in], dt < 0 || dt == 0 && dr < 0; other > here || other == here && first {
				return false
			}
		}
	}
	return true
}
