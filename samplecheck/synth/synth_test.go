package synth

import (
	"bytes"
	"context"
	"math"
	"slices"
	"testing"

	"retake/samplecheck/photo"
)

// still is a scene of a card on a white table with nothing that gets in the
// way of measuring: no tilt, no noise, no sharpening, no fall of light.
func still() Scene {
	s := Good(3)
	s.Passport, s.Hand, s.Lens, s.Glare = false, Hand{}, Lens{}, Glare{}
	s.Surface = Surface{Kind: "white-table", Seed: 3}
	s.Camera = Camera{Fill: 0.6}
	s.Light = Light{From: 270, Height: 60, Reach: 1e6, Ambient: 0.5}
	s.Sensor = Sensor{}
	return s
}

// rawLight is the light of a scene behind the lens.
func rawLight(s Scene, long int) (light, view) {
	v := s.view(long)
	return s.Lens.through(new(Studio).set(s, v).light(v), s.Camera.scale(s.size(), v.width)), v
}

func TestEqualScenesMakeEqualPhotos(t *testing.T) {
	first, second := Good(11).Take(400), Good(11).Take(400)
	if !bytes.Equal(first.Pix, second.Pix) || first.Truth != second.Truth {
		t.Error("the same seed made two different photos")
	}
	if bytes.Equal(first.Pix, Good(12).Take(400).Pix) {
		t.Error("two seeds made the same photo")
	}
}

func TestAStudioMakesWhatASceneAloneMakes(t *testing.T) {
	var studio Studio
	dark, _ := FindDefect("dark")
	for _, s := range []Scene{Good(5), dark.Spoil(Good(5), 0.5), Good(6), Good(5)} {
		if !bytes.Equal(studio.Take(s, 320).Pix, s.Take(320).Pix) {
			t.Error("what was in the studio before changed a photo")
		}
	}
}

func TestSeverityZeroChangesNothing(t *testing.T) {
	for _, d := range Defects() {
		if d.Spoil(Good(8), 0) != Good(8) {
			t.Errorf("%s of severity 0 changed the scene", d.Name)
		}
	}
}

func TestADefectGrowsAsMuchAsItsSeveritySays(t *testing.T) {
	for _, d := range Defects() {
		for seed := range uint64(5) {
			s := Good(100 + seed)
			for _, severity := range []float64{0.1, 0.35, 0.7, 1} {
				spoilt := d.Spoil(s, severity)
				v := spoilt.view(640)
				got, want := d.amount(spoilt.bare().truth(v)), d.Amount(severity)
				if got < 0.93*want-0.004 || got > 1.07*want+0.011 {
					t.Errorf("%s of severity %.2f in scene %d: %.4f %s, want %.4f", d.Name, severity, seed, got, d.Unit, want)
				}
			}
		}
	}
}

func TestGoodScenesAreGood(t *testing.T) {
	known := map[string]bool{}
	for _, d := range Defects() {
		known[d.Check] = true
	}
	for seed := range uint64(60) {
		s := Good(seed)
		truth := s.bare().truth(s.view(1280))
		for check := range known {
			if bad, _ := truth.Says(check); bad {
				t.Errorf("scene %d is bad in %s: %+v", seed, check, truth)
			}
		}
	}
}

func TestTwoStopsLessAreAQuarterOfTheLight(t *testing.T) {
	in, _ := rawLight(still(), 320)
	sensor := Sensor{}
	usual := sensor.expose(in.planes[1], sensor.gains()[1])
	sensor.Stops = -2
	dim := sensor.expose(in.planes[1], sensor.gains()[1])
	for i := range usual {
		if d := float64(usual[i])/4 - float64(dim[i]); math.Abs(d) > 1 {
			t.Fatalf("pixel %d: %d became %d", i, usual[i], dim[i])
		}
	}
}

// edge is a white half plane, black from the middle on.
func edge(width, height int) light {
	l := newLight(width, height)
	for y := range height {
		for x := range width / 2 {
			for _, plane := range l.planes {
				plane[y*width+x] = white
			}
		}
	}
	return l
}

func TestADiskOfAMillimetreBlursAnEdgeOverAMillimetre(t *testing.T) {
	for _, scale := range []float64{4, 7.5, 12} { // pixels a millimetre
		const width = 80
		for name, lens := range map[string]Lens{"disk": {Defocus: 1}, "motion": {Motion: 1}} {
			out := lens.through(edge(width, 60), scale)
			row := out.planes[0][30*width:][:width]
			grey := 0
			for _, v := range row {
				if v > white/1000 && v < white-white/1000 {
					grey++
				}
			}
			if got := float64(grey) / scale; math.Abs(got-1) > 2/scale {
				t.Errorf("a %s of 1 mm at %.1f pixels a millimetre blurred the edge over %.2f mm", name, scale, got)
			}
			if !slices.IsSortedFunc(row, func(a, b int32) int { return int(b - a) }) {
				t.Errorf("the %s made light that was not there", name)
			}
		}
	}
}

func TestTheLensLosesNoLight(t *testing.T) {
	in := newLight(61, 61)
	in.planes[0][30*61+30] = 1000 * white
	for _, lens := range []Lens{{Defocus: 1.37}, {Motion: 2.2, Direction: 33}, {Defocus: 0.6, Motion: 1}} {
		sum := 0.0
		for _, v := range lens.through(in, 8).planes[0] {
			sum += float64(v)
		}
		if math.Abs(sum/(1000*white)-1) > 0.001 {
			t.Errorf("%+v made %.4f of the light", lens, sum/(1000*white))
		}
	}
}

func TestPixelsAndPlacesAreInverse(t *testing.T) {
	for seed := range uint64(40) {
		s := Good(seed)
		v := s.view(1280)
		for _, p := range []vec{{}, {10, 20}, {80, 5}, {-30, 70}} {
			q := v.pixel(p)
			if back := v.plane(q.X, q.Y, 0); back.minus(p).length() > 0.02 {
				t.Errorf("scene %d: %v is seen at %v, which shows %v", seed, p, q, back)
			}
		}
	}
}

// The corners that truth names are where the drawn card changes into the
// surface: along each side, the largest step of light is on the line between
// its corners.
func TestCornersAreWhereTheCardIsDrawn(t *testing.T) {
	s := still()
	s.Surface.Kind, s.Camera = "dark-table", Camera{Fill: 0.6, Tilt: 14, Toward: 40, Roll: 9, Distortion: -0.03}
	shot := s.Take(1280)
	at := func(p vec) int {
		i := 3 * (int(p.Y)*shot.Width + int(p.X))
		return int(shot.Pix[i]) + int(shot.Pix[i+1]) + int(shot.Pix[i+2])
	}
	size := vec{float64(shot.Width), float64(shot.Height)}
	for i, corner := range shot.Truth.Corners {
		next := shot.Truth.Corners[(i+1)%4]
		a, b := vec{corner.X * size.X, corner.Y * size.Y}, vec{next.X * size.X, next.Y * size.Y}
		outward := b.minus(a).unit().left()
		for _, share := range []float64{0.2, 0.35, 0.5, 0.65, 0.8} {
			p := between(a, b, share)
			steepest, where := 0, 0.0
			for d := -12.0; d <= 12; d++ {
				step := at(p.plus(outward.times(d-1))) - at(p.plus(outward.times(d+1)))
				if step > steepest {
					steepest, where = step, d
				}
			}
			// The lens bends lines by up to a few pixels between corners.
			if math.Abs(where) > 4 {
				t.Errorf("side %d at %.2f: the card ends %.0f pixels outside its corners' line", i, share, where)
			}
		}
	}
}

func TestGlareBurnsOutItsShare(t *testing.T) {
	s := still()
	s.Sensor.Stops = -1
	s.Glare = Glare{Kind: "window", Share: 0.1, At: vec{0.5, 0.5}, Turn: 20, Soft: 3, Seed: 5}
	shot := s.Take(900)
	v := s.view(900)
	burnt, all := 0, 0
	for y := range shot.Height {
		for x := range shot.Width {
			p := v.plane(float64(x)+0.5, float64(y)+0.5, 0)
			if s.body().outside(p) > 0 {
				continue
			}
			all++
			// What alone is a burnt out white at 0 stops is this at -1.
			if shot.Pix[3*(y*shot.Width+x)+1] > 190 {
				burnt++
			}
		}
	}
	if got := float64(burnt) / float64(all); got < 0.085 || got > 0.125 {
		t.Errorf("%.3f of the card are burnt out, want 0.1", got)
	}
}

func TestASetNamesEveryPhotoOnce(t *testing.T) {
	set := Set{Seed: 4, Scenes: 2, Levels: 2, Long: 320, Coarse: 240, Defects: Defects()[:4]}
	files := map[string][]byte{}
	save := func(name string, data []byte) error {
		if files[name] != nil {
			t.Errorf("%s was written twice", name)
		}
		files[name] = data
		return nil
	}
	if err := set.Write(context.Background(), []string{"dark"}, save, func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	if want := 2*(1+4*2+1) + 2; len(files) != want {
		t.Errorf("%d files, want %d", len(files), want)
	}
	if drawn := Drawn(files[TruthFile]); len(drawn) != len(files)-2 {
		t.Errorf("truth.csv names %d photos", len(drawn))
	}
	if bytes.Contains(files[LabelsFile], []byte("sharpness")) {
		t.Error("labels are about a check that was not asked for")
	}
}

func TestDrawnNamesNothingElsewhere(t *testing.T) {
	truth := "photo,group\na.jpg,x\n../b.jpg,x\nc/d.jpg,x\nnotes.txt,x\n"
	if got := Drawn([]byte(truth)); !slices.Equal(got, []string{"a.jpg"}) {
		t.Errorf("got %q", got)
	}
}

func TestAStoppedSetStops(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	err := Set{Scenes: 1, Levels: 1, Long: 320, Coarse: 320}.Write(ctx, nil, func(string, []byte) error { t.Error("wrote a file"); return nil }, nil)
	if err == nil {
		t.Error("no error")
	}
}

// The sensor's noise grows with light, and its mean is nothing.
func TestNoiseKeepsTheMean(t *testing.T) {
	flat := newLight(300, 300)
	for _, plane := range flat.planes {
		for i := range plane {
			plane[i] = white / 4
		}
	}
	clean, noisy := Sensor{}.develop(flat), Sensor{Noise: 6, Seed: 2}.develop(flat)
	if d := mean(noisy) - mean(clean); math.Abs(d) > 0.5 {
		t.Errorf("noise moved the mean by %.2f of 255", d)
	}
	if clean.Pix[0] == 0 || bytes.Equal(clean.Pix, noisy.Pix) {
		t.Error("there is no noise")
	}
}

func mean(p photo.Picture) float64 {
	sum := 0
	for _, v := range p.Pix {
		sum += int(v)
	}
	return float64(sum) / float64(len(p.Pix))
}
