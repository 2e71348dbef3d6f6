package measure

import "retake/samplecheck/photo"

// brightness is how much of the picture is burnt out.
//
// Definition. The share of the small frame's pixels of which a channel is 245 or more: there
// the paper has lost its tint, and what is printed in a light colour is gone.
//
//	brightness = pixels with max(R, G, B) ≥ 245 / all pixels
//
// Should not react to: white paper in good light (about 230), blur.
//
// Source: the share of the lightest pixels is the textbook's; the largest
// channel and the level are ours, tried beside others in
// docs/photo-measures.md.
//
// Known failures: a strongly coloured surface can burn out one channel in
// good light; a window in the background counts.
var brightness = Measure{
	Name: "brightness", Title: "share that is burnt out, for photos that are too bright", Unit: "share",
	Worse: WorseAbove, Low: 0, High: 1, Version: 3, Needs: photo.SmallPart,
	take: func(s *scene) Value {
		const burnt = 245
		count := 0
		for _, v := range s.peaks() {
			count += (burnt - 1 - int(v)) >> 63 & 1 // no branch that cannot be guessed
		}
		return Value{Number: float64(count) / float64(max(1, len(s.peaks())))}
	},
}
