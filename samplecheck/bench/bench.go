package bench

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sync"

	"retake/generator/checks"
	"retake/generator/mistake"
	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
	"retake/samplecheck/stat"
	"retake/samplecheck/survey"
)

// Input is what a result is made of.
type Input struct {
	Checks   checks.Checks
	Data     *dataset.Dataset
	Photos   []survey.Photo // by the names that labels have
	Versions map[string]string
	Seed     uint64   // of drawing again
	Without  []string // kinds of photo to leave out
	Last     *Last    // nil: there was no run before

	// Every check's measure was taken of every photo, and not only those that
	// its labels ask for: then the result knows what checks say beyond labels.
	Everywhere bool
}

// Verify finds checks whose measure or threshold cannot be.
func Verify(all checks.Checks) mistake.List {
	var wrong mistake.List
	names := []string{}
	for _, m := range measure.All() {
		names = append(names, m.Name)
	}
	for i := range all {
		c := &all[i]
		m, ok := measure.Find(c.Measure)
		t := c.Threshold
		switch {
		case c.Measure == "":
			continue
		case !ok:
			wrong = append(wrong, c.Mistake("measure", "unknown-measure", fmt.Sprintf("there is no measure %q", c.Measure), mistake.DidYouMean(c.Measure, names)))
		case t != nil && string(t.Side) != string(m.Worse):
			wrong = append(wrong, c.Mistake("fail_"+string(t.Side), "threshold", fmt.Sprintf("%s is worse %s, not %s", m.Name, m.Worse, t.Side), fmt.Sprintf("Write fail_%s and unsure_%[1]s.", m.Worse)))
		case t != nil && (t.Fail < m.Low || t.Fail > m.High):
			wrong = append(wrong, c.Mistake("fail_"+string(t.Side), "threshold", fmt.Sprintf("%s has numbers from %v to %v, and %v is none of them", m.Name, m.Low, m.High, t.Fail), ""))
		}
	}
	return wrong
}

// Run finds out what the checks are worth.
func Run(in Input) *Result { return newRunner(in).run() }

func newRunner(in Input) *runner {
	r := &runner{Input: in, photos: map[string]survey.Photo{}, sums: map[string]dataset.Sum{}}
	for _, p := range in.Photos {
		r.photos[p.Name] = p
		if p.Sum != (dataset.Sum{}) {
			r.sums[p.Name] = p.Sum
		}
	}
	return r
}

type runner struct {
	Input
	photos map[string]survey.Photo
	sums   map[string]dataset.Sum
}

func (r *runner) run() *Result {
	result := &Result{
		Seed: r.Seed, Without: append([]string{}, r.Without...), Versions: r.Versions,
		Checks: map[string]*Check{}, Order: r.Checks.IDs(), NotAssessed: []Refused{}, Notes: []Note{},
	}
	labels := map[string][]dataset.Label{}
	used := map[string][]dataset.Label{}
	for _, l := range r.Data.Labels {
		if r.leavesOut(l.Kinds()) {
			continue
		}
		labels[l.Check] = append(labels[l.Check], l)
		if r.Checks.Find(l.Check) != nil {
			used[l.Photo] = append(used[l.Photo], l)
		}
	}
	// Checks know nothing of each other, and drawing again takes its time.
	found := make([]*Check, len(r.Checks))
	var wg sync.WaitGroup
	for i := range r.Checks {
		wg.Go(func() { found[i] = r.check(&r.Checks[i], labels[r.Checks[i].ID]) })
	}
	wg.Wait()
	for i, c := range r.Checks {
		result.Checks[c.ID] = found[i]
	}
	if r.Everywhere {
		for i := range r.Checks {
			found[i].Unlabelled = r.unlabelled(&r.Checks[i], found[i].Judged, used)
		}
		result.Together = together(result)
	}
	result.Photos = len(used)
	r.sets(result, used)
	for _, name := range r.Data.Photos {
		if p := r.photos[name]; used[name] != nil && p.Refusal != nil {
			result.NotAssessed = append(result.NotAssessed, Refused{dataset.Shown(name), p.Refusal.Code, p.Refusal.Reason})
		}
	}
	result.State = overall(result)
	r.note(result, labels)
	result.Changes = r.changes(result)
	return result
}

// sets describes where the photos come from.
func (r *runner) sets(result *Result, used map[string][]dataset.Label) {
	sets, licences := map[string]*checks.Set{}, map[string]map[string]bool{}
	for _, labels := range used {
		name := labels[0].Set
		if sets[name] == nil {
			sets[name], licences[name] = &checks.Set{Name: name, Synthetic: dataset.Synthetic(name)}, map[string]bool{}
		}
		sets[name].Photos++
		for _, l := range labels {
			if l.Licence != "" {
				licences[name][l.Licence] = true
			}
		}
	}
	result.Sets, result.Synthetic = []checks.Set{}, len(sets) > 0
	for _, name := range slices.Sorted(maps.Keys(sets)) {
		set := sets[name]
		set.Licences = append([]string{}, slices.Sorted(maps.Keys(licences[name]))...)
		result.Sets = append(result.Sets, *set)
		result.Synthetic = result.Synthetic && set.Synthetic
	}
}

// check finds out what one check is worth.
func (r *runner) check(c *checks.Check, labels []dataset.Label) *Check {
	m, measured := measure.Find(c.Measure)
	found := &Check{
		Reason: c.Reason, Measure: c.Measure, Version: m.Version, Unit: m.Unit,
		N: len(labels), BadShare: c.BadShare, Thresholds: c.Hash(), Labels: r.Data.Hash(c.ID, r.sums), Notes: []Note{},
	}
	if t := c.Threshold; t != nil {
		found.Threshold = &Threshold{t.Side, t.Fail, t.Unsure}
	}
	found.Judged = make([]Judged, 0, len(labels))
	scenes := map[string]bool{}
	for _, l := range labels {
		found.Judged = append(found.Judged, r.judge(c, l, measured))
		scenes[l.Scene()] = true
		if l.Bad {
			found.Bad++
		} else {
			found.Good++
		}
	}
	found.Scenes = len(scenes)
	how := counting{threshold: c.Threshold != nil}
	whole := part("", found.Judged, how)
	found.Caught, found.FalseAlarms, found.NotAssessed = whole.Caught, whole.FalseAlarms, whole.NotAssessed
	if c.Threshold != nil {
		unsure := stat.Of(count(found.Judged, func(j Judged) bool { return j.Verdict == Unsure }), whole.NotAssessed.N-whole.NotAssessed.K)
		found.Unsure = &unsure
	}
	r.estimate(found, c, m)
	judged := found.Judged
	if heldOut := r.crossValidate(found, c, m); heldOut != nil {
		judged, how.heldOut = heldOut, true
	}
	found.Sets = parts(judged, func(j Judged) []string { return []string{j.Set} }, how)
	found.Kinds = parts(judged, func(j Judged) []string { return j.Kinds }, how)
	found.Worst = worst(found.Kinds)
	found.Floor = floor(c, found)
	return found
}

func (r *runner) judge(c *checks.Check, l dataset.Label, measured bool) Judged {
	j := Judged{Photo: l.Photo, Bad: l.Bad, Scene: l.Scene(), Set: l.Set, Kinds: l.Kinds(), sum: r.sums[l.Photo]}
	switch p := r.photos[l.Photo]; {
	case p.Refusal != nil:
		j.Value.Absent = p.Refusal.Reason
	case !measured:
		j.Value.Absent = "The check names no measure."
	default:
		var ok bool
		if j.Value, ok = p.Reading[c.Measure]; !ok {
			j.Value.Absent = "This measure was not taken."
		}
	}
	j.Verdict = Judge(c.Threshold, j.Value)
	j.Flagged = j.Verdict == Fail
	return j
}

// estimate works out what needs numbers only, thresholds or not.
func (r *runner) estimate(found *Check, c *checks.Check, m measure.Measure) {
	photos := scored(found.Judged, m)
	if auc, ok := stat.AUCByScene(photos, r.Seed); ok {
		found.AUC = &auc
	}
	if c.Threshold == nil {
		return
	}
	flagged := func(score float64) bool { return c.Threshold.Beyond(sign(m)*score, c.Threshold.Fail) }
	if balanced, ok := stat.BalancedByScene(photos, flagged, r.Seed); ok {
		found.Balanced = &balanced
	}
}

func count(judged []Judged, is func(Judged) bool) int {
	n := 0
	for _, j := range judged {
		if is(j) {
			n++
		}
	}
	return n
}

// counting is how photos are counted.
type counting struct {
	threshold bool // there is one, so photos can be caught
	heldOut   bool // flagged by thresholds that were chosen on other scenes
}

// share knows of scenes where photos are held out: whole scenes are.
func (c counting) share(photos []stat.Counted) *stat.Share {
	if c.heldOut {
		s := stat.ByScene(photos)
		return &s
	}
	k := 0
	for _, p := range photos {
		if p.Yes {
			k++
		}
	}
	s := stat.Of(k, len(photos))
	return &s
}

// part counts what a check says of some photos.
func part(name string, judged []Judged, how counting) Part {
	p := Part{Name: name, N: len(judged), HeldOut: how.heldOut}
	var bad, good []stat.Counted
	absent := 0
	for _, j := range judged {
		switch counted := (stat.Counted{Yes: j.Flagged, Scene: j.Scene}); {
		case j.Value.Absent != "":
			absent++
		case j.Bad:
			bad = append(bad, counted)
		default:
			good = append(good, counted)
		}
	}
	p.NotAssessed = stat.Of(absent, len(judged))
	if how.threshold {
		p.Caught, p.FalseAlarms = how.share(bad), how.share(good)
	}
	return p
}

// parts counts apart what is called differently; a photo may have several
// names, or none. Names that always come together are one name.
func parts(judged []Judged, names func(Judged) []string, how counting) []Part {
	members := map[string][]int{}
	var order []string
	for i, j := range judged {
		for _, name := range names(j) {
			if members[name] == nil {
				order = append(order, name)
			}
			if m := members[name]; len(m) == 0 || m[len(m)-1] != i {
				members[name] = append(m, i)
			}
		}
	}
	found, known := []Part{}, map[string]int{}
	for _, name := range order {
		same := fmt.Sprint(members[name])
		if i, ok := known[same]; ok {
			found[i].Name += " " + name
			continue
		}
		known[same] = len(found)
		of := make([]Judged, 0, len(members[name]))
		for _, i := range members[name] {
			of = append(of, judged[i])
		}
		found = append(found, part(name, of, how))
	}
	slices.SortFunc(found, func(a, b Part) int { return cmp.Compare(a.Name, b.Name) })
	return found
}

// telling is how many photos of a class a kind needs to be named the worst:
// of fewer, chance names it.
const telling = 5

// worst names the kind that is missed most and the one that is flagged most
// wrongly; among equals the one with most photos, then the first.
func worst(kinds []Part) Worst {
	pick := func(share func(Part) *stat.Share, wrong func(stat.Share) float64) string {
		var found []Part
		for _, k := range kinds {
			if s := share(k); s != nil && s.N >= telling && wrong(*s) > 0 {
				found = append(found, k)
			}
		}
		if len(found) == 0 {
			return ""
		}
		return slices.MinFunc(found, func(a, b Part) int {
			return cmp.Or(cmp.Compare(wrong(*share(b)), wrong(*share(a))), cmp.Compare(share(b).N, share(a).N), cmp.Compare(a.Name, b.Name))
		}).Name
	}
	return Worst{
		Caught:      pick(func(p Part) *stat.Share { return p.Caught }, func(s stat.Share) float64 { return 1 - s.Value() }),
		FalseAlarms: pick(func(p Part) *stat.Share { return p.FalseAlarms }, stat.Share.Value),
	}
}
