package measure

import (
	"math"
	"slices"
	"sync"

	"retake/samplecheck/photo"
)

// edge is a place where a line of pixels climbs or falls without turning back.
type edge struct {
	x, y     int16
	contrast int16   // between its two sides, in whole levels
	stroke   int16   // to the nearer edge the other way, in pixels: how wide the stroke is that it ends
	width    float32 // across the edge, in pixels: how far it is from one side to the other at its steepest
}

const (
	leastContrast = 20  // levels: less than this is paper, wood and noise
	leastStep     = 1   // levels a pixel: a slower change is shading, not an edge
	mostSlant     = 0.7 // cosine of 45°: what is flatter is an edge of the other direction
	widestStroke  = 100 // pixels: what is wider is a surface
)

// edges are the strongest of the frame.
func (s *scene) edges() []edge {
	if s.foundEdges == nil {
		s.foundEdges = findEdges(s.Frame)
	}
	return s.foundEdges
}

// mostWalked is how many rows, and how many columns, are walked at most: they
// tell as much of how soft a photo's edges are as all of them.
const mostWalked = 200

// findEdges walks rows and columns of a picture, evenly spread, smoothed by
// 1-2-1 both ways against noise, and keeps six of ten edges on them: those with
// the most contrast. The width of a slanted edge is corrected by its slant.
func findEdges(p photo.Picture) []edge {
	w := walks.Get().(*walk)
	defer walks.Put(w)
	w.edges = w.edges[:0]
	w.rows(p)
	w.columns(p)
	return strongest(w.edges, strongShare)
}

// strongShare is the share of the edges that are judged: those with the most contrast.
const strongShare = 0.6

// walked are the first of a number of rows or columns that is walked, and the
// step to the next.
func walked(all int) (from, step int) {
	step = (all + mostWalked - 1) / mostWalked
	return max(1, step/2), step
}

// smoothScale is how many units of a smoothed pixel make one level; beyond the
// border lies what is on it.
const smoothScale = 16

// walk is a picture whose rows, or columns, are walked.
type walk struct {
	picture       photo.Picture
	down          bool // columns
	places, lines int  // pixels on a line, and lines
	ahead, beside int  // steps in memory from pixel to pixel: on the line, and to the next line
	edges         []edge
	last          int16 // where on its line the edge before is

	// Memory that is used again: to ask for it takes long.
	smooth []int16
	half   []int16
	turns  []int32
}

var walks = sync.Pool{New: func() any { return new(walk) }}

func (w *walk) rows(p photo.Picture) {
	w.picture, w.down, w.places, w.lines, w.ahead, w.beside = p, false, p.Width, p.Height, 1, p.Width
	w.makeRoom()
	from, step := walked(p.Height)
	for y := from; y+1 < p.Height; y += step {
		w.smoothRow(w.smooth, y)
		w.line(w.smooth, y)
	}
}

func (w *walk) columns(p photo.Picture) {
	w.picture, w.down, w.places, w.lines, w.ahead, w.beside = p, true, p.Height, p.Width, p.Width, 1
	w.makeRoom()
	from, step := walked(p.Width)
	columns := w.halfSmoothed(from, step)
	for x := from; x+1 < p.Width; x += step {
		smoothLine(w.smooth, columns[:p.Height])
		columns = columns[p.Height:]
		w.line(w.smooth, x)
	}
}

func (w *walk) makeRoom() {
	w.smooth = slices.Grow(w.smooth[:0], w.places)[:w.places]
	w.turns = slices.Grow(w.turns[:0], w.places+1)[:w.places+1]
}

// smoothRow is a smoothed row that is not at the border.
func (w *walk) smoothRow(out []int16, y int) {
	width := w.picture.Width
	above, here, below := w.picture.Luma[(y-1)*width:][:width], w.picture.Luma[y*width:][:width], w.picture.Luma[(y+1)*width:][:width]
	before := int16(above[0]) + 2*int16(here[0]) + int16(below[0])
	at := before
	out = out[:width]
	for x := 1; x < width; x++ {
		after := int16(above[x]) + 2*int16(here[x]) + int16(below[x])
		out[x-1] = before + 2*at + after
		before, at = at, after
	}
	out[width-1] = before + 3*at
}

// halfSmoothed are the columns that are walked, one after the other, smoothed
// across.
func (w *walk) halfSmoothed(from, step int) []int16 {
	width, height := w.picture.Width, w.picture.Height
	size := (max(0, width-1-from) + step - 1) / step * height
	w.half = slices.Grow(w.half[:0], size)[:size]
	columns := w.half
	for y := range height {
		row := w.picture.Luma[y*width:][:width]
		at := y
		for x := from; x+1 < width; x += step {
			columns[at] = int16(row[x-1]) + 2*int16(row[x]) + int16(row[x+1])
			at += height
		}
	}
	return columns
}

// smoothLine convolves a line with 1-2-1.
func smoothLine(out, in []int16) {
	before, here := in[0], in[0]
	out = out[:len(in)]
	for i, after := range in[1:] {
		out[i] = before + 2*here + after
		before, here = here, after
	}
	out[len(in)-1] = before + 3*here
}

// along is how steep the smoothed picture is along an edge that a line has at
// a place, in units a pixel.
func (w *walk) along(at, line int) float64 {
	here := w.ahead * at
	before, after := here-w.ahead, here
	if at+1 < w.places {
		after += w.ahead
	}
	across := func(line int) int {
		pixels := w.picture.Luma[line*w.beside:]
		return int(pixels[before]) + 2*int(pixels[here]) + int(pixels[after])
	}
	// What one line beside has more than the other, each smoothed with its neighbours.
	return float64(across(min(line+2, w.lines-1))-across(max(0, line-2))+2*(across(line+1)-across(line-1))) / 2
}

// line finds the edges of one row or column.
func (w *walk) line(row []int16, line int) {
	first, rises := len(w.edges), false // rises: whether the edge before does
	ends := turnsOf(row, w.turns)
	for i, from := range ends[:max(1, len(ends))-1] {
		change := int(row[ends[i+1]-1]) - int(row[from-1])
		if change < leastContrast*smoothScale && change > -leastContrast*smoothScale || stays(row, from) {
			continue
		}
		steepest, at := steepestStep(row[from-1:ends[i+1]], change > 0)
		at += int(from)
		along := w.along(at, line)
		slant := steepest / math.Sqrt(steepest*steepest+along*along)
		if slant <= mostSlant {
			continue
		}
		contrast := math.Abs(float64(change)) / smoothScale
		e := edge{int16(at), int16(line), int16(contrast), widestStroke, float32(contrast * smoothScale / steepest * slant)}
		if w.down {
			e.x, e.y = e.y, e.x
		}
		if n := len(w.edges); n > first && (change > 0) != rises {
			stroke := int16(at) - w.last
			e.stroke = min(e.stroke, stroke)
			w.edges[n-1].stroke = min(w.edges[n-1].stroke, stroke)
		}
		w.last = int16(at)
		w.edges, rises = append(w.edges, e), change > 0
	}
}

// turnsOf are the places of a row at which it begins to climb, to fall or to
// stay, and its end. They are noted without a branch: which way a row of
// print goes next cannot be guessed, and each wrong guess takes longer than
// all else.
func turnsOf(row []int16, turns []int32) []int32 {
	const least = leastStep*smoothScale - 1
	n, way := 0, int32(3) // no way at all: the first place begins one
	before := int32(row[0])
	turns = turns[:len(row)+1]
	for x, v := range row[1:] {
		step := int32(v) - before
		before = int32(v)
		now := (least-step)>>31&1 | (step+least)>>31&2 // 1 climbs, 2 falls
		turns[n] = int32(x + 1)
		turned := 0
		if now != way {
			turned = 1
		}
		n += turned
		way = now
	}
	turns[n] = int32(len(row))
	return turns[:n+1]
}

// stays tells whether a row goes on at x as if there were no edge.
func stays(row []int16, x int32) bool {
	step := row[x] - row[x-1]
	return step > -leastStep*smoothScale && step < leastStep*smoothScale
}

// steepestStep is the largest step of pixels that only climb, or only fall,
// and which of the steps it is, from 0.
func steepestStep(run []int16, climbs bool) (steepest float64, at int) {
	most := int16(0)
	for i := range len(run) - 1 {
		step := run[i+1] - run[i]
		if !climbs {
			step = -step
		}
		if step > most {
			most, at = step, i
		}
	}
	return float64(most), at
}

// strongest keeps the share of edges that has the most contrast, in whole
// levels: all of the level at which the share is reached.
func strongest(edges []edge, share float64) []edge {
	var counts [257]int
	for _, e := range edges {
		counts[e.contrast]++
	}
	level, kept := 256, 0
	for level > 0 && float64(kept) < share*float64(len(edges)) {
		level--
		kept += counts[level]
	}
	strong := make([]edge, 0, kept)
	for _, e := range edges {
		if int(e.contrast) >= level {
			strong = append(strong, e)
		}
	}
	return strong
}

// softness is how far an edge eats into the stroke that it ends: its width by
// the root of the stroke's.
func (e edge) softness() float64 { return float64(e.width) * strokeFactors[e.stroke] }

var strokeFactors = func() (factors [widestStroke + 1]float64) {
	for d := range factors {
		factors[d] = 1 / math.Sqrt(max(1, float64(d)))
	}
	return factors
}()

// spread is a set of numbers from 0 up to a limit, counted in equal steps:
// their order is all that is asked of them, and sorting takes long.
type spread struct {
	counts []int32
	step   float64
	all    int
}

func newSpread(limit, step float64) *spread {
	return &spread{counts: make([]int32, int(limit/step)+1), step: step}
}

func (s *spread) add(v float64) {
	s.counts[max(0, min(int(v/s.step), len(s.counts)-1))]++
	s.all++
}

// at is the middle of the step that a share of the numbers stay under.
func (s *spread) at(share float64) float64 {
	below := 0
	for i, n := range s.counts {
		if below += int(n); float64(below) > share*float64(s.all) {
			return (float64(i) + 0.5) * s.step
		}
	}
	return float64(len(s.counts)) * s.step
}

// middle is the mean of the numbers between two shares of them, by size.
func (s *spread) middle(from, to float64) float64 {
	low, high := from*float64(s.all), to*float64(s.all)
	sum, below := 0.0, 0.0
	for i, n := range s.counts {
		if n == 0 {
			continue
		}
		above := below + float64(n)
		if part := min(above, high) - max(below, low); part > 0 {
			sum += part * (float64(i) + 0.5) * s.step
		}
		if below = above; below >= high {
			break
		}
	}
	return sum / max(1e-9, high-low)
}

// empty takes all numbers out.
func (s *spread) empty() {
	clear(s.counts)
	s.all = 0
}
