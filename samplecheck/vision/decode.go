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

// views are the pictures of one file, upright, each decoded when it is first
// asked for. A JPEG of less than twice a frame's size has two: lightness with
// all pixels, and colours shrunk, which together take less than all pixels with
// their colours. Of a larger one all that is asked for is made of one view:
// reading its codes takes most of the time.
type views struct {
	header
	data []byte
	made map[gocv.IMReadFlag]gocv.Mat
}

func viewsOf(name string, data []byte) (*views, error) {
	h, err := readHeader(name, data)
	return &views{h, data, map[gocv.IMReadFlag]gocv.Mat{}}, err
}

func (v *views) close() {
	for _, mat := range v.made {
		mat.Close()
	}
}

// colours is the picture, BGR or grey, its long side no less than side unless
// the file's is.
func (v *views) colours(side int) (gocv.Mat, error) {
	if v.grey {
		return v.light(side)
	}
	flags := [4]gocv.IMReadFlag{gocv.IMReadColor, gocv.IMReadReducedColor2, gocv.IMReadReducedColor4, gocv.IMReadReducedColor8}
	return v.view(flags[v.halvings(side)], func(flag gocv.IMReadFlag) (gocv.Mat, error) {
		if v.transparent {
			return decodeOverWhite(v.data)
		}
		return v.decode(flag, gocv.MatTypeCV8UC3)
	})
}

// light is how light each pixel of the picture is, likewise.
func (v *views) light(side int) (gocv.Mat, error) {
	flags := [4]gocv.IMReadFlag{gocv.IMReadGrayScale, gocv.IMReadReducedGrayscale2, gocv.IMReadReducedGrayscale4, gocv.IMReadReducedGrayscale8}
	return v.view(flags[v.halvings(side)], func(flag gocv.IMReadFlag) (gocv.Mat, error) {
		if v.grey || v.format == "jpeg" && !v.large() {
			return v.decode(flag, gocv.MatTypeCV8UC1)
		}
		colours, err := v.colours(side)
		if err != nil {
			return gocv.Mat{}, err
		}
		return lightOf(colours), nil
	})
}

// large tells that a frame has no use for all pixels.
func (h header) large() bool { return max(h.size.X, h.size.Y) >= 2*photo.FrameSide }

// halvings is how often a JPEG can be halved while it is decoded, which costs
// less than decoding all of it, and still have the pixels that are asked for;
// of a large one, those that a frame asks for.
func (h header) halvings(side int) (n int) {
	if h.large() {
		side = photo.FrameSide
	}
	for long := max(h.size.X, h.size.Y); h.format == "jpeg" && n < 3 && long >= side<<(n+1); {
		n++
	}
	return n
}

func (v *views) view(flag gocv.IMReadFlag, decode func(gocv.IMReadFlag) (gocv.Mat, error)) (gocv.Mat, error) {
	mat, ok := v.made[flag]
	if ok {
		return mat, nil
	}
	mat, err := decode(flag)
	if err == nil {
		v.made[flag] = mat
	}
	return mat, err
}

func (v *views) decode(flag gocv.IMReadFlag, want gocv.MatType) (gocv.Mat, error) {
	mat, err := gocv.IMDecode(v.data, flag|gocv.IMReadIgnoreOrientation)
	if err != nil {
		return gocv.Mat{}, damaged()
	}
	if mat.Empty() || mat.Type() != want {
		mat.Close()
		return gocv.Mat{}, damaged()
	}
	return turnUpright(mat, v.orientation), nil
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
