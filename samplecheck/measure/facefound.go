package measure

import "retake/samplecheck/photo"

// faceFound is how sure it is that there is a face.
//
// Definition. The picture, 400 pixels long, in fourth roots of its lightness,
// is searched in squares of all sizes from 40 pixels, each 1.05 times as large
// as the one before. The number is how many squares agree on the largest face:
// squares agree when no side of theirs is farther apart than a fifth of the
// smaller one. Fewer than eight are no face, and the number is 0.
//
//	face-found = squares that agree on the largest face, or 0 if fewer than 8
//
// Should not react to: exposure, sharpness, colour, who it is.
//
// Source: Viola and Jones 2001; the cascade is Lienhart's, of OpenCV
// (haarcascade_frontalface_alt2). Fourth roots are ours: on 12 drawn faces of
// the darkest tones they more than double the number, and cost no others any.
//
// Known failures: who it is does matter. On drawn faces of the two darkest
// of ten skin tones three of twelve are not found, of the others none; such
// cascades are known for it. A head that is turned or leant by more than some
// 20°; a mask hides one half of drawn faces; the picture of a face is a face.
var faceFound = Measure{
	Name: "face-found", Title: "how sure it is that there is a face", Unit: "windows",
	Worse: WorseBelow, Low: 0, High: 100000, Version: 1, Experimental: true, Needs: photo.FacePart,
	take: looked(func(f *photo.Faces) float64 {
		if len(f.Found) == 0 {
			return 0
		}
		return float64(f.Found[0].Support)
	}),
}
