package page

import (
	"cmp"
	"math"
	"slices"

	"retake/samplecheck/bench"
)

// How many photos each part of a check's section shows at most.
const (
	mostMistakes = 3   // of a kind, large, with what was seen
	mostNear     = 12  // at the threshold
	mostInCell   = 120 // of the confusion table; the furthest from the threshold first
)

// Wanted are the photos that a page has pictures of, the most telling first:
// those of seen with what was seen in them, those of thumbnails small.
func Wanted(r *bench.Result) (thumbnails, seen []string) {
	known, large := map[string]bool{}, map[string]bool{}
	add := func(judged []bench.Judged) {
		for _, j := range judged {
			if !known[j.Photo] {
				known[j.Photo] = true
				thumbnails = append(thumbnails, j.Photo)
			}
		}
	}
	for _, id := range r.Order {
		missed, flagged := mistakes(r.Checks[id])
		for _, j := range slices.Concat(missed, flagged) {
			if !large[j.Photo] {
				large[j.Photo] = true
				seen = append(seen, j.Photo)
			}
		}
	}
	for _, id := range r.Order {
		missed, flagged := mistakes(r.Checks[id])
		add(missed)
		add(flagged)
		add(near(r.Checks[id], r.Checks[id].Judged))
		add(near(r.Checks[id], r.Checks[id].Unlabelled))
	}
	for _, id := range r.Order {
		add(r.Checks[id].Judged)
	}
	return thumbnails, seen
}

// mistakes are a check's worst: bad photos that do not fail and good ones
// that do, the furthest from the threshold first.
func mistakes(c *bench.Check) (missed, flagged []bench.Judged) {
	if c.Threshold == nil {
		return nil, nil
	}
	for _, j := range c.Judged {
		switch {
		case j.Value.Absent != "":
		case j.Bad && !j.Flagged:
			missed = append(missed, j)
		case !j.Bad && j.Flagged:
			flagged = append(flagged, j)
		}
	}
	far := func(a, b bench.Judged) int { return cmp.Compare(distance(c, b), distance(c, a)) }
	slices.SortStableFunc(missed, far)
	slices.SortStableFunc(flagged, far)
	return missed[:min(mostMistakes, len(missed))], flagged[:min(mostMistakes, len(flagged))]
}

// near are the photos whose numbers are nearest to the threshold.
func near(c *bench.Check, judged []bench.Judged) []bench.Judged {
	if c.Threshold == nil {
		return nil
	}
	var found []bench.Judged
	for _, j := range judged {
		if j.Value.Absent == "" {
			found = append(found, j)
		}
	}
	slices.SortStableFunc(found, func(a, b bench.Judged) int { return cmp.Compare(distance(c, a), distance(c, b)) })
	return found[:min(mostNear, len(found))]
}

func distance(c *bench.Check, j bench.Judged) float64 {
	return math.Abs(j.Value.Number - c.Threshold.Fail)
}
