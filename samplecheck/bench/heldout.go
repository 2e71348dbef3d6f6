package bench

import (
	"slices"

	"retake/generator/checks"
	"retake/samplecheck/measure"
	"retake/samplecheck/stat"
	"retake/samplecheck/threshold"
)

// CrossValidated is what the rule that chose a check's thresholds finds on
// scenes that it has not seen: the photos are divided, and each part is
// judged by a threshold that was chosen on the others. The intervals know that
// photos of one scene err together.
type CrossValidated struct {
	Rule        string     `json:"rule"`
	Folds       int        `json:"folds"`
	Caught      stat.Share `json:"caught"`
	FalseAlarms stat.Share `json:"false_alarms"`
}

// scored is photos as statistics see them, higher being worse; those that
// could not be assessed are left out.
func scored(judged []Judged, m measure.Measure) []stat.Scored {
	found := make([]stat.Scored, 0, len(judged))
	for _, j := range judged {
		if j.Value.Absent == "" {
			found = append(found, stat.Scored{Score: sign(m) * j.Value.Number, Bad: j.Bad, Scene: j.Scene})
		}
	}
	return found
}

// sign turns a measure's numbers into scores, and scores into numbers.
func sign(m measure.Measure) float64 {
	if m.Worse == measure.WorseBelow {
		return -1
	}
	return 1
}

// tunedHere tells whether the thresholds were chosen on these same labels.
func tunedHere(c *checks.Check, labels string) bool {
	return c.Threshold != nil && c.Tuned != nil && c.Tuned.Labels == labels
}

// crossValidate repeats the rule that chose the thresholds, when they were
// chosen on these same photos. It chooses on all of them, as it did before,
// and hands back those that are not left out, flagged as on scenes that were
// not chosen on; nil when there is no such rule, or when it chooses another
// threshold today: its rates are none of a threshold that somebody has moved.
func (r *runner) crossValidate(found *Check, c *checks.Check, m measure.Measure) []Judged {
	if !tunedHere(c, found.Labels) {
		return nil
	}
	rule, ok := threshold.Parse(c.Tuned.Rule)
	if !ok {
		return nil
	}
	var all []Judged
	for _, l := range r.Data.Labels {
		if l.Check != c.ID {
			continue
		}
		if j := r.judge(c, l, true); j.Value.Absent == "" {
			all = append(all, j)
		}
	}
	photos := scored(all, m)
	flagged, ok := rule.HeldOut(photos, r.Seed)
	if !ok {
		return nil
	}
	at, _ := rule.Choose(photos)
	heldOut := map[string]bool{}
	for i, p := range photos {
		found.stale = found.stale || (p.Score > at) != all[i].Flagged
		heldOut[all[i].Photo] = flagged[i]
	}
	kept := slices.Clone(found.Judged)
	for i := range kept {
		kept[i].Flagged = heldOut[kept[i].Photo]
	}
	whole := part("", kept, counting{threshold: true, heldOut: true})
	found.unseen = &CrossValidated{rule.String(), rule.Divided(), *whole.Caught, *whole.FalseAlarms}
	if found.stale {
		return nil
	}
	found.CrossValidated = found.unseen
	return kept
}

// leavesOut tells whether photos of these kinds are left out.
func (r *runner) leavesOut(kinds []string) bool {
	return slices.ContainsFunc(kinds, func(kind string) bool { return slices.Contains(r.Without, kind) })
}
