package measure

import "retake/samplecheck/photo"

// fewestEdges is how many edges a width is worth taking from: a blank wall
// has none, whatever the lens did.
const fewestEdges = 50

// edgeWidth is the measure of sharpness.
//
// Definition. Of the edges on up to 200 rows and 200 columns of the frame (see
// findEdges) take the six of ten with the most contrast. An edge of width w that ends a stroke of width d has the
// softness w / √d: the geometric mean of its width and of the share of the
// stroke that it eats. The number is the mean softness of those between the
// median and the upper quartile, so that neither a few sharp edges elsewhere
// nor a few soft ones in the background decide.
//
//	edge-width = mean of w / √d over the edges from the 50th to the 75th percentile of w / √d
//
// Should not react to: the camera's resolution, exposure, noise up to the
// smoothing's reach, JPEG's quality, how much is in the picture.
//
// Source: the width of edges is Marziliano et al. 2002 and, as steepness on
// documents, Maheshwari and Gandhi 2017; to hold it against the stroke is
// ours: the same blur ruins small print and leaves large print alone.
//
// Known failures: a sharp photo of print so small that its strokes run
// together; a photo with nothing but one large outline; blur of a small part
// (see worstRegion). A scene at half the size may move it by a quarter of what
// blur does: one in four drawn ones do.
var edgeWidth = Measure{
	Name: "edge-width", Title: "width of edges, against the strokes that they end", Unit: "√px",
	Worse: WorseAbove, Low: 0, High: 20, Version: 3, Needs: photo.LightPart,
	take: func(s *scene) Value {
		softness, ok := s.softness()
		if !ok {
			return Value{Absent: "there are too few edges to judge sharpness by"}
		}
		return Value{Number: softness}
	},
}

func (s *scene) softness() (number float64, ok bool) {
	if len(s.edges()) < fewestEdges {
		return 0, false
	}
	if s.foundSoftness == 0 {
		s.foundSoftness = newSoftness().of(s.edges())
	}
	return s.foundSoftness, true
}

// softness works out how soft edges are together.
type softness struct{ *spread }

func newSoftness() softness { return softness{newSpread(20, 1.0/256)} }

func (s softness) of(edges []edge) float64 {
	s.empty()
	for _, e := range edges {
		s.add(e.softness())
	}
	return s.middle(0.5, 0.75)
}
