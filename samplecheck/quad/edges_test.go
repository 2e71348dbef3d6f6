package quad

import (
	"math"
	"math/rand/v2"
	"testing"

	"retake/samplecheck/photo"
)

// TestEdgesAreWhereSlopesAreSteepest works out each slope and each edge again
// as their definitions say.
func TestEdgesAreWhereSlopesAreSteepest(t *testing.T) {
	for _, size := range [][2]int{{3, 3}, {4, 5}, {5, 4}, {6, 3}, {17, 9}, {40, 31}, {1, 20}, {20, 2}} {
		for _, grey := range []bool{true, false} {
			w, h := size[0], size[1]
			random, pix := rand.New(rand.NewPCG(uint64(w), 1)), make([]uint8, 3*w*h)
			for i := range pix {
				if pix[i] = uint8(random.UintN(3) * 127); grey {
					pix[i] = pix[i/3*3]
				}
			}
			m := findEdges(photo.NewPicture(w, h, pix), new(arena))
			found := map[[2]int]edge{}
			for _, e := range m.edges {
				found[[2]int{int(e.x), int(e.y)}] = e
			}
			if len(found) != len(m.edges) {
				t.Errorf("%d × %d, grey %t: an edge is there twice", w, h, grey)
			}
			for at := range w * h {
				x, y := at%w, at/w
				want, strength, isEdge := edgeAt(pix, w, h, x, y)
				got, ok := found[[2]int{x, y}]
				if off := (got.turn - want.turn + 361) % 360; off <= 2 {
					got.turn = want.turn // to the nearest degree but one
				}
				if ok != isEdge || got != want {
					t.Fatalf("%d × %d, grey %t: at %d, %d found %t %v, want %t %v", w, h, grey, x, y, ok, got, isEdge, want)
				}
				if m.strength[at] != strength || (m.turn[at] != 0) != isEdge {
					t.Fatalf("%d × %d, grey %t: at %d, %d the map says strength %d, turn %d", w, h, grey, x, y, m.strength[at], m.turn[at])
				}
			}
		}
	}
}

// edgeAt is the edge at a pixel that is not on the border.
func edgeAt(pix []uint8, w, h, x, y int) (e edge, strength uint8, ok bool) {
	if x == 0 || y == 0 || x == w-1 || y == h-1 {
		return edge{}, 0, false
	}
	right, down := slopeAt(pix, w, h, x, y)
	length := lengthAt(right, down)
	var dx, dy int
	if 2*magnitude(right) >= length {
		dx = 1
	}
	if 2*magnitude(down) >= length {
		dy = 1
	}
	if dx != 0 && dy != 0 && (right < 0) != (down < 0) {
		dx = -1 // the neighbour before is the one further up
	}
	before := lengthAt(slopeAt(pix, w, h, x-dx, y-dy))
	after := lengthAt(slopeAt(pix, w, h, x+dx, y+dy))
	if length < leastStep*slopeUnit || length <= before || length < after {
		return edge{}, 0, false
	}
	turn := math.Round(math.Atan2(float64(down), float64(right)) * 180 / math.Pi)
	return edge{uint16(x), uint16(y), int16(turn+360) % 360}, uint8(length / slopeUnit), true
}

func magnitude(v int) int { return max(v, -v) }

func lengthAt(right, down int) int {
	larger, smaller := max(magnitude(right), magnitude(down)), min(magnitude(right), magnitude(down))
	return larger + smaller/4 + smaller/8
}

// slopeAt is Sobel's slope of what 1-2-1 has smoothed both ways, in the first
// of the channels in which its parts add up to most. Beyond the border lies
// what is on it.
func slopeAt(pix []uint8, w, h, x, y int) (right, down int) {
	rise, mean := [5]int{-1, -2, 0, 2, 1}, [5]int{1, 4, 6, 4, 1}
	most := -1
	for channel := range 3 {
		dx, dy := 0, 0
		for j := range 5 {
			for i := range 5 {
				px, py := max(0, min(x+i-2, w-1)), max(0, min(y+j-2, h-1))
				v := int(pix[3*(py*w+px)+channel])
				dx += rise[i] * mean[j] * v
				dy += mean[i] * rise[j] * v
			}
		}
		if sum := magnitude(dx) + magnitude(dy); sum > most {
			most, right, down = sum, dx, dy
		}
	}
	return right, down
}

// TestRunsAreFoundAsTheyAreRead reads marks place by place.
func TestRunsAreFoundAsTheyAreRead(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for range 2000 {
		places := 1 + random.IntN(200)
		often := 1 + random.IntN(6)
		m, text := make(marks, places/64+2), make([]bool, places+shortestRun)
		for i := range places {
			if random.IntN(often) == 0 || random.IntN(3) > 0 {
				m[i/64] |= 1 << (i % 64)
				text[i] = true
			}
		}
		length, first, end := 0, 0, 0
		start, last := -1, -1
		for i, yes := range text {
			if yes {
				if start < 0 {
					start = i
				}
				last = i
			} else if start >= 0 && i-last > longestGap {
				if run := last + 1 - start; run >= shortestRun {
					if length == 0 {
						first = start
					}
					length, end = length+run, last+1
				}
				start = -1
			}
		}
		m.runs()
		if l, f, e := m.extent(); l != length || f != first || e != end {
			t.Fatalf("%v: runs of %d from %d to %d, want %d from %d to %d", text, l, f, e, length, first, end)
		}
	}
}
