package measure

import "retake/samplecheck/photo"

// otherColour is the distance from which a colour is another than the skin's.
const otherColour = 12.0

// lowerFaceCovered is how much of the lower face is of another colour than
// the upper.
//
// Definition. The face's own colour is taken twice, as the medians (CIELAB) of
// the forehead and of the bridge of the nose. The number is the share of the
// square's part from 55 % of its height down, between 25 % and 75 % of its
// width, whose colour is at least 12 away from both, by √(ΔL²/4 + Δa² + Δb²):
// shadows change lightness more than colour.
//
//	lower-face-covered = pixels with d(forehead) ≥ 12 and d(bridge) ≥ 12 / all pixels of the part
//	d(c) = √(ΔL²/4 + Δa² + Δb²)
//
// Should not react to: skin's tone, which is never asked for; exposure.
//
// Source: ours. The research that we know tells masks by trained networks.
//
// Known failures: a beard is another colour; so is make-up, a little. A mask of
// the skin's colour passes. Hair on the forehead and glasses over the bridge at
// once leave nothing to compare with. A mask can hide the face from the finder
// altogether: then faceFound says so.
var lowerFaceCovered = Measure{
	Name: "lower-face-covered", Title: "share of the lower face that has another colour than the upper", Unit: "share",
	Worse: WorseAbove, Low: 0, High: 1, Version: 1, Experimental: true, Needs: photo.FacePart,
	take: ofFace(func(_ *scene, f photo.Face) Value {
		forehead, bridge := median(part(f.Flat, 0.35, 0.05, 0.65, 0.2)), median(part(f.Flat, 0.43, 0.3, 0.57, 0.5))
		lower := part(f.Flat, 0.25, 0.55, 0.75, 1)
		other := 0
		for _, c := range lower {
			if c.hue(forehead) >= otherColour && c.hue(bridge) >= otherColour {
				other++
			}
		}
		return Value{Number: float64(other) / float64(max(1, len(lower)))}
	}),
}

// part are the colours of a part of a picture.
func part(p photo.Picture, left, top, right, bottom float64) (colours []lab) {
	w, h := float64(p.Width), float64(p.Height)
	for y := int(top * h); y < int(bottom*h); y++ {
		for x := int(left * w); x < int(right*w); x++ {
			at := 3 * (y*p.Width + x)
			colours = append(colours, toLab(float64(p.Pix[at]), float64(p.Pix[at+1]), float64(p.Pix[at+2])))
		}
	}
	return colours
}
