package measure

import "retake/samplecheck/photo"

// fewestFaceEdges is how many edges a width is worth taking from.
const fewestFaceEdges = 30

// faceBlur is how blurred the face is.
//
// Definition. Of the edges (see findEdges) of the face's square at 192 pixels
// the six of ten with the most contrast; the mean width in pixels of those between the
// lower quartile and the median: lids, brows and lips are sharp in a sharp photo,
// and shadows on cheeks are soft in any.
//
//	face-blur = mean of the widths from the 25th to the 50th percentile, at most 64
//
// Should not react to: exposure, the background, the camera's resolution as
// long as the face has 192 pixels of it.
//
// Source: as for [edgeWidth], without strokes: a face has none.
//
// Known failures: a face smaller than 192 pixels is softer for it, rightly;
// what the phone smooths away on purpose counts as blur; the rim of glasses is
// sharper than skin.
var faceBlur = Measure{
	Name: "face-blur", Title: "width of edges on the face", Unit: "px",
	Worse: WorseAbove, Low: 0, High: 64, Version: 2, Experimental: true, Needs: photo.FacePart,
	take: ofFace(func(_ *scene, f photo.Face) Value {
		edges := findEdges(f.Flat)
		if len(edges) < fewestFaceEdges {
			return Value{Absent: "there are too few edges on the face to judge sharpness by"}
		}
		widths := newSpread(64, 1.0/64)
		for _, e := range edges {
			widths.add(float64(e.width))
		}
		return Value{Number: min(64, widths.middle(0.25, 0.5))}
	}),
}
