package measure

import "retake/samplecheck/photo"

// faceLight is how light the face is.
//
// Definition. Of the pixels of the face's oval (see oval) the fourth power of
// the mean of the fourth roots of lightness, as for [darkness].
//
//	face-light = (mean of Y^¼ over the oval)⁴
//
// Should not react to: the background, sharpness, who it is.
//
// Source: ISO/IEC 29794-5 takes the mean lightness of the face.
//
// Known failures: who it is does matter: dark skin in good light has the
// numbers of light skin in half of it or less. A threshold has to be low enough
// for all, and finds less for it; hair over the face counts as face.
var faceLight = Measure{
	Name: "face-light", Title: "lightness of the face", Unit: "levels",
	Worse: WorseBelow, Low: 0, High: 255, Version: 1, Experimental: true, Needs: photo.FacePart,
	take: ofFace(func(_ *scene, f photo.Face) Value {
		sum, n := 0.0, 0.0
		oval(f.Flat, func(_, _, at int) { sum, n = sum+fourthRoots[f.Flat.Luma[at]], n+1 })
		return Value{Number: fourthPower(sum / max(1, n))}
	}),
}
