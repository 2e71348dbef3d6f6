package quad

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"retake/samplecheck/photo"
)

// The size of what is looked at, and how many noisy points in a row and in a
// column each pixel is the mean of: small pictures are shrunk photos.
const width, height, points = photo.OutlineSide, photo.OutlineSide * 3 / 4, 3

// card draws a card of one grey on a table of another.
func card(corners [4]photo.Point, paper, table uint8, noise *rand.Rand) photo.Picture {
	inside := func(x, y float64) bool {
		for k, a := range corners {
			b := corners[(k+1)%4]
			if (b.X-a.X)*width*(y-a.Y*height)-(b.Y-a.Y)*height*(x-a.X*width) < 0 {
				return false
			}
		}
		return true
	}
	pix := make([]uint8, 0, 3*width*height)
	for y := range height {
		for x := range width {
			sum := 0
			for i := range points * points {
				v := int(table)
				if inside(float64(x)+(float64(i%points)+0.5)/points, float64(y)+(float64(i/points)+0.5)/points) {
					v = int(paper)
				}
				sum += max(0, min(255, v+noise.IntN(9)-4))
			}
			v := uint8(sum / (points * points))
			pix = append(pix, v, v, v)
		}
	}
	return photo.NewPicture(width, height, pix)
}

// turned are the corners of a card of ID-1's shape, turned by an angle, in a picture.
func turned(x, y, share, angle float64) (corners [4]photo.Point) {
	w := share * width
	h := w / 1.586
	sin, cos := math.Sincos(angle)
	for k, c := range [4][2]float64{{-w / 2, -h / 2}, {w / 2, -h / 2}, {w / 2, h / 2}, {-w / 2, h / 2}} {
		corners[k] = photo.Point{
			X: (x*width + c[0]*cos - c[1]*sin) / width,
			Y: (y*height + c[0]*sin + c[1]*cos) / height,
		}
	}
	return corners
}

func TestACardIsFoundWhereverItLies(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		share, angle := 0.45+0.3*random.Float64(), 0.6*(random.Float64()-0.5)
		corners := turned(0.45+0.1*random.Float64(), 0.45+0.1*random.Float64(), share, angle)
		paper, table := uint8(190+random.IntN(40)), uint8(40+random.IntN(90))
		if random.IntN(2) == 0 {
			paper, table = table, paper
		}
		d := Find(card(corners, paper, table, random))
		if d == nil || d.Confidence < photo.Sure {
			t.Errorf("share %.2f, angle %.2f, %d on %d: not found (%v)", share, angle, paper, table, d)
			continue
		}
		for k := range 4 {
			if off := math.Hypot((d.Corners[k].X-corners[k].X)*width, (d.Corners[k].Y-corners[k].Y)*height); off > 1.5 {
				t.Errorf("share %.2f, angle %.2f: corner %d is %.1f pixels off", share, angle, k, off)
			}
		}
	}
}

func TestACornerOutsideThePictureIsPutOutside(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	corners := turned(0.5, 0.5, 0.95, 0.35)
	d := Find(card(corners, 210, 60, random))
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
	flat := turned(0.5, 0.5, 0.5, 0)
	pictures := map[string]photo.Picture{
		"nothing": card(flat, 120, 120, random),
		"dots":    photo.NewPicture(64, 64, make([]uint8, 3*64*64)),
		"a line":  photo.NewPicture(1, 64, make([]uint8, 3*64)),
	}
	stripes := card(flat, 120, 120, random)
	for i := range stripes.Pix {
		if i/3%width/12%2 == 0 {
			stripes.Pix[i] -= 60
		}
	}
	pictures["stripes"] = photo.NewPicture(width, height, stripes.Pix)
	for name, p := range pictures {
		if d := Find(p); d != nil && d.Confidence >= photo.Sure {
			t.Errorf("%s: found a document with confidence %.2f at %.2f", name, d.Confidence, d.Corners)
		}
	}
}

func TestTheSamePictureGivesTheSameCorners(t *testing.T) {
	p := card(turned(0.5, 0.5, 0.6, 0.1), 200, 90, rand.New(rand.NewPCG(7, 8)))
	first := Find(p)
	for range 3 {
		if again := Find(p); again.Corners != first.Corners || again.Confidence != first.Confidence {
			t.Errorf("first %v, then %v", first, again)
		}
	}
}

// TestAnyPictureCanBeSearched tries all small sizes, and some that are as large
// as they come. What is found does not depend on what the memory was used for
// before.
func TestAnyPictureCanBeSearched(t *testing.T) {
	random, used, found := rand.New(rand.NewPCG(7, 8)), new(arena), 0
	for i := range 3000 {
		w, h := 1+i%50, 1+i/50
		if i%100 == 0 {
			w, h = photo.OutlineSide, 1+random.IntN(photo.OutlineSide)
		}
		p := anything(w, h, random)
		want := find(p, new(arena))
		used.reset()
		if got := find(p, used); !reflect.DeepEqual(got, want) {
			t.Errorf("%d × %d: found %v in used memory, %v in new", w, h, got, want)
		}
		if want == nil {
			continue
		}
		found++
		if !(want.Confidence >= 0 && want.Confidence <= 1) {
			t.Errorf("%d × %d: the confidence is %v", w, h, want.Confidence)
		}
		for _, c := range want.Corners {
			if outside := max(-c.X, c.X-1, -c.Y, c.Y-1); !(outside < 2*mostOutside) {
				t.Errorf("%d × %d: a corner is at %v", w, h, c)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d pictures have a shape", found)
	}
}

// anything is noise, stripes or boxes.
func anything(w, h int, random *rand.Rand) photo.Picture {
	if random.IntN(2) == 0 {
		return boxes(w, h, random)
	}
	pix, wide, high := make([]uint8, 3*w*h), 1+random.IntN(9), 1+random.IntN(9)
	noise := random.IntN(2) * 255
	for i := range pix {
		stripe := uint8((i/3%w/wide + i/3/w/high) % 2 * 255)
		pix[i] = stripe ^ uint8(random.IntN(noise+1))
	}
	return photo.NewPicture(w, h, pix)
}
