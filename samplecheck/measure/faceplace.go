package measure

import (
	"math"

	"retake/samplecheck/photo"
)

// faceSize is how large the face is.
//
// Definition. The width of the largest face's square, which reaches from above
// the brows to the lower lip and a little beyond the cheeks, by the picture's
// short side.
//
// Should not react to: anything but the distance.
//
// Source: ISO/IEC 29794-5 holds the head's height against the picture's.
//
// Known failures: the square's size is known to about a tenth; one that was
// found around the nose alone is too small by half.
var faceSize = Measure{
	Name: "face-size", Title: "width of the face, by the picture's short side", Unit: "share",
	Worse: WorseBelow, Low: 0, High: 1, Version: 1, Experimental: true, OfFaces: true,
	take: ofFace(func(s *scene, f photo.Face) Value {
		width := (f.High.X - f.Low.X) * float64(s.Frame.Width)
		return Value{Number: min(1, width/float64(min(s.Frame.Width, s.Frame.Height)))}
	}),
}

// faceOffCentre is how far the face is from the middle.
//
// Definition. The distance of the middle of the largest face's square from
// the picture's, each way as a share of the side: √(Δx² + Δy²). At the middle
// of a side it is 0.5, in a corner 0.71.
//
// Should not react to: the face's size, light.
//
// Known failures: as for faceSize.
var faceOffCentre = Measure{
	Name: "face-off-centre", Title: "how far the face is from the picture's middle", Unit: "share",
	Worse: WorseAbove, Low: 0, High: 0.71, Version: 1, Experimental: true, OfFaces: true,
	take: ofFace(func(_ *scene, f photo.Face) Value {
		return Value{Number: math.Min(0.71, math.Hypot((f.Low.X+f.High.X)/2-0.5, (f.Low.Y+f.High.Y)/2-0.5))}
	}),
}
