package quad

import (
	"math"
	"slices"

	"retake/samplecheck/photo"
)

// leastStep is the slope, in levels a pixel, from which on a pixel can be
// part of an edge: white paper on a white table has little more.
const leastStep = 2

// edgeMap are the thin edges of a picture.
type edgeMap struct {
	w, h     int
	light    []float32 // lightness, for what lies on either side of a line
	strength []float32 // of the slope where a thin edge is, else 0
	dx, dy   []float32 // its direction, of length 1: across the edge, towards the lighter side
	memory   *arena
}

// findEdges shrinks a picture, and keeps the pixels whose slope is steepest
// across it. Each pixel's slope is that of the colour channel in which it is
// steepest: a red card on a green cloth has no edge in lightness.
func findEdges(p photo.Picture, memory *arena) *edgeMap {
	channels, w, h := shrunk(p, memory)
	plane := func() []float32 { return memory.floats.take(w * h) }
	m := &edgeMap{w: w, h: h, light: plane(), strength: plane(), dx: plane(), dy: plane(), memory: memory}
	steepest := plane() // squared, in eighths of a level
	for _, c := range channels {
		for i, v := range c {
			m.light[i] += v / float32(len(channels))
		}
		m.addSlopes(c, steepest)
	}
	m.thin(steepest)
	return m
}

// shrunk are the channels at the scale that is looked at, each pixel the mean
// of a square of them, smoothed by 1-2-1 both ways. Of a grey picture one
// channel says it all.
func shrunk(p photo.Picture, memory *arena) (channels [][]float32, w, h int) {
	k := max(1, (max(p.Width, p.Height)+workSide-1)/workSide)
	w, h = p.Width/k, p.Height/k
	sums := [3][]int32{memory.ints.take(w * h), memory.ints.take(w * h), memory.ints.take(w * h)}
	for y := range h * k {
		row := p.Pix[3*y*p.Width:]
		at := y / k * w
		red, green, blue := sums[0][at:][:w], sums[1][at:][:w], sums[2][at:][:w]
		for x := range w {
			for rgb := row[3*x*k : 3*(x+1)*k]; len(rgb) >= 3; rgb = rgb[3:] {
				red[x] += int32(rgb[0])
				green[x] += int32(rgb[1])
				blue[x] += int32(rgb[2])
			}
		}
	}
	for _, c := range sums {
		channels = append(channels, smooth(c, w, h, 1/float32(16*k*k), memory))
		if slices.Equal(sums[0], sums[1]) && slices.Equal(sums[0], sums[2]) {
			break
		}
	}
	return channels, w, h
}

func smooth(pix []int32, w, h int, scale float32, memory *arena) []float32 {
	rows, both := memory.ints.take(w*h), memory.floats.take(w*h)
	for y := range h {
		in, out := pix[y*w:][:w], rows[y*w:][:w]
		for x := range in {
			out[x] = in[max(x-1, 0)] + 2*in[x] + in[min(x+1, w-1)]
		}
	}
	for y := range h {
		above, here, below := rows[max(y-1, 0)*w:][:w], rows[y*w:][:w], rows[min(y+1, h-1)*w:][:w]
		out := both[y*w:][:w]
		for x := range out {
			out[x] = float32(above[x]+2*here[x]+below[x]) * scale
		}
	}
	return both
}

// addSlopes takes Sobel's slopes of a channel where they are the steepest yet.
func (m *edgeMap) addSlopes(c, steepest []float32) {
	w := m.w
	for y := 1; y+1 < m.h; y++ {
		above, here, below := c[(y-1)*w:][:w], c[y*w:][:w], c[(y+1)*w:][:w]
		for x := 1; x+1 < w; x++ {
			gx := above[x+1] - above[x-1] + 2*(here[x+1]-here[x-1]) + below[x+1] - below[x-1]
			gy := below[x-1] + 2*below[x] + below[x+1] - above[x-1] - 2*above[x] - above[x+1]
			if squared := gx*gx + gy*gy; squared > steepest[y*w+x] {
				steepest[y*w+x] = squared
				m.dx[y*w+x], m.dy[y*w+x] = gx, gy
			}
		}
	}
}

// thin keeps a pixel when neither neighbour across the edge is steeper.
func (m *edgeMap) thin(steepest []float32) {
	const least = 64 * leastStep * leastStep
	for y := 1; y+1 < m.h; y++ {
		for x := 1; x+1 < m.w; x++ {
			i := y*m.w + x
			squared := steepest[i]
			if squared < least {
				continue
			}
			length := float32(math.Sqrt(float64(squared)))
			m.dx[i] /= length
			m.dy[i] /= length
			step := nearest(m.dy[i])*m.w + nearest(m.dx[i])
			if squared >= steepest[i+step] && squared > steepest[i-step] {
				m.strength[i] = length / 8
			}
		}
	}
}

func nearest(v float32) int {
	switch {
	case v >= 0.5:
		return 1
	case v <= -0.5:
		return -1
	}
	return 0
}
