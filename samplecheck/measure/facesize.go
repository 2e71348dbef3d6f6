package measure

import "retake/samplecheck/photo"

// faceSize is how large the face is.
//
// Definition. The width of the largest face's square, which reaches from above
// the brows to the lower lip and a little beyond the cheeks, by the picture's
// short side.
//
//	face-size = min(1, width of the square / min(W, H))
//
// Should not react to: anything but the distance.
//
// Source: ISO/IEC 29794-5 holds the head's height against the picture's.
//
// Known failures: the square's size is known to about a tenth; one that was
// found around the nose alone is too small by half.
var faceSize = Measure{
	Name: "face-size", Title: "width of the face, by the picture's short side", Unit: "share",
	Worse: WorseBelow, Low: 0, High: 1, Version: 1, Experimental: true, Needs: photo.FacePart,
	take: ofFace(func(s *scene, f photo.Face) Value {
		width := (f.High.X - f.Low.X) * float64(s.Frame.Width)
		return Value{Number: min(1, width/float64(min(s.Frame.Width, s.Frame.Height)))}
	}),
}
