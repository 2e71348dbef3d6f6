// Package vision turns a file into a [photo.Photo]: it decodes, turns upright,
// shrinks to fixed scales, finds the document and lays it flat. It is the only
// package that calls OpenCV, because the version of gocv that builds on
// today's distributions ends the process where OpenCV throws: every call here
// is given a picture that has been checked, and nothing outside can forget to.
package vision

import (
	"image"

	"gocv.io/x/gocv"

	"retake/samplecheck/photo"
)

// Open decodes a photo and finds the document in it. What cannot be assessed
// is a [*photo.Refusal], whose code is one of: empty, truncated, damaged,
// too-large, too-small, not-a-picture, animated, unusual-jpeg, or the kind of
// file that it is (heic, avif, gif, bmp, tiff, jpeg-xl, pdf, video, archive).
// The name matters to nothing but the words of a refusal.
func Open(name string, data []byte) (*photo.Photo, error) {
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
	return &photo.Photo{Width: size.X, Height: size.Y, Frame: frame(full)}, nil
}

// frame shrinks a picture so that its long side is [photo.FrameSide]. What is
// smaller stays as it is: there is no more to be seen in it.
func frame(full gocv.Mat) photo.Picture {
	long := max(full.Cols(), full.Rows())
	if long <= photo.FrameSide {
		return picture(full)
	}
	scaled := func(side int) int { return max(1, (side*photo.FrameSide+long/2)/long) }
	small := gocv.NewMat()
	defer small.Close()
	gocv.Resize(full, &small, image.Pt(scaled(full.Cols()), scaled(full.Rows())), 0, 0, gocv.InterpolationArea)
	return picture(small)
}

// picture copies OpenCV's pixels out.
func picture(bgr gocv.Mat) photo.Picture {
	pix := bgr.ToBytes()
	for i := 0; i+2 < len(pix); i += 3 {
		pix[i], pix[i+2] = pix[i+2], pix[i]
	}
	return photo.NewPicture(bgr.Cols(), bgr.Rows(), pix)
}
