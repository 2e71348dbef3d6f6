package vision

import (
	"bytes"
	"testing"

	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
)

// TestAGlanceSeesTheSame: what needs no closer look gives the same numbers
// after a glance, and lightness is what photo says that it is.
func TestAGlanceSeesTheSame(t *testing.T) {
	for _, data := range [][]byte{asPNG(t, blocks(900, 700)), asJPEG(t, blocks(1700, 1100)), asJPEG(t, scene(640, 480))} {
		closely := open(t, "photo", data)
		glanced, err := Glance("photo", data)
		if err != nil || glanced.Frame.Pix != nil {
			t.Fatalf("a glance has colours, or %v", err)
		}
		small := photo.NewPicture(glanced.Small.Width, glanced.Small.Height, glanced.Small.Pix)
		if !bytes.Equal(small.Luma, glanced.Small.Luma) {
			t.Error("the lightness of the small frame is not that of its colours")
		}
		for _, m := range measure.All() {
			if m.Closely || m.OfFaces {
				continue
			}
			if want, got := m.Take(closely), m.Take(glanced); got != want {
				t.Errorf("%s is %v after a glance, %v after a closer look", m.Name, got, want)
			}
		}
	}
}
