package vision

import (
	"bytes"
	"image"
	"image/draw"
	"testing"

	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
)

// TestPartsAreTheSameAlone: a measure gives the same number when only the parts
// are made that it says it needs, and lightness is what photo says that it is.
func TestPartsAreTheSameAlone(t *testing.T) {
	for name, data := range map[string][]byte{
		"png": asPNG(t, blocks(900, 700)), "jpeg": asJPEG(t, blocks(1700, 1100)),
		"document": asJPEG(t, scene(640, 480)), "large": asJPEG(t, scene(1300, 900)), "grey": asJPEG(t, greyed(scene(1300, 900))),
	} {
		whole, err := Open("photo", data, photo.Everything)
		if err != nil {
			t.Fatal(err)
		}
		small := photo.NewPicture(whole.Small.Width, whole.Small.Height, whole.Small.Pix)
		if !bytes.Equal(small.Luma, whole.Small.Luma) {
			t.Errorf("%s: the lightness of the small frame is not that of its colours", name)
		}
		for _, m := range measure.All() {
			part, err := Open("photo", data, m.Needs)
			if err != nil {
				t.Fatal(err)
			}
			if want, got := m.Take(whole), m.Take(part); got != want {
				t.Errorf("%s: %s is %v alone, %v with all parts", name, m.Name, got, want)
			}
		}
	}
}

// TestRefusalsAreTheSameForAllParts: what is remembered of a file that cannot
// be read for one purpose is true for every other.
func TestRefusalsAreTheSameForAllParts(t *testing.T) {
	whole := asJPEG(t, scene(640, 480))
	broken := bytes.Clone(whole) // it names a table that is not there, which only decoding finds out
	broken[bytes.Index(broken, []byte{0xff, 0xc0})+12] = 3
	for name, data := range map[string][]byte{"nothing": nil, "cut": whole[:len(whole)/2], "no table": broken, "text": []byte("GIF, honestly")} {
		_, want := Open("photo.jpg", data, photo.Everything)
		if want == nil {
			t.Errorf("%s: it is opened", name)
			continue
		}
		for _, part := range []photo.Parts{photo.LightPart, photo.SmallPart, photo.OutlinePart, photo.ColourPart} {
			if _, got := Open("photo.jpg", data, part); got == nil || got.Error() != want.Error() {
				t.Errorf("%s: part %b says %v, all parts %v", name, part, got, want)
			}
		}
	}
}

// greyed is a picture of nothing but lightness.
func greyed(m image.Image) *image.Gray {
	grey := image.NewGray(m.Bounds())
	draw.Draw(grey, grey.Rect, m, image.Point{}, draw.Src)
	return grey
}
