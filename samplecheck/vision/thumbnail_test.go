package vision

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"testing"

	"retake/samplecheck/photo"
)

func TestThumbnailsKeepTheirShape(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 1200, 300))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	for y := range 300 {
		for x := range 600 {
			m.Set(x, y, color.RGBA{200, 30, 10, 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	small, err := Thumbnail("a.png", b.Bytes(), 144)
	if err != nil || small.Width != 144 || small.Height != 36 {
		t.Fatalf("%d × %d, %v", small.Width, small.Height, err)
	}
	drawn := small.Image()
	if left, right := drawn.RGBAAt(20, 18), drawn.RGBAAt(120, 18); left != (color.RGBA{200, 30, 10, 255}) || right != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("left %v, right %v", left, right)
	}
	if same, err := Thumbnail("a.png", b.Bytes(), 5000); err != nil || same.Width != 1200 {
		t.Errorf("what is small already becomes %d wide, %v", same.Width, err)
	}
	var refusal *photo.Refusal
	if _, err := Thumbnail("a.png", b.Bytes()[:50], 144); !errors.As(err, &refusal) {
		t.Errorf("half a picture: %v", err)
	}
}
