package vision

import (
	"image"
	"math"

	"gocv.io/x/gocv"

	"retake/samplecheck/photo"
)

// shrink makes a picture's long side so many pixels: it is halved, each pixel
// the mean of four, while it is twice as long, and then interpolated. What is
// smaller stays as it is: there is no more to be seen in it. The caller closes
// what it gets.
func shrink(full gocv.Mat, side int) gocv.Mat {
	small := whole(full)
	for max(small.Cols(), small.Rows()) >= 2*side && min(small.Cols(), small.Rows()) > 1 {
		small = replace(small, func(dst *gocv.Mat) {
			half := image.Pt(small.Cols()/2, small.Rows()/2)
			even := small.Region(image.Rectangle{Max: half.Mul(2)}) // a last odd row or column is left out
			defer even.Close()
			gocv.Resize(even, dst, half, 0, 0, gocv.InterpolationArea)
		})
	}
	long := max(small.Cols(), small.Rows())
	if long <= side {
		return small
	}
	scaled := func(length int) int { return max(1, (length*side+long/2)/long) }
	return replace(small, func(dst *gocv.Mat) {
		gocv.Resize(small, dst, image.Pt(scaled(small.Cols()), scaled(small.Rows())), 0, 0, gocv.InterpolationLinear)
	})
}

// whole is a picture's pixels again, not a copy of them.
func whole(mat gocv.Mat) gocv.Mat {
	return mat.Region(image.Rect(0, 0, mat.Cols(), mat.Rows()))
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
