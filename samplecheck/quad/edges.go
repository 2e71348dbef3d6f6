package quad

import (
	"math"

	"retake/samplecheck/photo"
)

// leastStep is the slope, in levels a pixel, from which on a pixel can be
// part of an edge: white paper on a white table has little more.
const leastStep = 2

// edgeMap are the thin edges of a picture.
type edgeMap struct {
	w, h     int
	light    []uint8 // lightness, for what lies on either side of a line
	strength []uint8 // of the slope where a thin edge is, in levels, else 0
	turn     []uint8 // 1 and its direction, in steps of two degrees: across the edge, towards the lighter side
	edges    []edge
	ideal    side // better than any side of a shape, see perfect
	memory   *arena
}

// edge is a pixel of a thin edge.
type edge struct {
	x, y uint16
	turn int16 // its direction in degrees, 0 to 359
}

// findEdges keeps the pixels of a picture whose slope is steepest across it.
// Each pixel's slope is that of the colour channel in which it is steepest: a
// red card on a green cloth has no edge in lightness.
func findEdges(p photo.Picture, memory *arena) *edgeMap {
	m := &edgeMap{w: p.Width, h: p.Height, light: p.Luma, memory: memory}
	m.strength, m.turn = memory.bytes.take(m.w*m.h), memory.bytes.take(m.w*m.h)
	if m.w < 3 || m.h < 3 {
		return m
	}
	m.edges = memory.edges.room(m.w * m.h)[:0]
	f := newFilter(m, p.Pix, p.Luma)
	kept := memory.counts.room(4*f.quarter + 4)
	above, here, below := f.newSlopes(m), f.newSlopes(m), f.newSlopes(m)
	f.slopes(here)
	f.slopes(below)
	for y := 1; y < m.h-1; y++ {
		above, here, below = here, below, above
		f.slopes(below)
		m.keep(y, here, f.quarter, f.thin(above, here, below, kept))
	}
	return m
}

// thin lists the pixels of a row that are steeper than the neighbour before
// them across the edge, and as steep as the one after: each as four times its
// place in its quarter, and the quarter.
func (f *filter) thin(above, here, below slopes, kept []uint16) []uint16 {
	wide := f.quarter + 2
	up, length, down, way := above.length[:wide], here.length[:wide], below.length[:wide], here.way[:wide]
	n := 0
	for i := 1; i < len(length)-1; i++ {
		least, more := length[i]|high, length[i]|high-ones
		edge := (more - length[i-1]) & (least - length[i+1]) & (way[i] << level)
		edge |= (more - up[i]) & (least - down[i]) & (way[i] << upright)
		edge |= (more - up[i-1]) & (least - down[i+1]) & (way[i] << falling)
		edge |= (more - up[i+1]) & (least - down[i-1]) & (way[i] << climbing)
		// No branch: where edges are cannot be guessed.
		at := uint16(4 * i)
		kept[n] = at
		n += int(edge >> (laneBits - 1) & 1)
		kept[n] = at + 1
		n += int(edge >> (2*laneBits - 1) & 1)
		kept[n] = at + 2
		n += int(edge >> (3*laneBits - 1) & 1)
		kept[n] = at + 3
		n += int(edge >> (4*laneBits - 1))
	}
	return kept[:n]
}

// keep notes the edges of a row.
func (m *edgeMap) keep(y int, s slopes, quarter int, kept []uint16) {
	strength, turn := m.strength[y*m.w:][:m.w], m.turn[y*m.w:][:m.w]
	right, down, length := s.right, s.down[:len(s.right)], s.length[:len(s.right)]
	edges := m.edges
	for _, at := range kept {
		i, k := uint(at/4), uint(at%4)
		x := i + k*uint(quarter)
		if x >= uint(len(turn)-1) {
			continue // the last quarter may be longer than what is left of the row
		}
		k *= laneBits
		e := edge{uint16(x), uint16(y), degrees(int(right[i]>>k&lane)-bias, int(down[i]>>k&lane)-bias)}
		strength[x], turn[x] = uint8((length[i]>>k&lane)/slopeUnit), uint8(1+uint16(e.turn)/2)
		edges = append(edges, e)
	}
	m.edges = edges
}

// degrees is a direction in whole degrees, 0 to 359, from a table of the
// first eighth of a turn: x is to the right, y is down. It has no branch: which
// way edges run cannot be guessed.
func degrees(x, y int) int16 {
	across, along := max(x, -x), max(y, -y)
	turn := eighth[uint32(min(across, along)*eighthSteps)/uint32(max(across, along, 1))]
	const signBit = 63
	o := octants[(across-along)>>signBit&4|x>>signBit&2|y>>signBit&1]
	if turn = o.from + o.by*turn; turn == 360 {
		return 0
	}
	return turn
}

// octants are the eighths of a turn: the degree that they are counted from, and
// which way. Steeper ones come last, of those leftward ones, of those upward ones.
var octants = [8]struct{ from, by int16 }{{0, 1}, {360, -1}, {180, -1}, {180, 1}, {90, -1}, {270, 1}, {90, 1}, {270, -1}}

const eighthSteps = 1024

// eighth are the degrees of slopes from 0 to 1.
var eighth = func() (turns [eighthSteps + 1]int16) {
	for i := range turns {
		turns[i] = int16(math.Round(math.Atan(float64(i)/eighthSteps) * 180 / math.Pi))
	}
	return turns
}()
