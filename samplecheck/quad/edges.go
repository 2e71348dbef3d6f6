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
	memory   *arena
}

// edge is a pixel of a thin edge.
type edge struct {
	at   int32
	turn int16 // its direction in degrees, 0 to 359
}

// findEdges keeps the pixels of a picture whose slope is steepest across it.
// Each pixel's slope is that of the colour channel in which it is steepest: a
// red card on a green cloth has no edge in lightness.
func findEdges(p photo.Picture, memory *arena) *edgeMap {
	m := &edgeMap{w: p.Width, h: p.Height, light: p.Luma, memory: memory}
	c := newChannels(p, memory)
	c.smooth(memory)
	m.thin(c.slopes(memory))
	return m
}

// A pixel's channels lie side by side in one word, so that what is done to
// all of them is done at once. What filters make of 255 levels stays below a
// lane's half.
const (
	laneBits = 21
	lane     = 1<<laneBits - 1
	lanes    = 1 | 1<<laneBits | 1<<(2*laneBits) // one in each
)

// channels is a picture whose pixels are words of three lanes, or of one when
// it is grey.
type channels struct {
	w, h int
	pix  []uint64
	grey bool
}

func newChannels(p photo.Picture, memory *arena) *channels {
	c := &channels{w: p.Width, h: p.Height, pix: memory.words.room(p.Width * p.Height), grey: isGrey(p.Pix)}
	if c.grey {
		for i, v := range p.Luma {
			c.pix[i] = uint64(v)
		}
		return c
	}
	rgb := p.Pix
	for i := range c.pix {
		one := rgb[3*i : 3*i+3 : 3*i+3]
		c.pix[i] = uint64(one[0]) | uint64(one[1])<<laneBits | uint64(one[2])<<(2*laneBits)
	}
	return c
}

// isGrey tells whether the channels of each pixel are the same.
func isGrey(pix []uint8) bool {
	for ; len(pix) >= 3; pix = pix[3:] {
		if pix[0] != pix[1] || pix[0] != pix[2] {
			return false
		}
	}
	return true
}

// smooth convolves with 1-2-1 both ways; beyond the border lies what is on it.
func (c *channels) smooth(memory *arena) {
	w := c.w
	above, here, below := memory.words.room(w), memory.words.room(w), memory.words.room(w)
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

// slopeUnit are the units of a slope in a level a pixel: 16 of the smoothing,
// 8 of Sobel's. The steepest slopes just fit into 16 bits.
const slopeUnit = 128

// slopes are Sobel's, of the lane in which they are the steepest.
type slopes struct {
	dx, dy  []int16  // anything where there is no slope
	squared []uint32 // 0 at the border
}

func (c *channels) slopes(memory *arena) slopes {
	size := c.w * c.h
	s := slopes{memory.steps.room(size), memory.steps.room(size), memory.squares.take(size)}
	for y := 1; y+1 < c.h; y++ {
		from, to := y*c.w, (y+1)*c.w
		row := c.row
		if c.grey {
			row = c.greyRow
		}
		row(y, s.dx[from:to], s.dy[from:to], s.squared[from:to])
	}
	return s
}

func (c *channels) row(y int, dx, dy []int16, squared []uint32) {
	const bias = 1 << (laneBits - 1)
	w := c.w
	above, here, below := c.pix[(y-1)*w:][:w], c.pix[y*w:][:w], c.pix[(y+1)*w:][:w]
	dx, dy, squared = dx[:w], dy[:w], squared[:w]
	for x := 1; x+1 < w; x++ {
		gx := above[x+1] + 2*here[x+1] + below[x+1] + bias*lanes - above[x-1] - 2*here[x-1] - below[x-1]
		gy := below[x-1] + 2*below[x] + below[x+1] + bias*lanes - above[x-1] - 2*above[x] - above[x+1]
		most, mostX, mostY := uint32(0), int32(0), int32(0)
		for range 3 {
			x1, y1 := int32(gx&lane)-bias, int32(gy&lane)-bias
			if sum := uint32(x1*x1) + uint32(y1*y1); sum > most {
				most, mostX, mostY = sum, x1, y1
			}
			gx, gy = gx>>laneBits, gy>>laneBits
		}
		squared[x], dx[x], dy[x] = most, int16(mostX), int16(mostY)
	}
}

func (c *channels) greyRow(y int, dx, dy []int16, squared []uint32) {
	w := c.w
	above, here, below := c.pix[(y-1)*w:][:w], c.pix[y*w:][:w], c.pix[(y+1)*w:][:w]
	dx, dy, squared = dx[:w], dy[:w], squared[:w]
	for x := 1; x+1 < w; x++ {
		gx := int32(above[x+1] + 2*here[x+1] + below[x+1] - above[x-1] - 2*here[x-1] - below[x-1])
		gy := int32(below[x-1] + 2*below[x] + below[x+1] - above[x-1] - 2*above[x] - above[x+1])
		squared[x], dx[x], dy[x] = uint32(gx*gx)+uint32(gy*gy), int16(gx), int16(gy)
	}
}

// thin keeps a pixel when neither neighbour across the edge is steeper.
func (m *edgeMap) thin(s slopes) {
	m.strength, m.turn = m.memory.bytes.take(m.w*m.h), m.memory.bytes.take(m.w*m.h)
	m.edges = m.memory.edges[:0]
	const least = leastStep * leastStep * slopeUnit * slopeUnit
	for y := 1; y+1 < m.h && m.w > 2; y++ {
		for x, squared := range s.squared[y*m.w+1 : (y+1)*m.w-1] {
			if squared < least {
				continue
			}
			i := y*m.w + x + 1
			dx, dy := int(s.dx[i]), int(s.dy[i])
			step := m.w*stepOf(dy, squared) + stepOf(dx, squared)
			if squared < s.squared[i+step] || squared <= s.squared[i-step] {
				continue
			}
			turn := degrees(dx, dy)
			m.strength[i] = uint8(min(255, math.Sqrt(float64(squared))/slopeUnit))
			m.turn[i] = uint8(1 + turn/2%180)
			m.edges = append(m.edges, edge{int32(i), turn})
		}
	}
	m.memory.edges = m.edges
}

// stepOf is the step to the neighbour that a slope points at: none when it
// has less than half of the length that way. It has no branch: which way
// edges run cannot be guessed.
func stepOf(v int, squared uint32) int {
	const signBit = 63
	much := ^((4*v*v - int(squared)) >> signBit) // all ones, or none
	return much & (v>>signBit | 1)
}

// degrees is a direction in whole degrees, 0 to 359, from a table of the
// first eighth of a turn: x is to the right, y is down.
func degrees(x, y int) int16 {
	ax, ay := max(x, -x), max(y, -y)
	var turn int16
	if ay <= ax {
		turn = eighth[ay*eighthSteps/ax]
	} else {
		turn = 90 - eighth[ax*eighthSteps/ay]
	}
	if x < 0 {
		turn = 180 - turn
	}
	if y < 0 && turn > 0 {
		turn = 360 - turn
	}
	return turn
}

const eighthSteps = 1024

// eighth are the degrees of slopes from 0 to 1.
var eighth = func() (turns [eighthSteps + 1]int16) {
	for i := range turns {
		turns[i] = int16(math.Round(math.Atan(float64(i)/eighthSteps) * 180 / math.Pi))
	}
	return turns
}()
