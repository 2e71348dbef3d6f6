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
// 8 of Sobel's.
const slopeUnit = 128

// slope is how steep a pixel is, in the channel in which it is the steepest, as
// one number: the square of its length, then which channel it is, the first
// one highest, then how much lighter it gets to the right and down, with bias.
// So the steepest is the largest, and finding it takes no branch.
type slope uint64

const (
	squareBits  = 34 // from here on up
	channelBits = 32
	rightBits   = 16
	bias        = 1 << 14 // more than any slope falls by
)

func newSlope(right, down uint64, channel slope) slope {
	right, down = right&lane, down&lane
	x, y := int64(right)-bias, int64(down)-bias
	return slope(x*x+y*y)<<squareBits | (2-channel)<<channelBits | slope(right)<<rightBits | slope(down)
}

func (s slope) squared() uint32 { return uint32(s >> squareBits) }

func (s slope) right() int { return int(s>>rightBits&(1<<rightBits-1)) - bias }

func (s slope) down() int { return int(s&(1<<rightBits-1)) - bias }

// slopes are Sobel's; 0 at the border.
func (c *channels) slopes(memory *arena) []slope {
	slopes := memory.slopes.take(c.w * c.h)
	for y := 1; y+1 < c.h && c.w > 2; y++ {
		c.row(y, slopes[y*c.w+1:(y+1)*c.w-1])
	}
	return slopes
}

// row works out the slopes of a row, from its second pixel to its last but one.
func (c *channels) row(y int, slopes []slope) {
	above, here, below := c.pix[(y-1)*c.w:][:c.w], c.pix[y*c.w:][:c.w], c.pix[(y+1)*c.w:][:c.w]
	across0, down0 := sums(above[0], here[0], below[0])
	across1, down1 := sums(above[1], here[1], below[1])
	above, here, below = above[2:], here[2:], below[2:]
	if c.grey {
		for x := range slopes {
			across2, down2 := sums(above[x], here[x], below[x])
			slopes[x] = newSlope(across2+bias-across0, down0+2*down1+down2, 0)
			across0, down0, across1, down1 = across1, down1, across2, down2
		}
		return
	}
	above, here, below = above[:len(slopes)], here[:len(slopes)], below[:len(slopes)]
	for x := range slopes {
		across2, down2 := sums(above[x], here[x], below[x])
		right, down := across2+bias*lanes-across0, down0+2*down1+down2
		across0, down0, across1, down1 = across1, down1, across2, down2
		slopes[x] = max(newSlope(right, down, 0), newSlope(right>>laneBits, down>>laneBits, 1), newSlope(right>>(2*laneBits), down>>(2*laneBits), 2))
	}
}

// sums are what a column of three pixels adds to the slopes of those to its
// left and right, and to their slopes down.
func sums(above, here, below uint64) (across, down uint64) {
	return above + 2*here + below, below + bias/4*lanes - above
}

// thin keeps a pixel when neither neighbour across the edge is steeper.
func (m *edgeMap) thin(slopes []slope) {
	m.strength, m.turn = m.memory.bytes.take(m.w*m.h), m.memory.bytes.take(m.w*m.h)
	m.edges = m.memory.edges[:0]
	const least = leastStep * leastStep * slopeUnit * slopeUnit << squareBits
	for i, s := range slopes {
		if s < least {
			continue
		}
		squared := s.squared()
		step := m.w*stepOf(s.down(), squared) + stepOf(s.right(), squared)
		if squared < slopes[i+step].squared() || squared <= slopes[i-step].squared() {
			continue
		}
		turn := degrees(s.right(), s.down())
		m.strength[i] = uint8(min(255, math.Sqrt(float64(squared))/slopeUnit))
		m.turn[i] = uint8(1 + turn/2%180)
		m.edges = append(m.edges, edge{int32(i), turn})
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
