package bench

import (
	"retake/generator/checks"
	"retake/samplecheck/stat"
)

// Measured is the result as measured.json keeps it for the guide: checks that
// have no labels are left out.
func (r *Result) Measured(on string) *checks.Measured {
	m := &checks.Measured{On: on, Synthetic: r.Synthetic, Program: r.Versions, Sets: r.Sets, Checks: map[string]checks.Found{}}
	for id, c := range r.Checks {
		if c.N == 0 {
			continue
		}
		found := checks.Found{
			Measure: c.Measure, Version: c.Version, Thresholds: c.Thresholds, Labels: c.Labels,
			Photos: c.N, Groups: c.Scenes, Good: c.Good, Bad: c.Bad,
			Caught: share(c.Caught), FalseAlarms: share(c.FalseAlarms), Unsure: share(c.Unsure), NotAssessed: *share(&c.NotAssessed),
			Sets: []string{}, Notes: []string{},
		}
		if c.AUC != nil {
			auc := checks.Number(*c.AUC)
			found.AUC = &auc
		}
		if v := c.CrossValidated; v != nil {
			found.CrossValidated = &checks.CrossValidated{Rule: v.Rule, Folds: v.Folds, Caught: *share(&v.Caught), FalseAlarms: *share(&v.FalseAlarms)}
		}
		for _, part := range c.Sets {
			found.Sets = append(found.Sets, part.Name)
		}
		for _, note := range c.Notes {
			found.Notes = append(found.Notes, note.Text)
		}
		m.Checks[id] = found
	}
	return m
}

func share(s *stat.Share) *checks.Share {
	if s == nil {
		return nil
	}
	return &checks.Share{K: s.K, N: s.N, Low: s.Low, High: s.High}
}
