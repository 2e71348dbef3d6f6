package vision

import (
	"image"
	"math"

	"gocv.io/x/gocv"

	"retake/samplecheck/photo"
)

const (
	searchSide = 400  // pixels: the long side of what faces are looked for in
	leastFace  = 40   // pixels of it: a tenth; what is smaller is somebody far away
	sizeStep   = 1.05 // from one size of window to the next
	faceQuorum = 8    // windows that agree on a face, at least; drawn faces have 14 to 140
	eyeQuorum  = 2
	leastEye   = photo.FaceWidth / 8 // pixels
	eyesAbove  = 0.6                 // of a face's height
)

// findFaces looks for faces in a photo's frame. It takes about
// as long as all else together, so it happens only where somebody asks.
func findFaces(p *photo.Photo) {
	p.Faces = &photo.Faces{}
	c := takeCascades()
	defer c.giveBack()
	if c.missing != "" {
		p.Faces.Missing = c.missing
		return
	}
	frame := greyOf(p.Frame.Width, p.Frame.Height, lightened(p.Frame.Luma))
	defer frame.Close()
	small, scale := reduced(frame, searchSide)
	defer small.Close()
	for _, w := range apart(agreeing(c.face.windows(small, sizeStep, leastFace), faceQuorum)) {
		p.Faces.Found = append(p.Faces.Found, c.faceAt(p.Frame, w.scaled(scale)))
	}
}

// lightened are the fourth roots of lightness, which is close to what the eye
// sees: contrasts in the shade, and on dark skin, become as large as others.
func lightened(luma []uint8) []uint8 {
	out := make([]uint8, len(luma))
	for i, v := range luma {
		out[i] = fourthRoots[v]
	}
	return out
}

var fourthRoots = func() (roots [256]uint8) {
	for v := range roots {
		roots[v] = uint8(math.Round(255 * math.Sqrt(math.Sqrt(float64(v)/255))))
	}
	return roots
}()

// apart drops faces that lie upon one that more windows agree on: a nose with
// its nostrils looks like a face with eyes.
func apart(found []window) (kept []window) {
	for i, w := range found {
		upon := false
		for j, other := range found {
			upon = upon || i != j && other.support > w.support && (other.holds(w.middle()) || w.holds(other.middle()))
		}
		if !upon {
			kept = append(kept, w)
		}
	}
	return kept
}

// faceAt is the face in a square of the frame.
func (c *cascades) faceAt(frame photo.Picture, w window) photo.Face {
	at := func(x, y float64) photo.Point {
		return photo.Point{X: x / float64(frame.Width), Y: y / float64(frame.Height)}
	}
	f := photo.Face{Low: at(w.x, w.y), High: at(w.x+w.side, w.y+w.side), Support: w.support, Flat: cut(frame, w)}
	// Dark skin shows its eyes better when it is lightened, light skin as it is.
	for _, luma := range [][]uint8{f.Flat.Luma, lightened(f.Flat.Luma)} {
		upper := greyOf(f.Flat.Width, int(eyesAbove*float64(f.Flat.Height)), luma)
		for _, e := range agreeing(c.eye.windows(upper, sizeStep, leastEye), eyeQuorum) {
			x, y := e.middle()
			eye := &f.Eyes[0]
			if x > photo.FaceWidth/2 {
				eye = &f.Eyes[1]
			}
			if unit := w.side / photo.FaceWidth; e.support > eye.Support {
				*eye = photo.Eye{At: at(w.x+x*unit, w.y+y*unit), Support: e.support}
			}
		}
		upper.Close()
	}
	return f
}

// greyOf is OpenCV's picture of the first rows of lightness. The caller closes
// it.
func greyOf(width, height int, luma []uint8) gocv.Mat {
	mat, err := gocv.NewMatFromBytes(height, width, gocv.MatTypeCV8UC1, luma[:width*height])
	if err != nil {
		return gocv.NewMat()
	}
	defer mat.Close()
	return mat.Clone() // the clone owns its memory; mat borrows ours
}

// reduced is a picture whose long side is so many pixels at most, and how many
// of the first one's pixels one of its own stands for. The caller closes it.
func reduced(grey gocv.Mat, side int) (small gocv.Mat, scale float64) {
	long := max(grey.Cols(), grey.Rows())
	if long <= side {
		return grey.Clone(), 1
	}
	scale = float64(long) / float64(side)
	size := image.Pt(max(1, int(float64(grey.Cols())/scale+0.5)), max(1, int(float64(grey.Rows())/scale+0.5)))
	small = gocv.NewMat()
	gocv.Resize(grey, &small, size, 0, 0, gocv.InterpolationArea)
	return small, scale
}

// cut is a square of a picture, [photo.FaceWidth] wide.
func cut(p photo.Picture, w window) photo.Picture {
	side := max(1, min(int(w.side+0.5), p.Width, p.Height))
	left, top := min(max(0, int(w.x+0.5)), p.Width-side), min(max(0, int(w.y+0.5)), p.Height-side)
	square := make([]byte, 0, 3*side*side)
	for y := top; y < top+side; y++ {
		square = append(square, p.Pix[3*(y*p.Width+left):3*(y*p.Width+left+side)]...)
	}
	from, err := gocv.NewMatFromBytes(side, side, gocv.MatTypeCV8UC3, square)
	if err != nil {
		return photo.NewPicture(side, side, square)
	}
	defer from.Close()
	how := gocv.InterpolationLinear
	if side > photo.FaceWidth {
		how = gocv.InterpolationArea
	}
	flat := gocv.NewMat()
	defer flat.Close()
	gocv.Resize(from, &flat, image.Pt(photo.FaceWidth, photo.FaceWidth), 0, 0, how)
	return photo.NewPicture(flat.Cols(), flat.Rows(), flat.ToBytes())
}
