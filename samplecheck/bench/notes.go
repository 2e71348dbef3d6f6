package bench

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"retake/generator/checks"
	"retake/generator/mistake"
	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
	"retake/samplecheck/stat"
)

// The codes of the notes that belong to rates by set and kind.
const (
	SamePhotosByPart = "same-photos-by-part"
	HeldOutByPart    = "held-out-by-part"
)

// note says what to bear in mind with the numbers.
func (r *runner) note(result *Result, labels map[string][]dataset.Label) {
	flattering, heldOut := false, false
	for i := range r.Checks {
		c := &r.Checks[i]
		found := result.Checks[c.ID]
		found.noteData()
		if tunedHere(c, found.Labels) {
			found.noteTuned()
			heldOut = heldOut || found.CrossValidated != nil
			flattering = flattering || found.CrossValidated == nil
		}
		found.noteFloor()
	}
	if heldOut {
		result.Notes = append(result.Notes, Note{HeldOutByPart, "rates by set and kind are held out, where those of the check are: each photo is judged by a threshold that was chosen on other scenes"})
	}
	if flattering {
		result.Notes = append(result.Notes, Note{SamePhotosByPart, "where no rates are held out, those by set and kind are those of thresholds that were chosen on these same photos: on others they may be worse"})
	}
	result.Notes = append(result.Notes, unknownChecks(r.Checks, labels)...)
	if result.Synthetic {
		result.Notes = append(result.Notes, Note{"synthetic", "these photos are synthetic: drawn by a program. They show that checks work as meant, not how often they are right"})
	}
}

// UnknownCheck is the code of a note on labels that nothing is done with.
const UnknownCheck = "unknown-check"

// unknownChecks names the checks that labels are for and that there are not.
func unknownChecks(all checks.Checks, labels map[string][]dataset.Label) []Note {
	notes := []Note{}
	for _, id := range slices.Sorted(maps.Keys(labels)) {
		if all.Find(id) != nil {
			continue
		}
		text := fmt.Sprintf("%d labels are for a check %q that does not exist", len(labels[id]), id)
		if len(labels[id]) == 1 {
			text = fmt.Sprintf("1 label is for a check %q that does not exist", id)
		}
		if hint := mistake.DidYouMean(id, all.IDs()); hint != "" {
			text += ". " + strings.TrimSuffix(hint, ".")
		}
		notes = append(notes, Note{UnknownCheck, text})
	}
	return notes
}

func (c *Check) add(code, format string, values ...any) {
	c.Notes = append(c.Notes, Note{code, fmt.Sprintf(format, values...)})
}

func (c *Check) noteData() {
	m, measured := measure.Find(c.Measure)
	switch {
	case !measured:
		c.add("no-measure", "names no measure in checks.yaml: nothing can be told")
		return
	case c.N == 0:
		c.add("no-labels", "has no labelled photo: not measured")
		return
	case c.Threshold == nil:
		c.add("no-threshold", "has no threshold in checks.yaml: only the AUC can be told")
	}
	if m.Experimental {
		c.add("experimental", "its measure is experimental: no real labelled photos have shown what it is worth")
	}
	for _, class := range []struct {
		name string
		n    int
	}{{"bad", c.Bad}, {"good", c.Good}} {
		if class.n < dataset.Enough {
			c.add("few-"+class.name, "needs at least %d %s photos, has %d", dataset.Enough, class.name, class.n)
		}
	}
	switch degraded := count(c.Judged, func(j Judged) bool { return j.Value.Degraded && j.Value.Absent == "" }); {
	case degraded > 0 && degraded == c.NotAssessed.N-c.NotAssessed.K:
		c.add("degraded", "no document was found in any photo, and the whole picture was measured")
	case degraded > 0:
		c.add("degraded", "in %d of %d photos no document was found, and the whole picture was measured", degraded, c.N)
	}
	if c.AUC != nil && c.AUC.Low == 1 {
		c.add("separated", "good and bad do not overlap here: the interval cannot tell how far below 1 the AUC may be")
	}
}

// noteTuned says what it means that the thresholds were chosen on these same
// photos.
func (c *Check) noteTuned() {
	switch v := c.CrossValidated; {
	case v != nil:
		c.add("same-photos", "the thresholds were chosen on these same photos; held out says what the same rule finds on scenes that it did not choose on, in %d parts, and floors are judged by that", v.Folds)
	case c.stale:
		c.add("stale-tuning", "this threshold is not the one that the rule under tuned: chooses on these photos: it was moved since, or what the measure finds was. So nothing is held out, and on other photos it may do worse; floors must hold for it and, held out, for the rule's. samplecheck tune proposes one")
	default:
		c.add("same-photos", "the thresholds were chosen on these same photos: on others they may do worse")
	}
}

// noteFloor says how many photos it would take where the floor's answer is
// open.
func (c *Check) noteFloor() {
	if c.Floor == nil || c.Caught == nil {
		return
	}
	f, caught, alarms := c.Floor, *c.Caught, *c.FalseAlarms
	if v := c.unseen; v != nil {
		caught, alarms = v.Caught, v.FalseAlarms
	}
	if f.Caught.State == TooFew {
		n, ok := caught.NeededAtLeast(f.Caught.Bound)
		c.noteNeed(need{"bad", fmt.Sprintf("at least %v %% are caught", percent(f.Caught.Bound)), caught, c.Bad}, n, ok)
	}
	if f.FalseAlarms.State == TooFew {
		n, ok := alarms.NeededAtMost(f.FalseAlarms.Bound)
		c.noteNeed(need{"good", fmt.Sprintf("at most %v %% are flagged", percent(f.FalseAlarms.Bound)), alarms, c.Good}, n, ok)
	}
}

// percent keeps the digits that a share was written with.
func percent(share float64) float64 { return math.Round(share*1e6) / 1e4 }

// need is a floor whose answer is open.
type need struct {
	class, floor string
	share        stat.Share
	has          int // photos of the class, assessed or not
}

// noteNeed says what it would take: n photos, or, when that is not ok, other
// results.
func (c *Check) noteNeed(o need, n int, ok bool) {
	switch {
	case ok && n > o.share.N:
		c.add("floor-needs-"+o.class, "needs at least %d %s photos to tell whether %s, has %d", n, o.class, o.floor, o.share.N)
	case ok && o.has > o.share.N:
		c.add("floor-needs-"+o.class, "not assessed are %d of %d %s photos: too many to tell whether %s", o.has-o.share.N, o.has, o.class, o.floor)
	case !ok && o.share.N > 0:
		c.add("floor-needs-"+o.class, "only more %s photos can tell whether %s: of these, %d of %d are", o.class, o.floor, o.share.K, o.share.N)
	}
}
