package bench

import (
	"slices"
	"sync"

	"retake/generator/checks"
	"retake/samplecheck/dataset"
	"retake/samplecheck/stat"
)

// Comparison is what two files of thresholds say of the same photos.
type Comparison struct {
	Seed     uint64               `json:"seed"`
	Checks   map[string]*Compared `json:"checks"`
	OnlyOnce []string             `json:"only_once"` // checks that one of the files does not have, or has no threshold for

	Order []string `json:"-"`
}

// Compared is one check with two thresholds.
type Compared struct {
	First       Threshold   `json:"first"`
	Second      Threshold   `json:"second"`
	N           int         `json:"n"`            // photos that both can assess
	NotAssessed int         `json:"not_assessed"` // photos that one of them cannot
	Caught      *Difference `json:"caught"`       // of the bad photos; null when there are none
	FalseAlarms *Difference `json:"false_alarms"`
	Right       *Difference `json:"right"` // of all photos, those whose verdict is as their label
	Flips       []Flip      `json:"flips"` // verdicts that are different

	// Whether a threshold was chosen on these same photos, where it looks better
	// than it is.
	FirstChosenHere  bool `json:"first_chosen_here"`
	SecondChosenHere bool `json:"second_chosen_here"`
}

// Difference is a share under two thresholds.
type Difference struct {
	First  stat.Share    `json:"first"`
	Second stat.Share    `json:"second"`
	Change stat.Estimate `json:"change"` // second minus first
	Flips
	Real bool `json:"real"` // neither chance nor a few scenes: p is below 0.05, and the interval is off 0
}

// Compare judges the photos of the input by its checks and by others.
func Compare(in Input, others checks.Checks) *Comparison {
	all := &Comparison{Seed: in.Seed, Checks: map[string]*Compared{}, OnlyOnce: []string{}}
	r := newRunner(in)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range in.Checks {
		first, second := &in.Checks[i], others.Find(in.Checks[i].ID)
		if first.Threshold == nil || second == nil || second.Threshold == nil {
			all.OnlyOnce = append(all.OnlyOnce, first.ID)
			continue
		}
		all.Order = append(all.Order, first.ID)
		wg.Go(func() {
			c := r.compare(first, second)
			mu.Lock()
			defer mu.Unlock()
			all.Checks[first.ID] = c
		})
	}
	wg.Wait()
	for _, c := range others {
		if in.Checks.Find(c.ID) == nil {
			all.OnlyOnce = append(all.OnlyOnce, c.ID)
		}
	}
	return all
}

// State tells whether there was anything to compare.
func (c *Comparison) State() State {
	for _, found := range c.Checks {
		if found.N > 0 {
			return Holds
		}
	}
	return TooFew
}

// compare holds two thresholds of one check against each other.
func (r *runner) compare(first, second *checks.Check) *Compared {
	c := &Compared{First: Threshold(*first.Threshold), Second: Threshold(*second.Threshold), Flips: []Flip{}}
	labels := r.Data.Hash(first.ID, r.sums)
	c.FirstChosenHere, c.SecondChosenHere = tunedHere(first, labels), tunedHere(second, labels)
	var caught, alarms, right []stat.Pair
	for _, l := range r.Data.Labels {
		if l.Check != first.ID || r.leavesOut(l.Kinds()) {
			continue
		}
		a, b := r.judge(first, l, true), r.judge(second, l, true)
		if a.Value.Absent != "" || b.Value.Absent != "" {
			c.NotAssessed++
			continue
		}
		c.N++
		flagged := stat.Pair{First: a.Flagged, Second: b.Flagged, Scene: a.Scene}
		if l.Bad {
			caught = append(caught, flagged)
		} else {
			alarms = append(alarms, flagged)
		}
		right = append(right, stat.Pair{First: a.Flagged == l.Bad, Second: b.Flagged == l.Bad, Scene: a.Scene})
		if a.Verdict != b.Verdict {
			c.Flips = append(c.Flips, Flip{first.ID, dataset.Shown(l.Photo), l.Bad, a.Verdict, b.Verdict, a.Value.Number, b.Value.Number})
		}
	}
	// Who is wrong comes first: those are the photos to look at.
	slices.SortStableFunc(c.Flips, func(a, b Flip) int { return gain(a) - gain(b) })
	c.Caught, c.FalseAlarms, c.Right = difference(caught, true, r.Seed), difference(alarms, false, r.Seed), difference(right, true, r.Seed)
	return c
}

// gain is 1 for a photo on which only the second verdict is right, −1 for one
// on which only the first is, and 0 where unsure came or went.
func gain(f Flip) int {
	first, second := (f.From == Fail) == f.Bad, (f.To == Fail) == f.Bad
	switch {
	case second && !first:
		return 1
	case first && !second:
		return -1
	}
	return 0
}

// difference counts pairs; more tells whether more of them is better.
func difference(pairs []stat.Pair, more bool, seed uint64) *Difference {
	change, ok := stat.DifferenceByScene(pairs, seed)
	if !ok {
		return nil
	}
	d := &Difference{Change: change}
	var first, second int
	for _, p := range pairs {
		if p.First {
			first++
		}
		if p.Second {
			second++
		}
		switch {
		case p.First == p.Second:
		case p.Second == more:
			d.Gained++
		default:
			d.Lost++
		}
	}
	d.First, d.Second = stat.Of(first, len(pairs)), stat.Of(second, len(pairs))
	d.P = stat.McNemar(d.Gained, d.Lost)
	d.Real = !d.Noise() && (change.Low > 0 || change.High < 0)
	return d
}
