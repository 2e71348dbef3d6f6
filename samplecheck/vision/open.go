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

// Open decodes a photo as far as parts of it are asked for. What cannot be
// assessed is a [*photo.Refusal], whose code is one of: empty, truncated,
// damaged, too-large, too-small, not-a-picture, animated, unusual-jpeg, or the
// kind of file that it is (heic, avif, gif, bmp, tiff, jpeg-xl, pdf, video,
// archive). The name matters to nothing but the words of a refusal.
func Open(name string, data []byte, parts photo.Parts) (*photo.Photo, error) {
	v, err := viewsOf(name, data)
	if err != nil {
		return nil, err
	}
	defer v.close()
	size := v.upright()
	p := &photo.Photo{Width: size.X, Height: size.Y}
	for _, step := range steps {
		if !parts.With(step.part) {
			continue
		}
		if err := step.make(v, p); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// steps make the parts, each after those that it rests on.
var steps = []struct {
	part photo.Parts
	make func(*views, *photo.Photo) error
}{
	{photo.SmallPart, small}, {photo.OutlinePart, outline}, {photo.LightPart, light}, {photo.ColourPart, colours}, {photo.FacePart, faces},
}

func small(v *views, p *photo.Photo) error {
	view, err := v.colours(photo.SmallSide)
	if err == nil {
		p.Small = shrunk(view, photo.SmallSide)
	}
	return err
}

func outline(v *views, p *photo.Photo) error {
	view, err := v.colours(photo.SmallSide)
	if err != nil {
		return err
	}
	if p.Guess = quad.Find(outlines(view)); p.Guess != nil && p.Guess.Confidence >= photo.Sure {
		p.Document = p.Guess
	}
	return nil
}

// outlines is what a document is looked for in.
func outlines(view gocv.Mat) photo.Picture {
	small := shrink(view, photo.OutlineSide)
	defer small.Close()
	if small.Channels() == 1 {
		return photo.Picture{Width: small.Cols(), Height: small.Rows(), Luma: small.ToBytes()}
	}
	return picture(small)
}

func light(v *views, p *photo.Photo) error {
	view, err := v.light(photo.FrameSide)
	if err != nil {
		return err
	}
	frame := shrink(view, photo.FrameSide)
	defer frame.Close()
	p.Frame = photo.Picture{Width: frame.Cols(), Height: frame.Rows(), Luma: frame.ToBytes()}
	return nil
}

// colours are those of the frame, and the document laid flat.
func colours(v *views, p *photo.Photo) error {
	view, err := v.colours(photo.FrameSide)
	if err != nil {
		return err
	}
	frame := shrink(view, photo.FrameSide)
	defer frame.Close()
	p.Frame.Pix = coloursOf(frame)
	if p.Document != nil {
		p.Document.Flat = flatten(view, frame, p.Document.Corners)
	}
	return nil
}

func faces(_ *views, p *photo.Photo) error {
	findFaces(p)
	return nil
}

// shrunk is a picture whose long side is so many pixels at most.
func shrunk(view gocv.Mat, side int) photo.Picture {
	small := shrink(view, side)
	defer small.Close()
	return picture(small)
}

// picture copies OpenCV's pixels out.
func picture(mat gocv.Mat) photo.Picture {
	light := lightOf(mat)
	defer light.Close()
	return photo.Picture{Width: mat.Cols(), Height: mat.Rows(), Pix: coloursOf(mat), Luma: light.ToBytes(), Grey: mat.Channels() == 1}
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
