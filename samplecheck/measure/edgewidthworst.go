package measure

import (
	"sort"

	"retake/samplecheck/photo"
)

const (
	regionColumns   = 8
	regionRows      = 5
	fewestInRegion  = 30
	worstRegionPart = 0.8 // of the regions are sharper
)

// worstRegion finds blur of a part: a bent page, a corner out of focus.
//
// Definition. The frame in 8 × 5 regions; of each that has at least 30 of the
// strongest edges (see edgeWidth) their softness; the one that four of five
// regions fall short of. With fewer than five regions there is no number.
//
//	edge-width-worst = the 80th percentile over regions of edge-width(region)
//
// Should not react to: regions without print.
//
// Source: ours; tried on documents in docs/photo-measures.md.
//
// Known failures: a background out of focus counts when no document was found.
var worstRegion = Measure{
	Name: "edge-width-worst", Title: "width of edges where they are widest", Unit: "√px",
	Worse: WorseAbove, Low: 0, High: 20, Version: 2, Experimental: true, Needs: photo.LightPart | photo.OutlinePart,
	take: func(s *scene) Value {
		regions := s.regions()
		if len(regions) < 5 {
			return Value{Absent: "there are too few regions with edges"}
		}
		sort.Slice(regions, func(i, j int) bool { return regions[i].Amount < regions[j].Amount })
		return s.value(regions[int(worstRegionPart*float64(len(regions)))].Amount)
	},
}

// regions are the parts of the frame that have enough edges, with their softness.
func (s *scene) regions() []Region {
	const all = regionColumns * regionRows
	edges := s.edges()
	of, ends := make([]uint8, len(edges)), [all + 1]int{}
	outline := s.outline(s.Frame)
	for i, e := range edges {
		x, y := float64(e.x)+0.5, float64(e.y)+0.5
		of[i] = all // none
		if outline == nil || outline.contains(x, y) {
			of[i] = uint8(int(y/float64(s.Frame.Height)*regionRows)*regionColumns + int(x/float64(s.Frame.Width)*regionColumns))
		}
		ends[of[i]]++
	}
	from := 0
	for r, n := range ends {
		from, ends[r] = from+n, from
	}
	sorted := make([]edge, len(edges))
	for i, r := range of {
		sorted[ends[r]] = edges[i]
		ends[r]++
	}
	var regions []Region
	values, from := newSoftness(), 0
	for r, end := range ends[:all] {
		if part := sorted[from:end]; len(part) >= fewestInRegion {
			left, top := float64(r%regionColumns)/regionColumns, float64(r/regionColumns)/regionRows
			regions = append(regions, Region{left, top, left + 1.0/regionColumns, top + 1.0/regionRows, values.of(part)})
		}
		from = end
	}
	return regions
}
