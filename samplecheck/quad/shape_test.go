package quad

import (
	"math"
	"math/rand/v2"
	"testing"

	"retake/samplecheck/photo"
)

// TestTheBestShapeIsThatOfAll ranks every shape that there is.
func TestTheBestShapeIsThatOfAll(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 0))
	shapes := 0
	for range 1000 {
		p := boxes(32+random.IntN(60), 24+random.IntN(60), random)
		m := findEdges(p, new(arena))
		lines := m.lines()
		got, ok := m.best(lines)
		want, found := m.bestOfAll(lines)
		if ok != found || got != want {
			t.Errorf("%d × %d: the best of all is %v %+v, found %v %+v", p.Width, p.Height, found, want, ok, got)
		}
		if ok {
			shapes++
		}
	}
	if shapes < 250 {
		t.Errorf("only %d pictures have a shape", shapes)
	}
}

// boxes is a picture of a few boxes, each askew, on black.
func boxes(w, h int, random *rand.Rand) photo.Picture {
	pix := make([]uint8, 3*w*h)
	for range 1 + random.IntN(6) {
		x0, y0, x1, y1 := random.IntN(w), random.IntN(h), random.IntN(w), random.IntN(h)
		level, slant := uint8(random.IntN(256)), 0.2*random.Float64()-0.1
		for dy := range max(y0, y1) - min(y0, y1) {
			for dx := range max(x0, x1) - min(x0, x1) {
				x, y := min(x0, x1)+dx+int(slant*float64(dy)), min(y0, y1)+dy-int(slant*float64(dx))
				if 0 <= x && x < w && 0 <= y && y < h {
					for k := range 3 {
						pix[3*(y*w+x)+k] = level
					}
				}
			}
		}
	}
	return photo.NewPicture(w, h, pix)
}

// bestOfAll is best, without leaving anything out.
func (m *edgeMap) bestOfAll(lines []line) (shape, bool) {
	met := new(crossings)
	m.cross(lines, met)
	opposite := m.parallels(lines)
	best := shape{score: math.Inf(-1)}
	for i := range lines {
		for j := range lines {
			for k := i; k < len(lines); k++ {
				for l := range lines {
					both := uint64(1)<<k | 1<<l
					if opposite[i]>>j&1 == 0 || opposite[k]>>l&1 == 0 || met.crossed[i]&met.crossed[j]&both != both {
						continue
					}
					if s, ok := m.shaped(met, [2]int{i, j}, [2]int{k, l}); ok {
						if m.rank(lines, met, &s, math.Inf(-1)); s.score > best.score {
							best = s
						}
					}
				}
			}
		}
	}
	if math.IsInf(best.score, -1) {
		return best, false
	}
	return m.outermost(lines, met, best), true
}
