package measure

import "retake/samplecheck/photo"

// faceSideLight is how unevenly the face is lit from the sides.
//
// Definition. Of the left and of the right half of the face's oval the number
// that [faceLight] takes of the whole; the larger by the smaller, neither less
// than one level.
//
//	face-side-light = max(l / r, r / l), where l and r = max(1, face-light of the half)
//
// Should not react to: how light the whole face is, light from above.
//
// Source: ISO/IEC 29794-5 compares the halves by their histograms.
//
// Known failures: hair over one side, a head that is turned.
var faceSideLight = Measure{
	Name: "face-side-light", Title: "the lighter half of the face by the darker", Unit: "times",
	Worse: WorseAbove, Low: 1, High: 255, Version: 1, Experimental: true, Needs: photo.FacePart,
	take: ofFace(func(_ *scene, f photo.Face) Value {
		var sums, counts [2]float64
		oval(f.Flat, func(x, _, at int) {
			half := 2 * x / f.Flat.Width
			sums[half], counts[half] = sums[half]+fourthRoots[f.Flat.Luma[at]], counts[half]+1
		})
		left, right := max(1, fourthPower(sums[0]/max(1, counts[0]))), max(1, fourthPower(sums[1]/max(1, counts[1])))
		return Value{Number: max(left/right, right/left)}
	}),
}
