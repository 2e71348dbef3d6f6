package measure

import (
	"math"

	"retake/samplecheck/photo"
)

// faceOffCentre is how far the face is from the middle.
//
// Definition. The distance of the middle of the largest face's square from
// the picture's, each way as a share of the side: √(Δx² + Δy²). At the middle
// of a side it is 0.5, in a corner 0.71.
//
//	face-off-centre = min(0.71, √(Δx² + Δy²))
//
// Should not react to: the face's size, light.
//
// Source: ISO/IEC 29794-5 holds the place of the head against the picture's
// sides; the distance is ours.
//
// Known failures: as for faceSize.
var faceOffCentre = Measure{
	Name: "face-off-centre", Title: "how far the face is from the picture's middle", Unit: "share",
	Worse: WorseAbove, Low: 0, High: 0.71, Version: 1, Experimental: true, Needs: photo.FacePart,
	take: ofFace(func(_ *scene, f photo.Face) Value {
		return Value{Number: math.Min(0.71, math.Hypot((f.Low.X+f.High.X)/2-0.5, (f.Low.Y+f.High.Y)/2-0.5))}
	}),
}
