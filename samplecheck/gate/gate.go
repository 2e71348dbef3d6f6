package gate

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"retake/samplecheck/bench"
	"retake/samplecheck/dataset"
	"retake/samplecheck/stat"
)

// Result is all that the gate found out.
type Result struct {
	State    bench.State  `json:"state"`     // of all together
	Drift    *Drift       `json:"drift"`     // null: not asked for
	Quality  *Quality     `json:"quality"`   // null: not asked for
	SelfTest []Trial      `json:"self_test"` // null: not asked for
	Notes    []bench.Note `json:"notes"`
}

// Drift is what checks say otherwise than the baseline does. It holds when no
// photo's verdict or label has changed, and none is new or gone.
type Drift struct {
	State      bench.State  `json:"state"`
	Missing    bool         `json:"missing"`    // there is no baseline: nothing could be compared, which is no pass
	Photos     int          `json:"photos"`     // verdicts that were compared
	Why        []string     `json:"why"`        // versions and thresholds that are not what they were
	Flips      []bench.Flip `json:"flips"`      // verdicts that are others
	Relabelled []Photo      `json:"relabelled"` // photos that people now say something else of
	Added      []Photo      `json:"added"`      // photos that the baseline does not know
	Removed    []Photo      `json:"removed"`    // photos that only the baseline knows
	Moved      []bench.Flip `json:"moved"`      // numbers that moved by more than the tolerance, whatever the verdict
	Tolerance  float64      `json:"tolerance"`  // a share of the distance in which the middle half of a check's numbers lies
	Accepted   *Accepted    `json:"accepted"`   // the last reason; null without a baseline
}

// Photo is one photo for one check.
type Photo struct {
	Check string `json:"check"`
	Photo string `json:"photo"`
}

// Quality is what is demanded of the checks, and whether it holds.
type Quality struct {
	State  bench.State `json:"state"` // "" when nothing was judged, and the notes say why
	Floors []Floor     `json:"floors"`
}

// Floor is one bound of one check. The share is held out where thresholds
// were chosen on these same photos.
type Floor struct {
	Check   string      `json:"check"`
	Name    string      `json:"name"`     // caught or false_alarms
	AtLeast bool        `json:"at_least"` // or at most
	Bound   float64     `json:"bound"`
	Share   *stat.Share `json:"share"`
	HeldOut bool        `json:"held_out"`
	State   bench.State `json:"state"`
}

// Ask says which questions are asked.
type Ask struct {
	Drift, Quality bool
	Tolerance      float64
}

// Judge holds a result against a baseline, nil when there is none, and
// against its floors.
func Judge(r *bench.Result, b *Baseline, ask Ask) *Result {
	g := &Result{State: bench.Holds, Notes: []bench.Note{}}
	for _, note := range r.Notes {
		if note.Code == bench.UnknownCheck {
			g.Notes = append(g.Notes, note)
		}
	}
	if ask.Drift {
		g.Drift = drift(r, b, ask.Tolerance)
		g.count(g.Drift.State)
	}
	if ask.Quality {
		g.Quality = quality(r)
		if r.Synthetic {
			g.Quality = &Quality{Floors: []Floor{}}
			g.Notes = append(g.Notes, bench.Note{Code: "synthetic", Text: "the floors are not judged here: these photos are drawn, and floors are about real ones"})
		} else if len(g.Quality.Floors) == 0 {
			g.Quality.State = bench.NoFloor
			g.Notes = append(g.Notes, bench.Note{Code: "no-floor", Text: "no check in checks.yaml has a floor, so nothing is demanded"})
		}
		g.count(g.Quality.State)
		if !ask.Drift && g.Quality.State == bench.NoFloor {
			g.State = bench.TooFew // a gate that judges nothing must not let everything through
		}
	}
	return g
}

// count makes the whole as bad as its worst part.
func (g *Result) count(state bench.State) {
	if state == bench.Broken || state == bench.TooFew && g.State == bench.Holds {
		g.State = state
	}
}

func quality(r *bench.Result) *Quality {
	q := &Quality{State: r.State, Floors: []Floor{}}
	for _, id := range r.Order {
		c := r.Checks[id]
		if c.Floor == nil {
			continue
		}
		caught, alarms := c.Caught, c.FalseAlarms
		if v := c.CrossValidated; v != nil {
			caught, alarms = &v.Caught, &v.FalseAlarms
		}
		held := c.CrossValidated != nil
		q.Floors = append(q.Floors,
			Floor{id, "caught", true, c.Floor.Caught.Bound, caught, held, c.Floor.Caught.State},
			Floor{id, "false_alarms", false, c.Floor.FalseAlarms.Bound, alarms, held, c.Floor.FalseAlarms.State})
	}
	return q
}

func drift(r *bench.Result, b *Baseline, tolerance float64) *Drift {
	d := &Drift{
		State: bench.Holds, Tolerance: tolerance,
		Why: []string{}, Flips: []bench.Flip{}, Relabelled: []Photo{}, Added: []Photo{}, Removed: []Photo{}, Moved: []bench.Flip{},
	}
	if b == nil {
		d.State, d.Missing = bench.Broken, true
		return d
	}
	d.Accepted = &b.Accepted[len(b.Accepted)-1]
	for _, name := range slices.Sorted(maps.Keys(r.Versions)) {
		if was := b.Versions[name]; was != r.Versions[name] {
			d.Why = append(d.Why, fmt.Sprintf("%s is %s, and was %s", name, r.Versions[name], cmp.Or(was, "unknown")))
		}
	}
	for _, id := range r.Order {
		d.check(id, r.Checks[id], b.Checks[id])
	}
	for _, id := range slices.Sorted(maps.Keys(b.Checks)) {
		if r.Checks[id] == nil {
			d.Why = append(d.Why, fmt.Sprintf("there is no check %s any more", id))
			d.gone(id, b.Checks[id].Photos)
		}
	}
	if len(d.Flips)+len(d.Relabelled)+len(d.Added)+len(d.Removed) > 0 {
		d.State = bench.Broken
	}
	return d
}

// check compares what one check says now with what it said.
func (d *Drift) check(id string, c *bench.Check, was Kept) {
	if was.Photos != nil {
		d.changed(id, c, was)
	}
	left, reach := maps.Clone(was.Photos), d.Tolerance*middleHalf(was.Photos)
	for _, j := range c.Judged {
		name := dataset.Shown(j.Photo)
		before, known := was.Photos[name]
		if !known {
			d.Added = append(d.Added, Photo{id, name})
			continue
		}
		delete(left, name)
		d.Photos++
		now := said(j)
		flip := bench.Flip{Check: id, Photo: name, Bad: j.Bad, From: before.Verdict, To: now.Verdict, NumberWas: before.Number, Number: now.Number}
		if before.Bad != now.Bad {
			d.Relabelled = append(d.Relabelled, Photo{id, name})
		}
		switch {
		case before.Verdict != now.Verdict:
			d.Flips = append(d.Flips, flip)
		case math.Abs(before.Number-now.Number) > reach:
			d.Moved = append(d.Moved, flip)
		}
	}
	d.gone(id, left)
}

// changed says what of a check is not as it was.
func (d *Drift) changed(id string, c *bench.Check, was Kept) {
	switch {
	case c.Measure != was.Measure:
		d.Why = append(d.Why, fmt.Sprintf("%s measures %s, and measured %s", id, cmp.Or(c.Measure, "nothing"), cmp.Or(was.Measure, "nothing")))
	case c.Version != was.Version:
		d.Why = append(d.Why, fmt.Sprintf("%s has version %d of %s, and had %d", id, c.Version, c.Measure, was.Version))
	}
	if shown(c.Threshold) != shown(was.Threshold) {
		d.Why = append(d.Why, fmt.Sprintf("%s %s; in the baseline it %s", id, shown(c.Threshold), shown(was.Threshold)))
	}
}

func shown(t *bench.Threshold) string {
	if t == nil {
		return "has no threshold"
	}
	return fmt.Sprintf("fails %s %v (unsure %v)", t.Side, t.Fail, t.Unsure)
}

func (d *Drift) gone(id string, photos map[string]Said) {
	for _, name := range slices.Sorted(maps.Keys(photos)) {
		d.Removed = append(d.Removed, Photo{id, name})
	}
}

// middleHalf is the distance in which the middle half of a check's numbers
// lies: what counts as far depends on the measure.
func middleHalf(photos map[string]Said) float64 {
	var numbers []float64
	for _, s := range photos {
		if s.Verdict != bench.NotAssessed {
			numbers = append(numbers, s.Number)
		}
	}
	if len(numbers) == 0 {
		return 0
	}
	slices.Sort(numbers)
	return numbers[(len(numbers)-1)*3/4] - numbers[(len(numbers)-1)/4]
}
