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
	rows := make([]int16, w*h)
	for y := range h {
		in, out := p.Luma[y*w:(y+1)*w], rows[y*w:(y+1)*w]
		for x := range w {
			out[x] = int16(in[max(x-1, 0)]) + 2*int16(in[x]) + int16(in[min(x+1, w-1)])
		}
	}
	both := make([]int16, w*h)
	for y := range h {
		above, here, below := rows[max(y-1, 0)*w:][:w], rows[y*w:][:w], rows[min(y+1, h-1)*w:][:w]
		out := both[y*w:][:w]
		for x := range w {
			out[x] = above[x] + 2*here[x] + below[x]
		}
	}
	return both
}

// transposed swaps rows and columns, in squares that stay in the cache.
func transposed(pix []int16, w, h int) []int16 {
	const square = 32
	turned := make([]int16, len(pix))
	for top := 0; top < h; top += square {
		for left := 0; left < w; left += square {
			for y := top; y < min(top+square, h); y++ {
				for x := left; x < min(left+square, w); x++ {
					turned[x*h+y] = pix[y*w+x]
				}
			}
		}
	}
	return turned
}

func walkRows(edges []edge, pix []int16, w, h int) []edge {
	for y := 1; y+1 < h; y++ {
		row := pix[y*w : (y+1)*w]
		first, rises := len(edges), 0 // rises: whether the edge before climbs (1) or falls (-1)
		for x := 1; x < w; {
			step := row[x] - row[x-1]
			if step > -leastStep*smoothScale && step < leastStep*smoothScale {
				x++
				continue
			}
			end, steepest, at := climb(row, x)
			change := float64(row[end-1] - row[x-1])
			x = end
			contrast := math.Abs(change) / smoothScale
			if contrast < leastContrast {
				continue
			}
			along := float64(pix[(y+1)*w+at]-pix[(y-1)*w+at]) / 2
			slant := steepest / math.Sqrt(steepest*steepest+along*along)
			if slant <= mostSlant {
				continue
			}
			e := edge{int16(at), int16(y), int16(contrast), widestStroke, float32(contrast * smoothScale / steepest * slant)}
			way := 1
			if change < 0 {
				way = -1
			}
			if n := len(edges); n > first && way != rises {
				stroke := int16(at) - edges[n-1].x
				e.stroke = min(e.stroke, stroke)
				edges[n-1].stroke = min(edges[n-1].stroke, stroke)
			}
			edges, rises = append(edges, e), way
		}
	}
	return edges
}

// climb follows a row from x while it goes on in the direction in which it
// comes to x: where it ends, and the steepest step with its place.
func climb(row []int16, x int) (end int, steepest float64, at int) {
	sign := int16(1)
	if row[x] < row[x-1] {
		sign = -1
	}
	most := int16(0)
	for end = x; end < len(row); end++ {
		step := sign * (row[end] - row[end-1])
		if step < leastStep*smoothScale {
			break
		}
		if step > most {
			most, at = step, end
		}
	}
	return end, float64(most), at
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
	counts []int
	step   float64
	all    int
}

func newSpread(limit, step float64) *spread {
	return &spread{counts: make([]int, int(limit/step)+1), step: step}
}

func (s *spread) add(v float64) {
	s.counts[max(0, min(int(v/s.step), len(s.counts)-1))]++
	s.all++
}

// at is the middle of the step that a share of the numbers stay under.
func (s *spread) at(share float64) float64 {
	below := 0
	for i, n := range s.counts {
		if below += n; float64(below) > share*float64(s.all) {
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
		above := below + float64(n)
		if part := min(above, high) - max(below, low); part > 0 {
			sum += part * (float64(i) + 0.5) * s.step
		}
		below = above
	}
	return sum / max(1e-9, high-low)
}
