// Package vision turns a file into a [photo.Photo]: it decodes, turns upright,
// shrinks to fixed scales, and lays the document flat that package quad finds.
// It is the only package that calls OpenCV, because the version of gocv that
// builds on today's distributions ends the process where OpenCV throws: every
// call here is given a picture that has been checked, and nothing outside can
// forget to.
package vision

import (
	"gocv.io/x/gocv"

	"retake/samplecheck/photo"
	"retake/samplecheck/quad"
)

// Open decodes a photo and finds the document in it. What cannot be assessed
// is a [*photo.Refusal], whose code is one of: empty, truncated, damaged,
// too-large, too-small, not-a-picture, animated, unusual-jpeg, or the kind of
// file that it is (heic, avif, gif, bmp, tiff, jpeg-xl, pdf, video, archive).
// The name matters to nothing but the words of a refusal.
func Open(name string, data []byte) (*photo.Photo, error) { return opened(name, data, true) }

// Glance opens a photo as [Open] does, but for its frame's colours and the
// document laid flat: few measures need them.
func Glance(name string, data []byte) (*photo.Photo, error) { return opened(name, data, false) }

func opened(name string, data []byte, closely bool) (*photo.Photo, error) {
	h, err := readHeader(name, data)
	if err != nil {
		return nil, err
	}
	full, err := decode(h, data)
	if err != nil {
		return nil, err
	}
	defer full.Close()
	size := h.upright()
	p := &photo.Photo{Width: size.X, Height: size.Y, Frame: frame(full), Small: small(full, photo.SmallSide)}
	if p.Guess = quad.Find(p.Small); p.Guess != nil && p.Guess.Confidence >= photo.Sure {
		p.Document = p.Guess
	}
	if closely {
		closer(p, full)
	}
	return p, nil
}

// closer looks at a photo in colour, and lays its document flat.
func closer(p *photo.Photo, full gocv.Mat) {
	frame := shrink(full, photo.FrameSide)
	defer frame.Close()
	p.Frame.Pix = coloursOf(frame)
	if p.Document != nil {
		p.Document.Flat = flatten(full, frame, p.Document.Corners)
	}
}

// frame is how light each pixel of a picture's frame is.
func frame(full gocv.Mat) photo.Picture {
	light := lightOf(full)
	defer light.Close()
	frame := shrink(light, photo.FrameSide)
	defer frame.Close()
	return photo.Picture{Width: frame.Cols(), Height: frame.Rows(), Luma: frame.ToBytes()}
}

// small is a picture whose long side is so many pixels at most.
func small(full gocv.Mat, side int) photo.Picture {
	small := shrink(full, side)
	defer small.Close()
	return picture(small)
}

// picture copies OpenCV's pixels out.
func picture(mat gocv.Mat) photo.Picture {
	light := lightOf(mat)
	defer light.Close()
	return photo.Picture{Width: mat.Cols(), Height: mat.Rows(), Pix: coloursOf(mat), Luma: light.ToBytes()}
}

// lightOf is how light each pixel of a picture is. The caller closes it.
func lightOf(mat gocv.Mat) gocv.Mat {
	if mat.Channels() == 1 {
		return whole(mat)
	}
	light := gocv.NewMat()
	gocv.CvtColor(mat, &light, gocv.ColorBGRToGray)
	return light
}

func coloursOf(mat gocv.Mat) []uint8 {
	conversion := gocv.ColorBGRToRGB
	if mat.Channels() == 1 {
		conversion = gocv.ColorGrayToBGR
	}
	rgb := gocv.NewMat()
	defer rgb.Close()
	gocv.CvtColor(mat, &rgb, conversion)
	return rgb.ToBytes()
}

// Look tells without decoding it whether a photo can be shown: its format
// ("jpeg", "png" or "webp"), or the refusal that [Open] would give.
func Look(name string, data []byte) (format string, err error) {
	h, err := readHeader(name, data)
	return h.format, err
}
