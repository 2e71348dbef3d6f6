package checks

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"time"

	"retake/generator/mistake"
	"retake/generator/yamldoc"
)

// Tuning is what a check's thresholds become, and where they come from.
type Tuning struct {
	Threshold Threshold
	Tuned     Tuned
}

// Retune writes new thresholds into the source of checks.yaml, by the checks'
// ids. Nothing else changes by a byte. What comes out is read again: it must
// say what was meant, and nothing else, or the error says that it does not.
func Retune(src []byte, tunings map[string]Tuning) ([]byte, error) {
	want, wrong := Parse("", src)
	if len(wrong) > 0 {
		return nil, wrong
	}
	out := src
	for _, id := range slices.Sorted(maps.Keys(tunings)) {
		c := want.Find(id)
		if c == nil {
			return nil, fmt.Errorf("there is no check %q", id)
		}
		tuning := tunings[id]
		var err error
		if out, err = tuning.write(out, c); err != nil {
			return nil, fmt.Errorf("the thresholds of %s cannot be written: %w", id, err)
		}
		c.Threshold, c.Tuned = &tuning.Threshold, &tuning.Tuned
	}
	got, wrong := Parse("", out)
	if len(wrong) > 0 || !reflect.DeepEqual(bare(got), bare(want)) {
		return nil, errors.New("the file is written in a way that new numbers do not fit into")
	}
	return out, nil
}

// write sets the keys of one check.
func (t *Tuning) write(src []byte, c *Check) ([]byte, error) {
	fail, unsure := "fail_"+string(t.Threshold.Side), "unsure_"+string(t.Threshold.Side)
	type set struct {
		path        []string
		text, after string
	}
	sets := []set{
		{[]string{c.ID, fail}, exactly(t.Threshold.Fail), "measure"},
		{[]string{c.ID, unsure}, exactly(t.Threshold.Unsure), fail},
	}
	day := t.Tuned.On.Format(time.DateOnly)
	if c.Tuned == nil {
		whole := fmt.Sprintf("{on: %s, photos: %d, labels: %s, rule: %s}", day, t.Tuned.Photos, t.Tuned.Labels, t.Tuned.Rule)
		sets = append(sets, set{[]string{c.ID, "tuned"}, whole, unsure})
	} else {
		sets = append(sets,
			set{[]string{c.ID, "tuned", "on"}, day, ""},
			set{[]string{c.ID, "tuned", "photos"}, strconv.Itoa(t.Tuned.Photos), "on"},
			set{[]string{c.ID, "tuned", "labels"}, t.Tuned.Labels, "photos"},
			set{[]string{c.ID, "tuned", "rule"}, t.Tuned.Rule, "labels"})
	}
	for _, s := range sets {
		var err error
		if src, err = yamldoc.Set(src, s.path, s.text, s.after); err != nil {
			return nil, err
		}
	}
	return src, nil
}

// exactly writes a number without an exponent, as people do.
func exactly(f float64) string { return strconv.FormatFloat(f+0, 'f', -1, 64) }

// bare is what checks say, without where it stands.
func bare(all Checks) Checks {
	all = slices.Clone(all)
	for i := range all {
		all[i].At, all[i].doc, all[i].keys = mistake.Position{}, nil, nil
	}
	return all
}
