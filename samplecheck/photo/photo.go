// Package photo is what samplecheck knows of a photo once it is decoded:
// plain pixels at fixed scales, and the document in them. It reads no files
// and knows no OpenCV, so that measures are plain loops over plain memory.
package photo

import "image"

// FrameSide is the long side of [Photo.Frame] in pixels, unless the photo
// itself is smaller. Measures are taken at a fixed scale, never at the
// camera's: the same scene scores the same from a 3 and a 12 megapixel phone.
// At 800 the JPEGs that phones take can be shrunk four times while they are
// decoded, which takes a third of the time, and sharpness is told nearly as
// well as at 1024 (docs/photo-measures.md).
const FrameSide = 800

// SmallSide is the long side of [Photo.Small] in pixels, unless the photo
// itself is smaller. Light and glare are told at it as well as on frames twice
// as large (docs/photo-measures.md).
const SmallSide = 320

// OutlineSide is the long side, in pixels, of the picture that documents are
// looked for in, unless the photo itself is smaller: fine print is gone there
// (docs/photo-measures.md).
const OutlineSide = 256

// FlatWidth is the width of [Document.Flat] in pixels, unless the document is
// smaller in the photo. Over an ID-1 card of
// 85.6 mm it is 190 dots per inch: as much as there is to see of a card that
// fills a frame.
const FlatWidth = 640

// Sure is the confidence from which on a document counts as found, and what is
// about documents is measured on it. Whether its corners are in the picture
// can be told from less (measure corners-inside).
const Sure = 0.75

// Picture is an upright picture, 8 bits a channel, sRGB, row by row.
type Picture struct {
	Width, Height int
	Pix           []uint8 // R, G, B of each pixel: 3 × Width × Height
	Luma          []uint8 // how light each pixel is: Width × Height
	Grey          bool    // R, G and B of each pixel are known to be the same, which is what Luma says too
}

// NewPicture works out how light each pixel is: 0.299 R + 0.587 G + 0.114 B
// (Rec. 601) in parts of 2¹⁵, to the nearest whole number, as OpenCV does.
func NewPicture(width, height int, pix []uint8) Picture {
	luma := make([]uint8, width*height)
	for i := range luma {
		rgb := pix[3*i : 3*i+3 : 3*i+3]
		luma[i] = uint8((9798*uint32(rgb[0]) + 19235*uint32(rgb[1]) + 3735*uint32(rgb[2]) + 1<<14) >> 15)
	}
	return Picture{Width: width, Height: height, Pix: pix, Luma: luma}
}

// Image is a copy of the picture that can be drawn on.
func (p Picture) Image() *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, p.Width, p.Height))
	for i := range p.Width * p.Height {
		copy(m.Pix[4*i:], p.Pix[3*i:3*i+3])
		m.Pix[4*i+3] = 255
	}
	return m
}

// Point is a place in a picture: 0,0 its top left corner, 1,1 its bottom
// right one. A corner of a document may lie outside.
type Point struct{ X, Y float64 }

// Photo is a decoded photo, as far as somebody asked for it (see [Parts]).
type Photo struct {
	Width, Height int       // of the file, turned upright, in pixels
	Frame         Picture   // the whole photo, its long side FrameSide at most
	Small         Picture   // the same, its long side SmallSide at most: for all that has no need of detail
	Document      *Document // nil when none was found
	Guess         *Document // the most document-like shape, found or not; without Flat when not
	Faces         *Faces
}

// Document is a flat, four-cornered thing in a photo.
type Document struct {
	Corners    [4]Point // from the top left clockwise, in the photo
	Confidence float64  // 0 to 1, that the corners are right
	Flat       Picture  // rectified, FlatWidth wide at most
}

// Faces is what was found when somebody looked for faces.
type Faces struct {
	Found   []Face // the largest first
	Missing string // why nobody could look, and what to do; "" when somebody did
}

// FaceWidth is the width of [Face.Flat] in pixels.
const FaceWidth = 192

// Face is a face, seen from the front.
type Face struct {
	// The square that it fills from the brows to the chin, in the photo: its
	// top left and bottom right corners.
	Low, High Point
	Support   int     // how many windows of the finder's agree on it
	Eyes      [2]Eye  // the left one of the picture, and the right one
	Flat      Picture // the square, FaceWidth wide
}

// Eye is where an open, uncovered eye was seen.
type Eye struct {
	At      Point // in the photo
	Support int   // how many windows of the finder's agree on it; 0 when it was not seen
}

// Refusal is the error for a photo that cannot be assessed: not a fault of
// the program, and never a reason to stop a run.
type Refusal struct {
	Code   string // a short word for programs: "truncated", "not-a-picture", …
	Reason string // a sentence for people, with what to do
}

func (r *Refusal) Error() string { return r.Reason }
