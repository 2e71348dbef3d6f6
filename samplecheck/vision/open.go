// Package vision turns a file into a [photo.Photo]: it decodes, turns upright,
// shrinks to fixed scales, and lays the document flat that package quad finds.
// It is the only package that calls OpenCV, because the version of gocv that
// builds on today's distributions ends the process where OpenCV throws: every
// call here is given a picture that has been checked, and nothing outside can
// forget to.
package vision

import (
	"slices"

	"gocv.io/x/gocv"

	"retake/samplecheck/photo"
	"retake/samplecheck/quad"
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
	small, shrunk := shrink(full, photo.FrameSide)
	if shrunk {
		defer small.Close()
	}

	size := h.upright()
	p := &photo.Photo{Width: size.X, Height: size.Y, Frame: picture(small)}
	if p.Guess = quad.Find(p.Frame); p.Guess != nil && p.Guess.Confidence >= photo.Sure {
		p.Document = p.Guess
		p.Document.Flat = flatten(full, small, p.Document.Corners)
	}
	return p, nil
}

// picture copies OpenCV's pixels out.
func picture(bgr gocv.Mat) photo.Picture {
	pix := slices.Clone(bgr.DataPtrUint8())
	for i := 0; i+2 < len(pix); i += 3 {
		pix[i], pix[i+2] = pix[i+2], pix[i]
	}
	return photo.NewPicture(bgr.Cols(), bgr.Rows(), pix)
}

// Look tells without decoding it whether a photo can be shown: its format
// ("jpeg", "png" or "webp"), or the refusal that [Open] would give.
func Look(name string, data []byte) (format string, err error) {
	h, err := readHeader(name, data)
	return h.format, err
}
