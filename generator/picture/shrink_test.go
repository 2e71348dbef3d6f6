package picture

import (
	"image"
	"image/color"
	"testing"
)

func TestFewColoursAreKeptExactly(t *testing.T) {
	full := image.NewRGBA(image.Rect(0, 0, 60, 60))
	for i := range full.Bounds().Dx() * full.Bounds().Dy() {
		full.SetRGBA(i%60, i/60, color.RGBA{uint8(i % 60), uint8(i % 60 * 3), 9, 255})
	}
	small := shrink(full)
	for y := range 60 {
		for x := range 60 {
			if got, want := small.At(x, y), full.RGBAAt(x, y); got != color.Color(want) {
				t.Fatalf("%d, %d is %v, want %v", x, y, got, want)
			}
		}
	}
}

func TestFlatAreasAreExactAndBlendsAreNear(t *testing.T) {
	flat := []color.RGBA{{229, 242, 255, 255}, {22, 90, 150, 255}, {24, 36, 48, 255}, {255, 255, 255, 255}}
	full := image.NewRGBA(image.Rect(0, 0, 400, 256))
	for y := range 256 {
		for x := range 400 {
			full.SetRGBA(x, y, flat[x/100])
		}
		full.SetRGBA(99, y, blend(flat[0], flat[1], y))
		full.SetRGBA(199, y, blend(flat[1], flat[2], y))
		full.SetRGBA(299, y, blend(flat[2], flat[3], y))
	}
	small := shrink(full)
	if n := len(small.Palette); n != mostColours {
		t.Errorf("%d colours are left", n)
	}
	for y := range 256 {
		for x := range 400 {
			got, want := small.At(x, y).(color.RGBA), full.RGBAAt(x, y)
			off := max(apart(got.R, want.R), apart(got.G, want.G), apart(got.B, want.B))
			if edge := x%100 == 99; off > 10 || !edge && off > 0 {
				t.Fatalf("%d, %d is %v, want %v", x, y, got, want)
			}
		}
	}
}

func blend(a, b color.RGBA, of256 int) color.RGBA {
	mix := func(x, y uint8) uint8 { return uint8((int(x)*(255-of256) + int(y)*of256) / 255) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}

func apart(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
