package vision

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	_ "image/png" // decodes transparent pictures

	"gocv.io/x/gocv"
	_ "golang.org/x/image/webp" // decodes transparent pictures

	"retake/samplecheck/photo"
)

// decode makes an upright picture of a file, BGR or grey, not much smaller than it and
// never smaller than a frame. The caller closes it.
func decode(h header, data []byte) (gocv.Mat, error) {
	mat, err := decodeLying(h, data)
	if err != nil {
		return gocv.Mat{}, err
	}
	return turnUpright(mat, h.orientation), nil
}

func decodeLying(h header, data []byte) (gocv.Mat, error) {
	if h.transparent {
		return decodeOverWhite(data)
	}
	mat, err := gocv.IMDecode(data, scaleOf(h)|gocv.IMReadIgnoreOrientation)
	if err != nil {
		return gocv.Mat{}, damaged()
	}
	if mat.Empty() || mat.Type() != gocv.MatTypeCV8UC3 && mat.Type() != gocv.MatTypeCV8UC1 {
		mat.Close()
		return gocv.Mat{}, damaged()
	}
	return mat, nil
}

// scaleOf is how far a JPEG can be shrunk while it is decoded, which costs
// less than decoding all of it, and still have the pixels that a frame needs.
func scaleOf(h header) gocv.IMReadFlag {
	colour := [4]gocv.IMReadFlag{gocv.IMReadColor, gocv.IMReadReducedColor2, gocv.IMReadReducedColor4, gocv.IMReadReducedColor8}
	grey := [4]gocv.IMReadFlag{gocv.IMReadGrayScale, gocv.IMReadReducedGrayscale2, gocv.IMReadReducedGrayscale4, gocv.IMReadReducedGrayscale8}
	halvings := 0
	for long := max(h.size.X, h.size.Y); h.format == "jpeg" && halvings < 3 && long >= photo.FrameSide<<(halvings+1); {
		halvings++
	}
	if h.grey {
		return grey[halvings]
	}
	return colour[halvings]
}

// decodeOverWhite lays what can be seen through over white, as a page would
// show it. OpenCV drops the alpha channel and shows what lies beneath.
func decodeOverWhite(data []byte) (gocv.Mat, error) {
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return gocv.Mat{}, damaged()
	}
	bounds := picture.Bounds()
	flat := image.NewRGBA(image.Rectangle{Max: bounds.Size()})
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), picture, bounds.Min, draw.Over)

	bgr := make([]byte, 3*bounds.Dx()*bounds.Dy())
	for i := range bounds.Dx() * bounds.Dy() {
		bgr[3*i], bgr[3*i+1], bgr[3*i+2] = flat.Pix[4*i+2], flat.Pix[4*i+1], flat.Pix[4*i]
	}
	mat, err := gocv.NewMatFromBytes(bounds.Dy(), bounds.Dx(), gocv.MatTypeCV8UC3, bgr)
	if err != nil {
		return gocv.Mat{}, damaged()
	}
	defer mat.Close()
	return mat.Clone(), nil // the clone owns its memory; mat borrows ours
}

// turnUpright undoes what EXIF's orientation says of a picture. It happens
// before anything is shrunk, so that all eight give the same pixels.
func turnUpright(mat gocv.Mat, orientation int) gocv.Mat {
	mirrored := orientation == 2 || orientation == 4 || orientation == 5 || orientation == 7
	if mirrored {
		mat = replace(mat, func(dst *gocv.Mat) { gocv.Flip(mat, dst, 1) })
	}
	turn := func(by gocv.RotateFlag) gocv.Mat {
		return replace(mat, func(dst *gocv.Mat) { gocv.Rotate(mat, dst, by) })
	}
	switch orientation {
	case 3, 4:
		return turn(gocv.Rotate180Clockwise)
	case 6, 7:
		return turn(gocv.Rotate90Clockwise)
	case 5, 8:
		return turn(gocv.Rotate90CounterClockwise)
	}
	return mat
}

// replace makes a new picture and closes the one that it was made of.
func replace(mat gocv.Mat, fill func(dst *gocv.Mat)) gocv.Mat {
	defer mat.Close()
	dst := gocv.NewMat()
	fill(&dst)
	return dst
}
