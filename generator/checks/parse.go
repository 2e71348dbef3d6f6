package checks

import (
	"fmt"
	"math"

	"retake/generator/mistake"
	"retake/generator/yamldoc"
)

// Parse reads checks.yaml.
func Parse(file string, src []byte) (Checks, mistake.List) {
	root, doc := yamldoc.Parse(file, src, 1)
	var found Checks
	group, _ := root.Map()
	group.Each(func(id string, at mistake.Position, value yamldoc.Node) {
		m, ok := value.Map()
		if !ok {
			return
		}
		r := reader{doc: doc, group: m, check: Check{ID: id, At: at, doc: doc, keys: map[string]mistake.Position{}}}
		r.read()
		found = append(found, r.check)
	})
	return found, doc.Mistakes()
}

// reader reads one check.
type reader struct {
	doc   *yamldoc.Doc
	group *yamldoc.Map
	check Check
}

func (r *reader) read() {
	c, m := &r.check, r.group
	m.Text("ask", &c.Ask)
	m.Text("reason", &c.Reason)
	m.Text("measure", &c.Measure)
	if c.Reason == "" {
		r.doc.Add(c.At, "missing-key", fmt.Sprintf("check %q does not say which reason it serves", c.ID), "Add reason: with the slug of a reason's page.")
	}
	r.threshold()
	r.floor()
	r.costs()
	r.badShare()
	r.tuned()
	m.Done()
	for _, key := range []string{"ask", "reason", "measure", "fail_above", "fail_below", "unsure_above", "unsure_below", "floor", "costs", "bad_share", "tuned"} {
		if at, ok := m.KeyAt(key); ok {
			c.keys[key] = at
		}
	}
}

// badShare leaves room for good photos and for bad ones: without either,
// there is nothing to tell apart.
func (r *reader) badShare() {
	c := &r.check
	c.BadShare = math.NaN()
	r.share(r.group, "bad_share", &c.BadShare)
	switch {
	case math.IsNaN(c.BadShare):
		c.BadShare = 0 // not said, or reported
	case c.BadShare == 0 || c.BadShare == 1:
		r.group.Get("bad_share").Wrong("out-of-range", fmt.Sprintf("a share of %v leaves nothing to tell apart", c.BadShare), "Write a number between 0 and 1, like 0.2: of the photos that people send, those that are bad.")
	}
}

// threshold reads the keys fail_above and unsure_above, or fail_below and
// unsure_below.
func (r *reader) threshold() {
	sides := map[Side]*Threshold{}
	for _, side := range []Side{Above, Below} {
		var fail, unsure float64
		hasFail, hasUnsure := r.group.Float("fail_"+string(side), &fail), r.group.Float("unsure_"+string(side), &unsure)
		if hasUnsure && !hasFail {
			r.wrongKey("unsure_"+string(side), fmt.Sprintf("unsure_%s stands without fail_%[1]s", side), "Photos are unsure between a good number and one that fails, so say where they fail on the same side.")
		}
		if !hasFail {
			continue
		}
		t := &Threshold{Side: side, Fail: fail, Unsure: fail}
		if hasUnsure {
			t.Unsure = unsure
			if t.Beyond(unsure, fail) {
				r.wrongKey("unsure_"+string(side), fmt.Sprintf("unsure_%s, %v, lies beyond fail_%s, %v", side, unsure, side, fail), "Unsure lies between good and fail; change one of the two numbers.")
			}
		}
		sides[side] = t
	}
	if len(sides) == 2 {
		r.wrongKey("fail_below", "a check fails above or below a threshold, not both", "Keep the side on which the measure is bad.")
	}
	r.check.Threshold = sides[Above]
	if r.check.Threshold == nil {
		r.check.Threshold = sides[Below]
	}
}

func (r *reader) floor() {
	m := r.part("floor")
	if m == nil {
		return
	}
	var f Floor
	m.Require(r.doc, "caught", "Say which share of the bad photos it finds at least, like 0.8.")
	m.Require(r.doc, "false_alarms", "Say which share of the good photos it flags at most, like 0.1.")
	r.share(m, "caught", &f.Caught)
	r.share(m, "false_alarms", &f.FalseAlarms)
	m.Done()
	r.check.Floor = &f
}

func (r *reader) costs() {
	m := r.part("costs")
	if m == nil {
		return
	}
	var c Costs
	r.cost(m, "missed", &c.Missed)
	r.cost(m, "false_alarm", &c.FalseAlarm)
	m.Done()
	r.check.Costs = &c
}

func (r *reader) cost(m *yamldoc.Map, key string, to *float64) {
	m.Require(r.doc, key, "Costs are compared with each other only: 1 and 5 mean the same as 2 and 10.")
	if m.Float(key, to) && *to <= 0 {
		m.Get(key).Wrong("out-of-range", fmt.Sprintf("%v is not a cost", *to), "Write a number above 0.")
	}
}

func (r *reader) tuned() {
	m := r.part("tuned")
	if m == nil {
		return
	}
	var t Tuned
	m.Require(r.doc, "on", "Say on which day, like 2026-11-22.")
	m.Date("on", &t.On)
	if m.Int("photos", &t.Photos) && t.Photos < 1 {
		m.Get("photos").Wrong("out-of-range", "thresholds rest on at least one photo", "")
	}
	m.Text("labels", &t.Labels)
	m.Text("rule", &t.Rule)
	m.Done()
	r.check.Tuned = &t
}

// part is a group of keys within the check, nil when there is none.
func (r *reader) part(key string) *yamldoc.Map {
	n := r.group.Get(key)
	if !n.Present() {
		return nil
	}
	m, ok := n.Map()
	if !ok {
		return nil
	}
	return m
}

// share reads a share from 0 to 1.
func (r *reader) share(m *yamldoc.Map, key string, to *float64) {
	var share float64
	if !m.Float(key, &share) {
		return
	}
	if share < 0 || share > 1 {
		hint := "Write a number from 0 to 1."
		if share > 1 && share <= 100 {
			hint = fmt.Sprintf("Write %v%% as %v.", share, share/100)
		}
		m.Get(key).Wrong("out-of-range", fmt.Sprintf("%v is not a share", share), hint)
		return
	}
	*to = share
}

func (r *reader) wrongKey(key, text, hint string) {
	at, _ := r.group.KeyAt(key)
	r.doc.Add(at, "threshold", text, hint)
}
