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
	light    []uint16 // lightness in units, for what lies on either side of a line
	unit     int      // of light, in a level
	strength []uint8  // of the slope where a thin edge is, in levels, else 0
	turn     []uint8  // 1 and its direction, in steps of two degrees: across the edge, towards the lighter side
	edges    []edge
	memory   *arena
}

// edge is a pixel of a thin edge.
type edge struct {
	at   int32
	turn int16 // its direction in degrees, 0 to 359
}

// findEdges shrinks a picture, and keeps the pixels whose slope is steepest
// across it. Each pixel's slope is that of the colour channel in which it is
// steepest: a red card on a green cloth has no edge in lightness.
func findEdges(p photo.Picture, memory *arena) *edgeMap {
	c := shrunk(p, memory)
	c.smooth(memory)
	m := &edgeMap{w: c.w, h: c.h, unit: c.unit, memory: memory}
	m.light = memory.shorts.take(c.w * c.h)
	for i, rgb := range c.pix {
		m.light[i] = uint16((rgb&lane + rgb>>laneBits&lane + rgb>>(2*laneBits)) / 3)
	}
	m.thin(c.slopes(memory))
	return m
}

// A pixel's channels lie side by side in one word, so that what is done to
// all of them is done at once. Sums of 255 levels, over up to four pixels and
// through all filters, stay below a lane's half.
const (
	laneBits = 21
	lane     = 1<<laneBits - 1
	lanes    = 1 | 1<<laneBits | 1<<(2*laneBits) // one in each
)

// channels is a picture whose pixels are words of three lanes.
type channels struct {
	w, h int
	pix  []uint64
	unit int  // in a level
	grey bool // all lanes are the same
}

// shrunk is a picture at the scale that is looked at, each pixel the sum of
// a square of its own.
func shrunk(p photo.Picture, memory *arena) *channels {
	k := max(1, (max(p.Width, p.Height)+workSide-1)/workSide)
	c := &channels{w: p.Width / k, h: p.Height / k, unit: k * k}
	c.pix = memory.words.take(c.w * c.h)
	colour := uint8(0) // what the channels of any pixel have not in common
	for y := range c.h * k {
		row, out := p.Pix[3*y*p.Width:][:3*c.w*k], c.pix[y/k*c.w:][:c.w]
		for x := range out {
			sum := out[x]
			for range k {
				rgb := row[:3:3]
				row = row[3:]
				colour |= rgb[0] ^ rgb[1] | rgb[0] ^ rgb[2]
				sum += uint64(rgb[0]) | uint64(rgb[1])<<laneBits | uint64(rgb[2])<<(2*laneBits)
			}
			out[x] = sum
		}
	}
	c.grey = colour == 0
	if k > 2 {
		c.divide(uint64(k * k))
	}
	return c
}

// divide makes sums means: of more than four pixels they would not fit.
func (c *channels) divide(by uint64) {
	for i, rgb := range c.pix {
		c.pix[i] = (rgb&lane)/by | (rgb>>laneBits&lane)/by<<laneBits | (rgb>>(2*laneBits))/by<<(2*laneBits)
	}
	c.unit = 1
}

// smooth convolves with 1-2-1 both ways; beyond the border lies what is on it.
func (c *channels) smooth(memory *arena) {
	w := c.w
	above, here, below := memory.words.take(w), memory.words.take(w), memory.words.take(w)
	smoothRow(here, c.pix[:w])
	copy(above, here)
	for y := range c.h {
		smoothRow(below, c.pix[min(y+1, c.h-1)*w:][:w])
		out, a, b := c.pix[y*w:][:w], above[:w], below[:w]
		for x, v := range here[:w] {
			out[x] = a[x] + 2*v + b[x]
		}
		above, here, below = here, below, above
	}
	c.unit *= 16
}

func smoothRow(out, in []uint64) {
	before, here := in[0], in[0]
	out = out[:len(in)]
	for x, after := range in[1:] {
		out[x] = before + 2*here + after
		before, here = here, after
	}
	out[len(in)-1] = before + 3*here
}

// slopes are Sobel's, of the lane in which they are the steepest.
type slopes struct {
	dx, dy  []int32
	squared []uint64
	unit    int // in a level a pixel
}

func (c *channels) slopes(memory *arena) slopes {
	const bias = 1 << (laneBits - 1)
	s := slopes{memory.ints.take(c.w * c.h), memory.ints.take(c.w * c.h), memory.words.take(c.w * c.h), 8 * c.unit}
	w, read := c.w, 3
	if c.grey {
		read = 1
	}
	for y := 1; y+1 < c.h; y++ {
		above, here, below := c.pix[(y-1)*w:][:w], c.pix[y*w:][:w], c.pix[(y+1)*w:][:w]
		dx, dy, squared := s.dx[y*w:][:w], s.dy[y*w:][:w], s.squared[y*w:][:w]
		for x := 1; x+1 < w; x++ {
			gx := above[x+1] + 2*here[x+1] + below[x+1] + bias*lanes - above[x-1] - 2*here[x-1] - below[x-1]
			gy := below[x-1] + 2*below[x] + below[x+1] + bias*lanes - above[x-1] - 2*above[x] - above[x+1]
			most, mostX, mostY := uint64(0), int64(0), int64(0)
			for range read {
				x1, y1 := int64(gx&lane)-bias, int64(gy&lane)-bias
				if sum := uint64(x1*x1 + y1*y1); sum > most {
					most, mostX, mostY = sum, x1, y1
				}
				gx, gy = gx>>laneBits, gy>>laneBits
			}
			squared[x], dx[x], dy[x] = most, int32(mostX), int32(mostY)
		}
	}
	return s
}

// thin keeps a pixel when neither neighbour across the edge is steeper.
func (m *edgeMap) thin(s slopes) {
	m.strength, m.turn = m.memory.bytes.take(m.w*m.h), m.memory.bytes.take(m.w*m.h)
	m.edges = m.memory.edges[:0]
	least := uint64(leastStep * leastStep * s.unit * s.unit)
	for y := 1; y+1 < m.h && m.w > 2; y++ {
		for x, squared := range s.squared[y*m.w+1 : (y+1)*m.w-1] {
			if squared < least {
				continue
			}
			i := y*m.w + x + 1
			dx, dy := s.dx[i], s.dy[i]
			step := m.w*stepOf(dy, squared) + stepOf(dx, squared)
			if squared < s.squared[i+step] || squared <= s.squared[i-step] {
				continue
			}
			turn := int16(math.Round(math.Atan2(float64(dy), float64(dx)) * 180 / math.Pi))
			if turn < 0 {
				turn += 360
			}
			m.strength[i] = uint8(min(255, math.Sqrt(float64(squared))/float64(s.unit)))
			m.turn[i] = uint8(1 + turn/2%180)
			m.edges = append(m.edges, edge{int32(i), turn})
		}
	}
	m.memory.edges = m.edges
}

// stepOf is the step to the neighbour that a slope points at: none when it
// has less than half of the length that way.
func stepOf(v int32, squared uint64) int {
	switch {
	case 4*uint64(int64(v)*int64(v)) < squared:
		return 0
	case v > 0:
		return 1
	}
	return -1
}
