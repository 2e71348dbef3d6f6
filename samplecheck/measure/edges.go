package measure

import (
	"math"

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

// edges are the six of ten edges of the whole frame that have the most contrast.
func (s *scene) edges() []edge {
	if s.foundEdges == nil {
		s.foundEdges = strongest(findEdges(s.Frame), 0.6)
	}
	return s.foundEdges
}

// findEdges walks all rows and columns of a picture, smoothed by 1-2-1 both
// ways against noise. The width of a slanted edge is corrected by its slant.
func findEdges(p photo.Picture) []edge {
	smooth := smoothed(p)
	edges := walkRows(make([]edge, 0, len(smooth)/8), smooth, p.Width, p.Height)
	across := len(edges)
	edges = walkRows(edges, transposed(smooth, p.Width, p.Height), p.Height, p.Width)
	for i := across; i < len(edges); i++ {
		edges[i].x, edges[i].y = edges[i].y, edges[i].x
	}
	return edges
}

// smoothScale is how many units of a smoothed pixel make one level.
const smoothScale = 16

// smoothed is lightness convolved with 1-2-1 both ways, in sixteenths of a
// level; beyond the border lies what is on it.
func smoothed(p photo.Picture) []int16 {
	w, h := p.Width, p.Height
	both := make([]int16, w*h)
	above, here, below := make([]int16, w), make([]int16, w), make([]int16, w)
	smoothRow(here, p.Luma[:w])
	copy(above, here)
	for y := range h {
		smoothRow(below, p.Luma[min(y+1, h-1)*w:][:w])
		out, above1, below1 := both[y*w:][:w], above[:w], below[:w]
		for x, v := range here[:w] {
			out[x] = above1[x] + 2*v + below1[x]
		}
		above, here, below = here, below, above
	}
	return both
}

// smoothRow convolves a row with 1-2-1.
func smoothRow(out []int16, in []uint8) {
	before, here := int16(in[0]), int16(in[0])
	out = out[:len(in)]
	for x, v := range in[1:] {
		after := int16(v)
		out[x] = before + 2*here + after
		before, here = here, after
	}
	out[len(in)-1] = before + 3*here
}

// transposed swaps rows and columns, in squares that stay in the cache.
func transposed(pix []int16, w, h int) []int16 {
	const square = 32
	turned := make([]int16, len(pix))
	for top := 0; top < h; top += square {
		for left := 0; left < w; left += square {
			for x := left; x < min(left+square, w); x++ {
				column := turned[x*h+top : x*h+min(top+square, h)]
				at := top*w + x
				for y := range column {
					column[y] = pix[at]
					at += w
				}
			}
		}
	}
	return turned
}

func walkRows(edges []edge, pix []int16, w, h int) []edge {
	turns := make([]int32, w+1)
	for y := 1; y+1 < h; y++ {
		row := pix[y*w : (y+1)*w]
		first, rises := len(edges), false // rises: whether the edge before does
		ends := turnsOf(row, turns)
		for i, from := range ends[:max(1, len(ends))-1] {
			change := int(row[ends[i+1]-1]) - int(row[from-1])
			if change < leastContrast*smoothScale && change > -leastContrast*smoothScale || stays(row, from) {
				continue
			}
			steepest, at := steepestStep(row[from-1:ends[i+1]], change > 0)
			at += int(from)
			along := float64(pix[(y+1)*w+at]-pix[(y-1)*w+at]) / 2
			slant := steepest / math.Sqrt(steepest*steepest+along*along)
			if slant <= mostSlant {
				continue
			}
			contrast := math.Abs(float64(change)) / smoothScale
			e := edge{int16(at), int16(y), int16(contrast), widestStroke, float32(contrast * smoothScale / steepest * slant)}
			if n := len(edges); n > first && (change > 0) != rises {
				stroke := int16(at) - edges[n-1].x
				e.stroke = min(e.stroke, stroke)
				edges[n-1].stroke = min(edges[n-1].stroke, stroke)
			}
			edges, rises = append(edges, e), change > 0
		}
	}
	return edges
}

// turnsOf are the places of a row at which it begins to climb, to fall or to
// stay, and its end. They are noted without a branch: which way a row of
// print goes next cannot be guessed, and each wrong guess takes longer than
// all else.
func turnsOf(row []int16, turns []int32) []int32 {
	n, way := 0, int32(2) // no way at all: the first place begins one
	before := int32(row[0])
	for x, v := range row[1:] {
		step := int32(v) - before
		before = int32(v)
		const least = leastStep*smoothScale - 1
		now := (least-step)>>31 - (step+least)>>31 // -1 climbs, 1 falls
		turns[n] = int32(x + 1)
		n += int(uint32((now^way)|-(now^way)) >> 31)
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
