package main

import (
	"bytes"
	"image"
	"image/color"
	imagedraw "image/draw"
	"image/jpeg"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
	"retake/samplecheck/synth"
	"retake/samplecheck/vision"
	"retake/samplecheck/worker"
)

// needFaces skips, loudly, where faces cannot be looked for.
func needFaces(t *testing.T) {
	t.Helper()
	if strings.Contains(vision.FaceFinder(), "none") {
		t.Skip("SKIPPED: OpenCV's cascades are not there; install opencv-data (setup/test-tools does)")
	}
}

// takeFace measures a picture, faces too, as it comes out of a JPEG.
func takeFace(t *testing.T, m image.Image, quality int) measure.Reading {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	p, err := vision.Open("selfie.jpg", b.Bytes(), photo.FacePart)
	if err != nil {
		t.Fatal(err)
	}
	return measure.Take(p, measure.All())
}

func asImage(p photo.Picture) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, p.Width, p.Height))
	for i := range p.Width * p.Height {
		copy(m.Pix[4*i:], p.Pix[3*i:3*i+3])
		m.Pix[4*i+3] = 255
	}
	return m
}

// What can be wrong with a drawn selfie, from not at all (0) to badly (1).
var selfieDefects = []struct {
	name, measure string
	spoil         func(s *synth.Selfie, severity float64)
}{
	{"far away", "face-size", func(s *synth.Selfie, v float64) { s.Fill *= 1 - 0.65*v }},
	{"off centre", "face-off-centre", func(s *synth.Selfie, v float64) { s.Off += 0.22 * v }},
	{"dark", "face-light", func(s *synth.Selfie, v float64) { s.Sensor.Stops -= 3.5 * v }},
	{"bright", "face-burnt", func(s *synth.Selfie, v float64) { s.Sensor.Stops += 2.2 * v }},
	{"light from the side", "face-side-light", func(s *synth.Selfie, v float64) { s.Side += 3 * v }},
	{"blurred", "face-blur", func(s *synth.Selfie, v float64) { s.Lens.Defocus += 12 * v }},
	{"dark glasses", "eyes-seen", func(s *synth.Selfie, v float64) { s.Shades = v }},
	{"mask", "lower-face-covered", func(s *synth.Selfie, v float64) { s.Mask = v }},
}

// sitters are seeds of drawn people whose faces are found whatever is wrong.
var sitters = []uint64{1}

// selfieSize is enough for a face of about 200 pixels.
const selfieSize = 600

func numberOf(t *testing.T, r measure.Reading, name string) float64 {
	t.Helper()
	if v := r[name]; v.Absent != "" {
		t.Fatalf("there is no %s: %s", name, v.Absent)
	}
	m, _ := measure.Find(name)
	return bad(m, r)
}

func TestFaceMeasuresGrowWithTheirOwnDefect(t *testing.T) {
	needFaces(t)
	for _, seed := range sitters {
		good := takeFace(t, asImage(synth.GoodSelfie(seed).Take(selfieSize).Picture), usualQuality)
		for _, d := range selfieDefects {
			steps := []float64{numberOf(t, good, d.measure)}
			for _, severity := range []float64{0.35, 0.7, 1} {
				s := synth.GoodSelfie(seed)
				d.spoil(&s, severity)
				steps = append(steps, numberOf(t, takeFace(t, asImage(s.Take(selfieSize).Picture), usualQuality), d.measure))
			}
			slack := 0.05
			if d.measure == "eyes-seen" {
				slack = 0.2 // windows are few, and come in lots
			}
			if !growsBut(steps, slack) {
				t.Errorf("%s with %s, from good to worst: %.3f", d.measure, d.name, steps)
			}
		}
	}
}

// growsBut allows steps back of a share of the whole way.
func growsBut(steps []float64, slack float64) bool {
	whole := steps[len(steps)-1] - steps[0]
	for i := range len(steps) - 1 {
		if steps[i+1]-steps[i] < -slack*whole {
			return false
		}
	}
	return whole > 0
}

// What a face measure must see although the defect is not its own.
var relatedOfFaces = map[string]bool{
	"face-blur far away":      true, // a face of fewer pixels is softer
	"face-light bright":       true,
	"face-light dark glasses": true, // they are a dark part of the face
	"eyes-seen far away":      true,
	"eyes-seen bright":        true, // burnt out eyes are none
	"eyes-seen blurred":       true,
}

// TestFaceMeasuresSeeLittleElse: any other defect, as bad as can be, moves a
// measure by less than half of what its own does; other sizes and qualities by
// less than a quarter.
func TestFaceMeasuresSeeLittleElse(t *testing.T) {
	needFaces(t)
	const seed = 4
	shoot := func(spoil func(*synth.Selfie, float64), long, quality int) measure.Reading {
		s := synth.GoodSelfie(seed)
		if spoil != nil {
			spoil(&s, 1)
		}
		return takeFace(t, asImage(s.Take(long).Picture), quality)
	}
	good := shoot(nil, selfieSize, usualQuality)
	others := map[string]measure.Reading{
		"size": shoot(nil, 3*selfieSize/4, usualQuality), "more size": shoot(nil, 2*selfieSize, usualQuality),
		"quality": shoot(nil, selfieSize, 70), "more quality": shoot(nil, selfieSize, 95),
	}
	spoilt := map[string]measure.Reading{}
	for _, d := range selfieDefects {
		spoilt[d.name] = shoot(d.spoil, selfieSize, usualQuality)
	}
	for _, own := range selfieDefects {
		start := numberOf(t, good, own.measure)
		effect := numberOf(t, spoilt[own.name], own.measure) - start
		judge := func(name string, r measure.Reading, most float64) {
			if moved := numberOf(t, r, own.measure) - start; math.Abs(moved) > most*effect && !relatedOfFaces[own.measure+" "+name] {
				t.Errorf("%s moves by %.3f with %s, and by %.3f with its own %s", own.measure, moved, name, effect, own.name)
			}
		}
		for name, r := range others {
			judge(name, r, 0.25)
		}
		for _, d := range selfieDefects {
			if d.name != own.name {
				judge(d.name, spoilt[d.name], 0.5)
			}
		}
	}
}

func TestPeopleAreCounted(t *testing.T) {
	needFaces(t)
	s := synth.GoodSelfie(12)
	s.Fill, s.Others = 0.3, 2
	r := takeFace(t, asImage(s.Take(selfieSize).Picture), usualQuality)
	if r["faces"].Number != 3 {
		t.Errorf("of three people %v are seen", r["faces"].Number)
	}
	empty := image.NewGray(image.Rect(0, 0, 300, 400))
	r = takeFace(t, empty, usualQuality)
	if r["faces"].Number != 0 || r["face-found"].Number != 0 || r["face-light"].Absent != "no face was found" {
		t.Errorf("where nobody is: %v", r)
	}
}

// realFace is a photo of a real face that comes with gocv, and where it is.
func realFace(t *testing.T) *image.RGBA {
	t.Helper()
	out, err := exec.Command("go", strings.Fields(`list -m -f {{.Dir}} gocv.io/x/gocv`)...).Output()
	if err != nil {
		t.Skipf("SKIPPED: cannot find where gocv is: %v", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "images", "face.jpg"))
	if err != nil {
		t.Skipf("SKIPPED: gocv has no photo of a face here: %v", err)
	}
	decoded, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	m := image.NewRGBA(decoded.Bounds())
	imagedraw.Draw(m, m.Rect, decoded, decoded.Bounds().Min, imagedraw.Src)
	return m
}

// TestARealFaceIsMeasured spoils the one photo of a real face that a
// dependency brings along: too few to say how good a measure is, enough to see
// that drawings do not mislead.
func TestARealFaceIsMeasured(t *testing.T) {
	needFaces(t)
	face := realFace(t)
	good := takeFace(t, face, 95)
	if good["faces"].Number != 1 || good["eyes-seen"].Number == 0 || good["lower-face-covered"].Number > 0.2 {
		t.Fatalf("as it is: %v", good)
	}
	// His face fills about the square from 243,158 to 460,375. Something opaque
	// over its lower half would hide it from the finder altogether.
	for name, c := range map[string]struct {
		spoil func(m *image.RGBA)
		by    float64
	}{
		"face-light": {func(m *image.RGBA) { each(m, func(_, _ int, v uint8) uint8 { return v / 3 }) }, 30},
		"face-side-light": {func(m *image.RGBA) {
			each(m, func(x, _ int, v uint8) uint8 { return uint8(int(v) * max(50, 640-x) / 640) })
		}, 0.2},
		"eyes-seen": {func(m *image.RGBA) {
			paint(m, image.Rect(280, 215, 342, 262), color.RGBA{15, 15, 18, 255})
			paint(m, image.Rect(366, 213, 434, 260), color.RGBA{15, 15, 18, 255})
		}, 2},
		"lower-face-covered": {func(m *image.RGBA) { paint(m, image.Rect(270, 290, 430, 400), color.NRGBA{60, 130, 190, 110}) }, 0.5},
		"face-blur":          {func(m *image.RGBA) { soften(m, 3) }, 1},
	} {
		m := image.NewRGBA(face.Rect)
		copy(m.Pix, face.Pix)
		c.spoil(m)
		if before, after := numberOf(t, good, name), numberOf(t, takeFace(t, m, 95), name); after < before+c.by {
			t.Errorf("%s goes from %.3f to %.3f only", name, before, after)
		}
	}
}

func each(m *image.RGBA, change func(x, y int, v uint8) uint8) {
	for i, v := range m.Pix {
		if i%4 < 3 {
			m.Pix[i] = change(i%m.Stride/4, i/m.Stride, v)
		}
	}
}

func paint(m *image.RGBA, area image.Rectangle, with color.Color) {
	imagedraw.Draw(m, area, image.NewUniform(with), image.Point{}, imagedraw.Over)
}

// soften averages over squares, as a lens out of focus does about.
func soften(m *image.RGBA, radius int) {
	from := append([]uint8(nil), m.Pix...)
	w, h := m.Rect.Dx(), m.Rect.Dy()
	each(m, func(int, int, uint8) uint8 { return 0 })
	for y := radius; y < h-radius; y++ {
		for x := radius; x < w-radius; x++ {
			for k := range 3 {
				sum := 0
				for dy := -radius; dy <= radius; dy++ {
					for dx := -radius; dx <= radius; dx++ {
						sum += int(from[(y+dy)*m.Stride+4*(x+dx)+k])
					}
				}
				m.Pix[y*m.Stride+4*x+k] = uint8(sum / ((2*radius + 1) * (2*radius + 1)))
			}
		}
	}
}

// TestOnlyWhatIsWantedIsTaken: what no check needs costs nothing, and what is
// remembered of documents does not depend on how faces are found.
func TestOnlyWhatIsWantedIsTaken(t *testing.T) {
	count, _ := measure.Find("faces")
	width, _ := measure.Find("edge-width")
	for _, wanted := range [][]measure.Measure{{width}, {count}, {width, count}} {
		r := take(worker.Photo{Name: "a.png", Data: pictureOf(t), Wanted: measure.Names(wanted)}).Reading
		if len(r) != len(wanted) {
			t.Errorf("of %d measures there are %v", len(wanted), r)
		}
		if v, ok := r[count.Name]; ok && v.Absent == "nobody looked for faces" {
			t.Error("nobody looked for the faces that are wanted")
		}
	}
	v := measureVersions()
	if strings.Contains(cacheVersions()+v[width.Name], "face") || !strings.Contains(v[count.Name], vision.FaceFinder()) {
		t.Errorf("the cache knows by %q and %q", cacheVersions(), v)
	}
}

func pictureOf(t *testing.T) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a.png")
	if err := writePicture(file, 100); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
