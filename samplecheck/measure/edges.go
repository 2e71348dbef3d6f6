package measure

import (
	"math"
	"sort"

	"retake/samplecheck/photo"
)

// edge is a place where a line of pixels climbs or falls without turning back.
type edge struct {
	x, y     int
	width    float64 // across the edge, in pixels: how far it is from one side to the other at its steepest
	contrast float64 // between its two sides, in levels
}

const (
	leastContrast = 20  // levels: less than this is paper, wood and noise
	leastStep     = 1   // levels a pixel: a slower change is shading, not an edge
	mostSlant     = 0.7 // cosine of 45°: what is flatter is an edge of the other direction
)

// findEdges walks all rows and columns of a picture, smoothed by 1-2-1 both
// ways against noise. The width of a slanted edge is corrected by its slant.
func findEdges(p photo.Picture) []edge {
	smooth := smoothed(p)
	edges := walkRows(nil, smooth, p.Width, p.Height)
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

func transposed(pix []int16, w, h int) []int16 {
	turned := make([]int16, len(pix))
	for y := range h {
		for x, v := range pix[y*w : (y+1)*w] {
			turned[x*h+y] = v
		}
	}
	return turned
}

func walkRows(edges []edge, pix []int16, w, h int) []edge {
	for y := 1; y+1 < h; y++ {
		row := pix[y*w : (y+1)*w]
		for x := 1; x < w; {
			step := row[x] - row[x-1]
			if step > -leastStep*smoothScale && step < leastStep*smoothScale {
				x++
				continue
			}
			end, steepest, at := climb(row, x)
			contrast := math.Abs(float64(row[end-1]-row[x-1])) / smoothScale
			if contrast >= leastContrast {
				along := float64(pix[(y+1)*w+at]-pix[(y-1)*w+at]) / 2
				slant := steepest / math.Sqrt(steepest*steepest+along*along)
				if slant > mostSlant {
					edges = append(edges, edge{at, y, contrast * smoothScale / steepest * slant, contrast})
				}
			}
			x = end
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

// strongest keeps the share of edges that has the most contrast.
func strongest(edges []edge, share float64) []edge {
	kept := append([]edge(nil), edges...)
	sort.SliceStable(kept, func(i, j int) bool { return kept[i].contrast > kept[j].contrast })
	return kept[:int(share*float64(len(kept)))]
}

// widthAt is the width that a share of the edges is narrower than.
func widthAt(edges []edge, share float64) float64 {
	widths := make([]float64, len(edges))
	for i, e := range edges {
		widths[i] = e.width
	}
	sort.Float64s(widths)
	return widths[min(int(share*float64(len(widths))), len(widths)-1)]
}
