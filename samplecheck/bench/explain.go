package bench

import (
	"cmp"
	"math"
	"slices"

	"retake/generator/checks"
	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
	"retake/samplecheck/survey"
)

// Explained is what one check says of one photo, and why.
type Explained struct {
	Check   *checks.Check
	Measure measure.Measure
	Value   measure.Value
	Verdict Verdict
	Nearest []Near // labelled photos whose numbers are nearest
}

// Near is a labelled photo beside the one that is explained.
type Near struct {
	Photo  string  `json:"photo"`
	Bad    bool    `json:"bad"`
	Number float64 `json:"number"`
}

// nearest is how many labelled photos are shown.
const nearest = 3

// Explain says what each check makes of a photo; those without a measure are
// left out. labelled has the photos to compare with, and may be empty.
func Explain(all checks.Checks, p survey.Photo, labelled *Result) []Explained {
	var found []Explained
	for i := range all {
		c := &all[i]
		m, ok := measure.Find(c.Measure)
		if !ok {
			continue
		}
		e := Explained{Check: c, Measure: m, Value: p.Reading[c.Measure]}
		if p.Refusal != nil {
			e.Value = measure.Value{Absent: p.Refusal.Reason}
		}
		e.Verdict = Judge(c.Threshold, e.Value)
		if labelled != nil && e.Value.Absent == "" {
			e.Nearest = near(labelled.Checks[c.ID].Judged, p.Sum, e.Value.Number)
		}
		found = append(found, e)
	}
	return found
}

// near leaves the photo itself out, should it be among the labelled ones.
func near(judged []Judged, self dataset.Sum, number float64) []Near {
	var found []Near
	for _, j := range judged {
		if j.Value.Absent == "" && j.sum != self {
			found = append(found, Near{j.Photo, j.Bad, j.Value.Number})
		}
	}
	slices.SortStableFunc(found, func(a, b Near) int {
		return cmp.Compare(math.Abs(a.Number-number), math.Abs(b.Number-number))
	})
	return found[:min(nearest, len(found))]
}
