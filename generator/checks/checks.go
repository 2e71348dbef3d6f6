// Package checks reads the photo checks that stand behind the guide's advice:
// checks.yaml, their thresholds, and measured.json, what they were last found
// to be worth. One source for the guide that explains them and for the
// program that measures them. It judges no photos.
package checks

import (
	"time"

	"retake/generator/mistake"
	"retake/generator/yamldoc"
)

// Page is the page that shows how the advice is checked: the program adds what
// was measured to the sections that it knows by their ids, those of checks.
const Page = "how-we-check.md"

// Check is one photo check: a measure, a threshold, and the reason it serves.
type Check struct {
	ID        string
	Ask       string     // what people are asked who label photos; yes: it has the defect; "": not said
	Reason    string     // slug of the reason's page that it serves
	Measure   string     // what is measured in the photo; its unit and direction are its own
	Threshold *Threshold // nil: none has been chosen
	Floor     *Floor     // nil: nothing is demanded of the check
	Costs     *Costs     // nil: what a mistake costs was not said
	BadShare  float64    // share of bad photos among those that people send; 0: not said
	Tuned     *Tuned     // nil: the thresholds were chosen by hand
	At        mistake.Position

	doc  *yamldoc.Doc
	keys map[string]mistake.Position // where each key stands
}

// Side is the side of a threshold on which photos fail.
type Side string

// The two sides.
const (
	Above Side = "above"
	Below Side = "below"
)

// Threshold divides a measure's numbers, in its unit: those beyond Fail fail,
// those beyond Unsure but not Fail are unsure. A number that equals a bound
// is not beyond it.
type Threshold struct {
	Side   Side
	Fail   float64
	Unsure float64 // equals Fail when there is nothing between
}

// Beyond tells whether a number lies beyond a bound, on the side that fails.
func (t Threshold) Beyond(number, bound float64) bool {
	if t.Side == Below {
		return number < bound
	}
	return number > bound
}

// Floor is what is demanded of a check: shares, 0 to 1.
type Floor struct {
	Caught      float64 // at least this share of the bad photos is found
	FalseAlarms float64 // at most this share of the good photos is flagged
}

// Costs weigh the two ways to be wrong against each other.
type Costs struct {
	Missed     float64 // of a bad photo that passes
	FalseAlarm float64 // of a good photo that is sent back
}

// Tuned says where the thresholds come from.
type Tuned struct {
	On     time.Time // the day
	Photos int       // how many labelled photos it rests on
	Labels string    // hash of their labels, as measured.json has it
	Rule   string    // how the thresholds were chosen, in words
}

// Checks are all checks, in the order of the file.
type Checks []Check

// Find is the check with an id, nil when there is none.
func (c Checks) Find(id string) *Check {
	for i := range c {
		if c[i].ID == id {
			return &c[i]
		}
	}
	return nil
}

// IDs are the checks' ids in order.
func (c Checks) IDs() []string {
	ids := make([]string, len(c))
	for i := range c {
		ids[i] = c[i].ID
	}
	return ids
}

// Mistake is a mistake about one of the check's keys, for those who know more
// of it than the file says; about the check as a whole when it has no such
// key.
func (c *Check) Mistake(key, rule, text, hint string) mistake.Mistake {
	at, ok := c.keys[key]
	if !ok {
		at = c.At
	}
	if c.doc == nil {
		return mistake.Mistake{Position: at, Rule: rule, Text: text, Hint: hint}
	}
	return c.doc.Mistake(at, rule, text, hint)
}
