package render

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"retake/generator/content"
)

// turned is a 40 × 20 picture with a red upper left quarter, stored in the
// way that an orientation says.
func turned(orientation int) image.Image {
	seen := func(x, y int) color.Color {
		if x < 20 && y < 10 {
			return color.RGBA{255, 0, 0, 255}
		}
		return color.RGBA{255, 255, 255, 255}
	}
	w, h := 40, 20
	if orientation >= 5 {
		w, h = h, w
	}
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			// where this stored pixel is seen, by EXIF's definition
			sx, sy := [...]int{x, w - 1 - x, w - 1 - x, x, y, h - 1 - y, h - 1 - y, y}[orientation-1],
				[...]int{y, y, h - 1 - y, h - 1 - y, x, x, w - 1 - x, w - 1 - x}[orientation-1]
			m.Set(x, y, seen(sx, sy))
		}
	}
	return m
}

func TestLongPictureNamesFitFileSystems(t *testing.T) {
	p := &content.Picture{Path: "en/" + strings.Repeat("word-", 50) + ".jpeg", Sum: "0123456789abcdef"}
	if name := path.Base(pictureName(p, 1440)); len(name) > 255 || !strings.HasPrefix(name, "word-word-") {
		t.Errorf("%s has %d bytes", name, len(name))
	}
}

// Servers tell browsers what a file is by its name, whatever is in it.
func TestPicturesEndAsTheyAre(t *testing.T) {
	for written, want := range map[string]string{"a.jpg": ".jpg", "a.JPG": ".jpg", "a.jpeg": ".jpeg", "a.png": ".jpeg"} {
		p := &content.Picture{Path: written, Format: "jpeg", Sum: "0123456789abcdef"}
		if name := pictureName(p, 480); path.Ext(name) != want {
			t.Errorf("%s becomes %s, want %s", written, name, want)
		}
	}
}

func TestPicturesAreShownUpright(t *testing.T) {
	for orientation := 1; orientation <= 8; orientation++ {
		var stored bytes.Buffer
		if err := png.Encode(&stored, turned(orientation)); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "turned.png")
		if err := os.WriteFile(file, stored.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		p := &content.Picture{Path: "turned.png", File: file, Format: "png", Width: 40, Height: 20, Orientation: orientation}
		if err := resize(&b, p, 20); err != nil {
			t.Fatal(err)
		}
		m, err := png.Decode(&b)
		if err != nil {
			t.Fatal(err)
		}
		if m.Bounds().Dx() != 20 || m.Bounds().Dy() != 10 {
			t.Fatalf("orientation %d: %v", orientation, m.Bounds())
		}
		for _, at := range []struct {
			x, y int
			red  bool
		}{{3, 2, true}, {16, 2, false}, {3, 8, false}, {16, 8, false}} {
			_, green, _, _ := m.At(at.x, at.y).RGBA()
			if (green < 0x8000) != at.red {
				t.Errorf("orientation %d: the pixel at %d, %d is wrong", orientation, at.x, at.y)
			}
		}
	}
}
