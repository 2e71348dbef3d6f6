package quad

import (
	"math/rand/v2"
	"testing"

	"retake/samplecheck/photo"
)

// TestSlopesAreThoseOfTheSteepestChannel works out each slope again as its
// definition says.
func TestSlopesAreThoseOfTheSteepestChannel(t *testing.T) {
	for _, size := range [][2]int{{3, 3}, {17, 9}, {40, 31}, {1, 20}, {20, 2}} {
		for _, grey := range []bool{true, false} {
			w, h := size[0], size[1]
			random, pix := rand.New(rand.NewPCG(uint64(w), 1)), make([]uint8, 3*w*h)
			for i := range pix {
				if pix[i] = uint8(random.UintN(3) * 127); grey {
					pix[i] = pix[i/3*3]
				}
			}
			memory := new(arena)
			c := newChannels(photo.NewPicture(w, h, pix), memory)
			c.smooth(memory)
			for at, got := range c.slopes(memory) {
				x, y := at%w, at/w
				if x == 0 || y == 0 || x == w-1 || y == h-1 {
					if got != 0 {
						t.Fatalf("%d × %d: there is a slope at the border, at %d, %d", w, h, x, y)
					}
					continue
				}
				squared, right, down := slopeAt(pix, w, h, x, y)
				if int(got.squared()) != squared || got.right() != right || got.down() != down {
					t.Fatalf("%d × %d, grey %t: at %d, %d the slope is %d (%d, %d), want %d (%d, %d)", w, h, grey, x, y,
						got.squared(), got.right(), got.down(), squared, right, down)
				}
			}
		}
	}
}

// slopeAt is Sobel's slope of a pixel of what 1-2-1 has smoothed both ways, in
// the first of the channels in which it is the steepest.
func slopeAt(pix []uint8, w, h, x, y int) (squared, right, down int) {
	weights := [3]int{1, 2, 1}
	squared = -1
	for channel := range 3 {
		smooth := func(x, y int) (sum int) {
			for i, across := range weights {
				for j, along := range weights {
					px, py := max(0, min(x+i-1, w-1)), max(0, min(y+j-1, h-1))
					sum += across * along * int(pix[3*(py*w+px)+channel])
				}
			}
			return sum
		}
		dx, dy := 0, 0
		for i, weight := range weights {
			dx += weight * (smooth(x+1, y+i-1) - smooth(x-1, y+i-1))
			dy += weight * (smooth(x+i-1, y+1) - smooth(x+i-1, y-1))
		}
		if sum := dx*dx + dy*dy; sum > squared {
			squared, right, down = sum, dx, dy
		}
	}
	return squared, right, down
}
