package measure

import "retake/samplecheck/photo"

// faceLight is how light the face is.
//
// Definition. Of the pixels of the face's oval (see oval) the fourth power of
// the mean of the fourth roots of lightness, as for [darkness].
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
	Worse: WorseBelow, Low: 0, High: 255, Version: 1, Experimental: true, OfFaces: true,
	take: ofFace(func(_ *scene, f photo.Face) Value {
		sum, n := 0.0, 0.0
		oval(f.Flat, func(_, _, at int) { sum, n = sum+fourthRoots[f.Flat.Luma[at]], n+1 })
		return Value{Number: fourthPower(sum / max(1, n))}
	}),
}

// faceBurnt is how much of the face is burnt out.
//
// Definition. The share of the oval's pixels of which the lightness is 245 or
// more. Not of any channel, as on paper: red burns out first on skin, in light
// that is good.
//
// Should not react to: the background, a bright wall.
//
// Source: ISO/IEC 29794-5 counts lightness from 247 on.
//
// Known failures: white hair and light frames of glasses count; on dark skin
// only reflections get as light.
var faceBurnt = Measure{
	Name: "face-burnt", Title: "share of the face that is burnt out", Unit: "share",
	Worse: WorseAbove, Low: 0, High: 1, Version: 1, Experimental: true, OfFaces: true,
	take: ofFace(func(_ *scene, f photo.Face) Value {
		const burnt = 245
		count, n := 0.0, 0.0
		oval(f.Flat, func(_, _, at int) {
			if n++; f.Flat.Luma[at] >= burnt {
				count++
			}
		})
		return Value{Number: count / max(1, n)}
	}),
}

// faceSideLight is how unevenly the face is lit from the sides.
//
// Definition. Of the left and of the right half of the face's oval the number
// that [faceLight] takes of the whole; the larger by the smaller, neither less
// than one level.
//
// Should not react to: how light the whole face is, light from above.
//
// Source: ISO/IEC 29794-5 compares the halves by their histograms.
//
// Known failures: hair over one side, a head that is turned.
var faceSideLight = Measure{
	Name: "face-side-light", Title: "the lighter half of the face by the darker", Unit: "times",
	Worse: WorseAbove, Low: 1, High: 255, Version: 1, Experimental: true, OfFaces: true,
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
