package measure

import "retake/samplecheck/photo"

// highlight is the measure of glare.
//
// Definition. In the small frame shrunk once more, to at most 200 pixels, each pixel as light as
// its largest channel, the mean of the lightest 2 % of the subject less the
// level that 90 % of what is not burnt out (245 or lighter) stay under; of all
// of it, when more than half is burnt out. The subject is the document, or
// else what lies within about a tenth of the picture of any print: a lamp in
// the background is no glare. Paper is as light as paper gets over much of
// its surface; a reflection is lighter than that.
//
//	highlight = max(0, mean of the lightest 2 % of v − P90(v < 245)), where v = max(R, G, B)
//
// Should not react to: exposure, white paper, light from the side, blur.
//
// Source: the paper as the reference is what rules on labelled documents have
// in common; this one is ours. Tried beside it: docs/photo-measures.md.
//
// Known failures: paper that is burnt out itself reads as glare, or hides it
// when it is most of the subject; glare over more than a tenth of the subject
// that does not burn out lifts the reference (glare-share sees that); a white
// label on a dark box that fills the picture.
var highlight = Measure{
	Name: "highlight", Title: "how far the lightest places outshine the paper", Unit: "levels",
	Worse: WorseAbove, Low: 0, High: 255, Version: 3, Needs: photo.SmallPart | photo.OutlinePart,
	take: func(s *scene) Value {
		g := s.glare()
		if g == nil {
			return Value{Absent: noSubject}
		}
		return s.value(g.excess)
	},
}
