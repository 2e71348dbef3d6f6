package quad

import (
	"math"
	"slices"
)

// ballot is what edges say of lines: of each direction a row, of each distance
// from the origin a place in it, with what is said of the distances one less
// and one more, by half.
type ballot struct {
	counts []uint16
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
	b.counts = m.memory.counts.room(turns * b.stride)
	return b
}

// nearest is the least distance that a line of a direction can have from the
// origin and lie in the picture; the most is no more than the diagonal away.
func (m *edgeMap) nearest(turn int) int {
	return int(math.Floor(min(0, math.Cos(float64(turn)*math.Pi/turns)*float64(m.w))))
}

// vote counts the edges, by direction and distance from the origin, and hands
// over those places that count for at least so much. A faint edge says as much as a
// strong one: where strong ones had more to say, a white card on a white table
// was not heard among its own print.
func (m *edgeMap) vote(least uint16) (*ballot, []peak) {
	b := m.newBallot()
	voters, from := m.voters()
	row := m.memory.counts.room(b.stride)
	var peaks []peak
	for t := range turns {
		clear(row)
		s, c := math.Sincos(float64(t) * math.Pi / turns)
		count := func(from, to int) {
			const one = 1 << 16
			cos, sin, zero := int(math.Round(one*c)), int(math.Round(one*s)), b.zero[t]-t*b.stride
			for _, v := range voters[from:to] {
				row[zero+(int(v.x)*cos+int(v.y)*sin+one/2)>>16]++
			}
		}
		low, high := t-turnBlur, t+turnBlur+1
		count(from[max(low, 0)], from[min(high, turns)])
		if low < 0 {
			count(from[turns+low], from[turns])
		}
		if high > turns {
			count(from[0], from[high-turns])
		}
		peaks = b.close(t, row, least, peaks)
	}
	return b, peaks
}

// close takes over the counts of a direction.
func (b *ballot) close(t int, row []uint16, least uint16, peaks []peak) []peak {
	smooth := b.counts[t*b.stride:][:len(row)]
	before, here := uint16(0), uint16(0) // rows begin and end with nothing
	for i, after := range row[1:] {
		sum := before + 2*here + after
		smooth[i] = sum
		if sum >= least {
			peaks = append(peaks, peak{int32(t*b.stride + i), int32(sum)})
		}
		before, here = here, after
	}
	smooth[len(smooth)-1] = 0
	return peaks
}

// voter is where an edge is.
type voter struct{ x, y uint16 }

// voters are the edges by the direction of a line along them: those of
// direction t are from[t] to from[t+1]. Votes that lie close together in
// memory are counted in half the time.
func (m *edgeMap) voters() (voters []voter, from [turns + 1]int) {
	voters = m.memory.voters.room(len(m.edges))
	for _, e := range m.edges {
		from[1+int(e.turn)%turns]++
	}
	for t := range turns {
		from[t+1] += from[t]
	}
	next := from
	for _, e := range m.edges {
		at := &next[int(e.turn)%turns]
		voters[*at] = voter{e.x, e.y}
		*at++
	}
	return voters, from
}

// peak is a place in a ballot, and what counts for it.
type peak struct{ at, sum int32 }

// peaks are the directions and distances with more votes than any near them.
func (m *edgeMap) peaks() []line {
	b, peaks := m.vote(uint16(math.Ceil(2 * leastVotes * float64(min(m.w, m.h)))))
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
