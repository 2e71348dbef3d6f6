package quad

import (
	"math"
	"math/rand/v2"
	"testing"

	"retake/samplecheck/photo"
)

// card draws a card of one grey with some print on a table of another.
func card(width, height int, corners [4]photo.Point, paper, table uint8, noise *rand.Rand) photo.Picture {
	pix := make([]uint8, 3*width*height)
	inside := func(x, y float64) bool {
		for k, a := range corners {
			b := corners[(k+1)%4]
			if (b.X-a.X)*float64(width)*(y-a.Y*float64(height))-(b.Y-a.Y)*float64(height)*(x-a.X*float64(width)) < 0 {
				return false
			}
		}
		return true
	}
	for y := range height {
		for x := range width {
			v := int(table)
			if inside(float64(x)+0.5, float64(y)+0.5) {
				v = int(paper)
			}
			v += noise.IntN(9) - 4
			for c := range 3 {
				pix[3*(y*width+x)+c] = uint8(max(0, min(255, v)))
			}
		}
	}
	return photo.NewPicture(width, height, pix)
}

// turned are the corners of a card of ID-1's shape, turned by an angle, in a picture.
func turned(width, height int, x, y, share, angle float64) (corners [4]photo.Point) {
	w := share * float64(width)
	h := w / 1.586
	sin, cos := math.Sincos(angle)
	for k, c := range [4][2]float64{{-w / 2, -h / 2}, {w / 2, -h / 2}, {w / 2, h / 2}, {-w / 2, h / 2}} {
		corners[k] = photo.Point{
			X: (x*float64(width) + c[0]*cos - c[1]*sin) / float64(width),
			Y: (y*float64(height) + c[0]*sin + c[1]*cos) / float64(height),
		}
	}
	return corners
}

func TestACardIsFoundWhereverItLies(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		share, angle := 0.45+0.3*random.Float64(), 0.6*(random.Float64()-0.5)
		corners := turned(800, 600, 0.45+0.1*random.Float64(), 0.45+0.1*random.Float64(), share, angle)
		paper, table := uint8(190+random.IntN(40)), uint8(40+random.IntN(90))
		if random.IntN(2) == 0 {
			paper, table = table, paper
		}
		d := Find(card(800, 600, corners, paper, table, random))
		if d == nil || d.Confidence < photo.Sure {
			t.Errorf("share %.2f, angle %.2f, %d on %d: not found (%v)", share, angle, paper, table, d)
			continue
		}
		for k := range 4 {
			if off := math.Hypot((d.Corners[k].X-corners[k].X)*800, (d.Corners[k].Y-corners[k].Y)*600); off > 4 {
				t.Errorf("share %.2f, angle %.2f: corner %d is %.1f pixels off", share, angle, k, off)
			}
			if d.Support[k] < 0.8 {
				t.Errorf("side %d of a card that nothing covers has the support %.2f", k, d.Support[k])
			}
		}
	}
}

func TestACornerOutsideThePictureIsPutOutside(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	corners := turned(800, 600, 0.5, 0.5, 0.95, 0.35)
	d := Find(card(800, 600, corners, 210, 60, random))
	if d == nil {
		t.Fatal("no shape at all")
	}
	for k, c := range corners {
		outside := c.X < 0 || c.Y < 0 || c.X > 1 || c.Y > 1
		got := d.Corners[k]
		if found := got.X < 0 || got.Y < 0 || got.X > 1 || got.Y > 1; found != outside {
			t.Errorf("corner %d at %.3f is put at %.3f", k, c, got)
		}
	}
}

func TestNoDocumentIsFoundWhereThereIsNone(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	flat := turned(800, 600, 0.5, 0.5, 0.5, 0)
	pictures := map[string]photo.Picture{
		"nothing": card(800, 600, flat, 120, 120, random),
		"dots":    photo.NewPicture(64, 64, make([]uint8, 3*64*64)),
		"a line":  photo.NewPicture(1, 64, make([]uint8, 3*64)),
	}
	stripes := card(800, 600, flat, 120, 120, random)
	for i := range stripes.Pix {
		if i/3%800/40%2 == 0 {
			stripes.Pix[i] -= 60
		}
	}
	pictures["stripes"] = stripes
	for name, p := range pictures {
		if d := Find(p); d != nil && d.Confidence >= photo.Sure {
			t.Errorf("%s: found a document with confidence %.2f at %.2f", name, d.Confidence, d.Corners)
		}
	}
}

func TestTheSamePictureGivesTheSameCorners(t *testing.T) {
	p := card(640, 480, turned(640, 480, 0.5, 0.5, 0.6, 0.1), 200, 90, rand.New(rand.NewPCG(7, 8)))
	first := Find(p)
	for range 3 {
		if again := Find(p); again.Corners != first.Corners || again.Confidence != first.Confidence {
			t.Errorf("first %v, then %v", first, again)
		}
	}
}
