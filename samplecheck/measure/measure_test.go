package measure

import (
	"math"
	"math/rand/v2"
	"testing"

	"retake/samplecheck/photo"
)

// print draws strokes of ink on paper, softened by a box filter of a radius.
func print(paper, ink uint8, radius int) photo.Picture {
	const w, h = 400, 300
	luma := make([]int, w*h)
	for y := range h {
		for x := range w {
			luma[y*w+x] = int(paper)
			if (x/12+y/15)%2 == 0 && x > 30 && x < 370 && y > 30 && y < 270 {
				luma[y*w+x] = int(ink)
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 1))
	pix := make([]uint8, 3*w*h)
	for y := range h {
		for x := range w {
			sum, n := 0, 0
			for dy := -radius; dy <= radius; dy++ {
				for dx := -radius; dx <= radius; dx++ {
					if x+dx >= 0 && x+dx < w && y+dy >= 0 && y+dy < h {
						sum += luma[(y+dy)*w+x+dx]
						n++
					}
				}
			}
			v := max(0, min(255, sum/n+random.IntN(5)-2))
			for c := range 3 {
				pix[3*(y*w+x)+c] = uint8(v)
			}
		}
	}
	return photo.NewPicture(w, h, pix)
}

func of(p photo.Picture) *photo.Photo {
	return &photo.Photo{Width: p.Width, Height: p.Height, Frame: p, Small: p}
}

func TestMeasuresSayWhatTheyAre(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range All() {
		if m.Name == "" || m.Title == "" || m.Version < 1 || m.Low >= m.High || m.Worse != WorseAbove && m.Worse != WorseBelow {
			t.Errorf("%+v is not whole", m)
		}
		if seen[m.Name] {
			t.Errorf("there are two measures called %s", m.Name)
		}
		seen[m.Name] = true
		if found, ok := Find(m.Name); !ok || found.Name != m.Name {
			t.Errorf("%s is not found by its name", m.Name)
		}
	}
}

func TestNumbersAreInRangeOrAbsentWithAReason(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 3))
	noise := make([]uint8, 3*97*61)
	for i := range noise {
		noise[i] = uint8(random.IntN(256))
	}
	pictures := []photo.Picture{
		photo.NewPicture(97, 61, noise),
		photo.NewPicture(32, 32, make([]uint8, 3*32*32)),
		photo.NewPicture(32, 800, make([]uint8, 3*32*800)),
		print(230, 30, 0), print(255, 0, 4), print(20, 10, 1),
	}
	for i, p := range pictures {
		for _, document := range []*photo.Document{nil, {Corners: [4]photo.Point{{X: -0.1, Y: 0.1}, {X: 0.9, Y: 0.1}, {X: 0.9, Y: 1.1}, {X: -0.1, Y: 0.9}}, Flat: p}} {
			photo := of(p)
			photo.Document, photo.Guess = document, document
			for name, v := range Take(photo, All()) {
				m, _ := Find(name)
				if v.Absent == "" && (math.IsNaN(v.Number) || v.Number < m.Low || v.Number > m.High) {
					t.Errorf("picture %d: %s is %v, not within %v to %v", i, name, v.Number, m.Low, m.High)
				}
				if again := m.Take(photo); again != v {
					t.Errorf("picture %d: %s is %v, then %v", i, name, v, again)
				}
			}
		}
	}
}

func TestSofterEdgesAreWiderWhateverTheContrast(t *testing.T) {
	for _, ink := range []uint8{20, 100} {
		last := 0.0
		for radius := range 5 {
			v := edgeWidth.Take(of(print(220, ink, radius)))
			if v.Absent != "" || v.Number <= last {
				t.Errorf("ink %d, radius %d: %v after %.3f", ink, radius, v, last)
			}
			last = v.Number
		}
	}
	dark, light := edgeWidth.Take(of(print(220, 20, 2))).Number, edgeWidth.Take(of(print(220, 100, 2))).Number
	if math.Abs(dark-light) > 0.1*dark {
		t.Errorf("the same blur is %.3f on dark ink and %.3f on light", dark, light)
	}
}

func TestLightFollowsTheLight(t *testing.T) {
	lastDark, lastBright := 0.0, 0.0
	for _, paper := range []uint8{40, 90, 140, 190, 235, 250} {
		p := of(print(paper, paper/8, 0))
		dark, bright := darkness.Take(p).Number, brightness.Take(p).Number
		if dark <= lastDark || bright < lastBright {
			t.Errorf("paper %d: darkness %.1f after %.1f, brightness %.3f after %.3f", paper, dark, lastDark, bright, lastBright)
		}
		lastDark, lastBright = dark, bright
	}
	if lastBright < 0.3 {
		t.Errorf("burnt out paper is only %.2f bright", lastBright)
	}
}

func TestASpotOnPaperIsGlareAndPaperIsNot(t *testing.T) {
	plain := print(200, 40, 0)
	spotted := photo.NewPicture(plain.Width, plain.Height, append([]uint8(nil), plain.Pix...))
	for y := 100; y < 140; y++ {
		for x := 150; x < 200; x++ {
			for c := range 3 {
				spotted.Pix[3*(y*plain.Width+x)+c] = 255
			}
		}
	}
	without, with := highlight.Take(of(plain)), highlight.Take(of(spotted))
	if without.Absent != "" || without.Number > 15 || with.Number < without.Number+25 {
		t.Errorf("glare is %v without a spot and %v with one", without, with)
	}
	spots := GlareSpots(of(spotted))
	if len(spots) != 1 || spots[0].Left > 150.0/400 || spots[0].Right < 200.0/400 {
		t.Errorf("the spots are %+v", spots)
	}
	if len(GlareSpots(of(plain))) != 0 {
		t.Error("plain paper has spots of glare")
	}
}
