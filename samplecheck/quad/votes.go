package quad

import (
	"math"
	"slices"
)

// ballot is what edges say of lines: of each direction a row, of each distance
// from the origin a place in it, with what is said of the distances one less
// and one more, by half.
type ballot struct {
	counts []uint64   // of four places, one after the other, in the lanes of a word
	stride int        // places in a row, a multiple of four
	zero   [turns]int // the place where the distance 0 is, which may be before the row
}

// at is what counts for a place.
func (b *ballot) at(place int) int {
	p := uint(place)
	return int(b.counts[p/4] >> (p % 4 * laneBits) & lane)
}

// margin are the places in a row beyond the distances that a line in the
// picture can have, at either end: nothing is there.
const margin = 4

func (m *edgeMap) newBallot() *ballot {
	b := &ballot{stride: (int(math.Hypot(float64(m.w), float64(m.h))) + 6 + 2*margin) / 4 * 4}
	for t := range turns {
		b.zero[t] = t*b.stride + margin - m.nearest(t)
	}
	b.counts = m.memory.words.room(turns * b.stride / 4)
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
func (m *edgeMap) vote(least int) (*ballot, []peak) {
	b := m.newBallot()
	voters, from := m.voters()
	row := m.memory.words.room(b.stride / 4)
	peaks := m.memory.peaks[:0]
	for t := range turns {
		clear(row)
		s, c := math.Sincos(float64(t) * math.Pi / turns)
		count := func(from, to int) {
			const one = 1 << 16
			cos, sin, zero := int(math.Round(one*c)), int(math.Round(one*s)), one*(b.zero[t]-t*b.stride)+one/2
			for _, v := range voters[from:to] {
				p := uint(int(v.x)*cos+int(v.y)*sin+zero) / one
				row[p/4] += 1 << (p % 4 * laneBits)
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
	m.memory.peaks = peaks
	return b, peaks
}

// close takes over the counts of a direction. Rows begin and end with nothing.
func (b *ballot) close(t int, row []uint64, least int, peaks []peak) []peak {
	smooth := b.counts[t*b.stride/4:][:len(row)]
	enough := high - uint64(least)*ones
	before, here := uint64(0), row[0]
	for i := range smooth {
		after := uint64(0)
		if i+1 < len(row) {
			after = row[i+1]
		}
		sums := (here<<laneBits | before>>(3*laneBits)) + 2*here + (here>>laneBits | after<<(3*laneBits))
		smooth[i] = sums
		if (sums+enough)&high != 0 {
			for k := range 4 {
				if sum := int(sums >> (laneBits * k) & lane); sum >= least {
					peaks = append(peaks, peak{t*b.stride + 4*i + k, sum})
				}
			}
		}
		before, here = here, after
	}
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
type peak struct{ at, sum int }

// peaks are the directions and distances with more votes than any near them.
func (m *edgeMap) peaks() []line {
	b, peaks := m.vote(int(math.Ceil(2 * leastVotes * float64(min(m.w, m.h)))))
	peaks = slices.DeleteFunc(peaks, func(p peak) bool { return !b.highest(p) })
	slices.SortStableFunc(peaks, func(a, b peak) int { return b.sum - a.sum })
	found := m.memory.lines.take(min(len(peaks), candidates))
	for i := range found {
		t := peaks[i].at / b.stride
		sin, cos := math.Sincos(float64(t) * math.Pi / turns)
		found[i] = line{cos: cos, sin: sin, r: float64(peaks[i].at - b.zero[t]), turn: t}
	}
	return found
}

// highest compares a place with those up to two steps away; of equal ones the
// first counts. Half a turn further the same line has the opposite distance.
func (b *ballot) highest(p peak) bool {
	t := p.at / b.stride
	r := p.at - b.zero[t]
	for _, dt := range [...]int{0, -1, 1, -2, 2} { // most are lower than one in their own row
		for dr := -2; dr <= 2; dr++ {
			ot, or := t+dt, r+dr
			if ot < 0 || ot >= turns {
				ot, or = (ot+turns)%turns, -or
			}
			place := b.zero[ot] + or
			if in := place - ot*b.stride; in < 0 || in >= b.stride {
				continue // no line in the picture is there
			}
			if other, first := b.at(place), dt < 0 || dt == 0 && dr < 0; other > p.sum || other == p.sum && first {
				return false
			}
		}
	}
	return true
}
