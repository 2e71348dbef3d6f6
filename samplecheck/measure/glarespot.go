package measure

import "retake/samplecheck/photo"

// glareSpot is how much of the subject the largest spot of glare covers: many
// small glints spoil less than one that covers a line of text.
//
// Definition. The largest part of what [glareShare] counts that hangs together
// by the sides of its pixels, as a share of the subject.
//
//	glare-spot = pixels of the largest connected part / subject
//
// Should not react to: what glare-share should not; how many spots there are.
//
// Source: that of glare-share; that one large spot hides more is ours.
//
// Known failures: those of glare-share; a spot that print divides counts as
// several.
var glareSpot = Measure{
	Name: "glare-spot", Title: "share of the subject that the largest spot of glare covers", Unit: "share",
	Worse: WorseAbove, Low: 0, High: 1, Version: 2, Experimental: true, Needs: photo.SmallPart | photo.OutlinePart,
	take: ofGlare(func(spots []Region) float64 {
		if len(spots) == 0 {
			return 0
		}
		return spots[0].Amount
	}),
}
