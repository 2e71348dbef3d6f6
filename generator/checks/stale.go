package checks

import (
	"fmt"
	"maps"
	"slices"

	"retake/generator/mistake"
)

const (
	staleRule = "stale-measurement"
	again     = "Measure again: samplecheck run --photos DIR --save."
)

// Stale are the checks that are no longer those that were measured: each
// mistake stands at the key that tells. What was measured of a check that is
// gone is shown nowhere, so that is only warned of, in the file measured.
func Stale(all Checks, m *Measured, measured string) (wrong, warnings mistake.List) {
	for i := range all {
		c := &all[i]
		if found, ok := m.Checks[c.ID]; ok && found.Thresholds != c.Hash() {
			wrong = append(wrong, c.stale(found, m.On))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(m.Checks)) {
		if all.Find(id) == nil {
			warnings = append(warnings, mistake.Mistake{
				Position: mistake.Position{File: measured}, Rule: staleRule,
				Text: fmt.Sprintf("the check %q was measured, and checks.yaml does not have it", id),
				Hint: again,
			})
		}
	}
	return wrong, warnings
}

// stale is the mistake that a check has another measure or threshold than
// what was found was measured with.
func (c *Check) stale(found Found, on string) mistake.Mistake {
	switch {
	case found.Measure != c.Measure:
		return c.Mistake("measure", staleRule, fmt.Sprintf("the check %q was measured on %s by %q, not by this measure", c.ID, on, found.Measure), again)
	case c.Threshold == nil:
		return c.Mistake("", staleRule, fmt.Sprintf("the check %q was measured on %s with a threshold, and has none any more", c.ID, on), again+" Or put the threshold back.")
	}
	return c.Mistake("fail_"+string(c.Threshold.Side), staleRule, fmt.Sprintf("the check %q was measured on %s with other thresholds, so the guide's numbers are not about these", c.ID, on), again+" Or put the old thresholds back.")
}
