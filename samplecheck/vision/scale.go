package vision

import (
	"image"
	"math"

	"gocv.io/x/gocv"

	"retake/samplecheck/photo"
)

// shrink makes a picture's long side so many pixels. What is smaller stays
// as it is: there is no more to be seen in it. The caller closes what is new.
func shrink(full gocv.Mat, side int) (small gocv.Mat, shrunk bool) {
	long := max(full.Cols(), full.Rows())
	if long <= side {
		return full, false
	}
	scaled := func(length int) int { return max(1, (length*side+long/2)/long) }
	small = gocv.NewMat()
	gocv.Resize(full, &small, image.Pt(scaled(full.Cols()), scaled(full.Rows())), 0, 0, gocv.InterpolationArea)
	return small, true
}

// leastFlat is the least width of a document laid flat, in pixels.
const leastFlat = 32

// flatten lays the document flat, [photo.FlatWidth] wide, or as wide as it is
// in the photo when that is less: there is no more to be seen of it. It is
// taken from the larger picture unless that would skip pixels.
func flatten(full, small gocv.Mat, corners [4]photo.Point) photo.Picture {
	const mostSkipped = 1.5 // pixels of the picture for one of the document
	from := full
	if width, _ := sides(full, corners); width > mostSkipped*photo.FlatWidth {
		from = small
	}
	width, height := sides(from, corners)
	flatWidth := max(leastFlat, min(photo.FlatWidth, int(math.Round(width))))
	size := image.Pt(flatWidth, max(flatWidth/3, min(3*flatWidth, int(math.Round(float64(flatWidth)*height/width)))))

	var source, target []gocv.Point2f
	for k, c := range corners {
		source = append(source, gocv.Point2f{X: float32(c.X*float64(from.Cols()) - 0.5), Y: float32(c.Y*float64(from.Rows()) - 0.5)})
		target = append(target, gocv.Point2f{
			X: float32([4]int{0, size.X - 1, size.X - 1, 0}[k]),
			Y: float32([4]int{0, 0, size.Y - 1, size.Y - 1}[k]),
		})
	}
	transform := gocv.GetPerspectiveTransform2f(source, target)
	defer transform.Close()
	flat := gocv.NewMat()
	defer flat.Close()
	gocv.WarpPerspective(from, &flat, transform, size)
	return picture(flat)
}

// sides are the mean width and height of a document in a picture, in pixels.
func sides(m gocv.Mat, corners [4]photo.Point) (width, height float64) {
	length := func(a, b photo.Point) float64 {
		return math.Hypot((a.X-b.X)*float64(m.Cols()), (a.Y-b.Y)*float64(m.Rows()))
	}
	width = (length(corners[0], corners[1]) + length(corners[3], corners[2])) / 2
	height = (length(corners[1], corners[2]) + length(corners[0], corners[3])) / 2
	return max(1, width), max(1, height)
}
