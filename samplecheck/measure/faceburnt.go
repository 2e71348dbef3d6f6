package measure

import "retake/samplecheck/photo"

// faceBurnt is how much of the face is burnt out.
//
// Definition. The share of the oval's pixels of which the lightness is 245 or
// more. Not of any channel, as on paper: red burns out first on skin, in light
// that is good.
//
//	face-burnt = pixels of the oval with Y ≥ 245 / all pixels of the oval
//
// Should not react to: the background, a bright wall.
//
// Source: ISO/IEC 29794-5 counts lightness from 247 on.
//
// Known failures: white hair and light frames of glasses count; on dark skin
// only reflections get as light.
var faceBurnt = Measure{
	Name: "face-burnt", Title: "share of the face that is burnt out", Unit: "share",
	Worse: WorseAbove, Low: 0, High: 1, Version: 1, Experimental: true, Needs: photo.FacePart,
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
