package overlay

import (
	"image/color"
	"testing"

	"retake/samplecheck/photo"
)

func TestCornersAreDrawnEvenOutsideThePicture(t *testing.T) {
	grey := make([]uint8, 3*200*100)
	for i := range grey {
		grey[i] = 90
	}
	p := &photo.Photo{Width: 200, Height: 100, Frame: photo.NewPicture(200, 100, grey)}
	p.Guess = &photo.Document{Corners: [4]photo.Point{{X: 0.25, Y: 0.25}, {X: 1.2, Y: 0.25}, {X: 1.2, Y: 1.3}, {X: 0.25, Y: 1.3}}}
	drawn := Draw(p, p.Frame)
	if drawn.Bounds().Dx() != 200 || drawn.Bounds().Dy() != 100 {
		t.Fatalf("the overlay is %v", drawn.Bounds())
	}
	if got := drawn.At(150, 25); got != color.Color(guessColour) {
		t.Errorf("on the upper side it is %v", got)
	}
	if got := drawn.At(10, 10); got != color.Color(color.RGBA{90, 90, 90, 255}) {
		t.Errorf("where there is nothing to say it is %v", got)
	}
	p.Document = p.Guess
	if got := Draw(p, p.Frame).At(150, 25); got != color.Color(cornersColour) {
		t.Errorf("a document that was found is drawn in %v", got)
	}
}
