package bench

import (
	"retake/generator/checks"
	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
	"retake/samplecheck/stat"
	"retake/samplecheck/threshold"
)

// Step is what one threshold does: photos whose numbers lie beyond it fail.
type Step struct {
	Threshold   float64 // in the measure's unit; infinite where all photos fail
	Caught      stat.Share
	FalseAlarms stat.Share
}

// Curve is what every threshold does that makes a difference, from the one
// that no photo fails to the one that all fail; nil without photos of both
// classes.
func (c *Check) Curve() []Step {
	m, _ := measure.Find(c.Measure)
	photos := scored(c.Judged, m)
	bad, good := 0, 0
	for _, p := range photos {
		if p.Bad {
			bad++
		} else {
			good++
		}
	}
	if bad == 0 || good == 0 {
		return nil
	}
	points := stat.ROC(photos)
	steps := make([]Step, len(points))
	for i, p := range points {
		steps[i] = Step{sign(m) * p.Above, stat.Of(p.Caught, bad), stat.Of(p.FalseAlarms, good)}
	}
	return steps
}

// Prior is the share of bad photos among those that people send: as
// checks.yaml says, or else as tuning assumes.
func (c *Check) Prior() float64 {
	if c.BadShare > 0 {
		return c.BadShare
	}
	return threshold.UsualBadShare
}

// SentBack is the share of photos that fail, when prior of them are bad.
func (s Step) SentBack(prior float64) float64 {
	return prior*s.Caught.Value() + (1-prior)*s.FalseAlarms.Value()
}

// BadAccepted is the share of bad photos among those that do not fail, when
// prior of all are bad; 0 when all fail.
func (s Step) BadAccepted(prior float64) float64 {
	accepted := 1 - s.SentBack(prior)
	if s.Caught.K == s.Caught.N || accepted <= 0 {
		return 0
	}
	return prior * (1 - s.Caught.Value()) / accepted
}

// Precision is the share of bad photos among those that fail; 1 when none do.
func (s Step) Precision(prior float64) float64 {
	if s.Caught.K+s.FalseAlarms.K == 0 {
		return 1
	}
	return prior * s.Caught.Value() / s.SentBack(prior)
}

// Pair is how often one check fails where another does.
type Pair struct {
	Check string     `json:"check"`
	Other string     `json:"other"`
	Both  stat.Share `json:"both"` // of the photos that Check fails and Other could assess, those that Other fails, too
}

// together counts over all photos, labelled for the two checks or not.
func together(result *Result) []Pair {
	failed, assessed := map[string]map[string]bool{}, map[string]map[string]bool{}
	for _, id := range result.Order {
		failed[id], assessed[id] = map[string]bool{}, map[string]bool{}
		for _, of := range [][]Judged{result.Checks[id].Judged, result.Checks[id].Unlabelled} {
			for _, j := range of {
				assessed[id][j.Photo] = j.Verdict != NotAssessed && j.Verdict != None
				failed[id][j.Photo] = j.Flagged
			}
		}
	}
	pairs := []Pair{}
	for _, one := range result.Order {
		for _, other := range result.Order {
			if one == other {
				continue
			}
			both, n := 0, 0
			for photo, flagged := range failed[one] {
				if flagged && assessed[other][photo] {
					n++
					if failed[other][photo] {
						both++
					}
				}
			}
			pairs = append(pairs, Pair{one, other, stat.Of(both, n)})
		}
	}
	return pairs
}

// unlabelled is what a check says of the photos that are labelled for others
// only.
func (r *runner) unlabelled(c *checks.Check, labelled []Judged, used map[string][]dataset.Label) []Judged {
	known := make(map[string]bool, len(labelled))
	for _, j := range labelled {
		known[j.Photo] = true
	}
	_, measured := measure.Find(c.Measure)
	found := []Judged{}
	for _, name := range r.Data.Photos {
		if labels := used[name]; len(labels) > 0 && !known[name] {
			found = append(found, r.judge(c, labels[0], measured))
		}
	}
	return found
}
