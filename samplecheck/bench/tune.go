package bench

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sync"

	"retake/generator/checks"
	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
	"retake/samplecheck/stat"
	"retake/samplecheck/threshold"
)

// Proposals are thresholds that a rule proposes, check by check.
type Proposals struct {
	State  State                `json:"state"` // holds, or too-little-data when a check has no proposal
	Folds  int                  `json:"folds"`
	Seed   uint64               `json:"seed"`
	Checks map[string]*Proposal `json:"checks"`
	Notes  []Note               `json:"notes"`

	Order []string `json:"-"`
}

// Proposal is what a rule proposes for one check, beside what it has now.
type Proposal struct {
	Measure     string     `json:"measure"`
	Unit        string     `json:"unit"`
	Rule        string     `json:"rule"`
	N           int        `json:"n"`    // photos that are labelled for it
	Good        int        `json:"good"` // of those that could be assessed
	Bad         int        `json:"bad"`
	Scenes      int        `json:"scenes"`
	NotAssessed stat.Share `json:"not_assessed"`
	Now         *Tried     `json:"now"`      // null: checks.yaml has no threshold
	Proposed    *Tried     `json:"proposed"` // null: none can be proposed, and the notes say why
	Spread      *Spread    `json:"spread"`   // of thresholds on scenes drawn again
	Better      *Better    `json:"better"`   // where the proposal, held out, and the present threshold disagree
	Near        []Near     `json:"near"`     // labelled photos nearest to the proposal
	Next        []Numbered `json:"next"`     // photos nearest to it that nobody has labelled for this check
	Notes       []Note     `json:"notes"`
	Labels      string     `json:"labels_hash"`
}

// Tried is a threshold and what it does.
type Tried struct {
	Threshold
	Caught      stat.Share      `json:"caught"` // on these photos
	FalseAlarms stat.Share      `json:"false_alarms"`
	HeldOut     *CrossValidated `json:"cross_validated"` // chosen and tried on different scenes; null where that is not known
}

// Numbered is a photo with its number.
type Numbered struct {
	Photo  string  `json:"photo"`
	Number float64 `json:"number"`
}

// Spread is where the middle half of the thresholds lies that are chosen when
// scenes are drawn again, and their median.
type Spread struct {
	Median float64 `json:"median"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
}

// Flips counts photos on which one of two thresholds is right alone.
type Flips struct {
	Gained int     `json:"gained"` // the second is right alone
	Lost   int     `json:"lost"`
	P      float64 `json:"p"` // McNemar's, exact
}

// Noise tells whether the difference may be chance.
func (f Flips) Noise() bool { return f.P >= 0.05 }

// Better is where two thresholds disagree: on all photos, on bad ones, which are
// caught or not, and on good ones.
type Better struct {
	Flips
	Caught      Flips `json:"caught"`
	FalseAlarms Flips `json:"false_alarms"`
}

// Noise tells whether any difference may be chance.
func (b Better) Noise() bool { return b.Flips.Noise() && b.Caught.Noise() && b.FalseAlarms.Noise() }

// shownNear is how many photos near a threshold are named.
const shownNear = 5

// Tune proposes thresholds for the checks of the input that are named; for
// all that have labels when none is. rule gives the rule for a check.
func Tune(in Input, names []string, folds int, rule func(*checks.Check) threshold.Rule) *Proposals {
	r := &tuner{newRunner(in)}
	labels := map[string][]dataset.Label{}
	for _, l := range in.Data.Labels {
		labels[l.Check] = append(labels[l.Check], l)
	}
	all := &Proposals{State: Holds, Folds: folds, Seed: in.Seed, Checks: map[string]*Proposal{}, Notes: unknownChecks(in.Checks, labels)}
	var chosen []*checks.Check
	for i := range in.Checks {
		c := &in.Checks[i]
		if slices.Contains(names, c.ID) || len(names) == 0 && c.Measure != "" && len(labels[c.ID]) > 0 {
			chosen, all.Order = append(chosen, c), append(all.Order, c.ID)
		}
	}
	found := make([]*Proposal, len(chosen))
	var wg sync.WaitGroup
	for i, c := range chosen {
		wg.Go(func() { found[i] = r.tune(c, labels[c.ID], rule(c).Divide(folds)) })
	}
	wg.Wait()
	for i, c := range chosen {
		all.Checks[c.ID] = found[i]
		if found[i].Proposed == nil {
			all.State = TooFew
		}
	}
	if len(chosen) == 0 {
		all.State = TooFew
	}
	return all
}

// Tunings are the proposals as checks.yaml keeps them.
func (p *Proposals) Tunings(tuned checks.Tuned) map[string]checks.Tuning {
	found := map[string]checks.Tuning{}
	for id, c := range p.Checks {
		if t := c.Proposed; t != nil {
			tuned.Photos, tuned.Labels, tuned.Rule = c.N, c.Labels, c.Rule
			found[id] = checks.Tuning{Threshold: checks.Threshold(t.Threshold), Tuned: tuned}
		}
	}
	return found
}

type tuner struct{ *runner }

// tune proposes thresholds for one check.
func (r *tuner) tune(c *checks.Check, labels []dataset.Label, rule threshold.Rule) *Proposal {
	m, measured := measure.Find(c.Measure)
	now := r.check(c, labels)
	p := &Proposal{
		Measure: c.Measure, Unit: m.Unit, Rule: rule.String(), N: now.N, Scenes: now.Scenes, NotAssessed: now.NotAssessed,
		Near: []Near{}, Next: []Numbered{}, Notes: []Note{}, Labels: now.Labels,
	}
	if c.Threshold != nil {
		p.Now = &Tried{*now.Threshold, *now.Caught, *now.FalseAlarms, now.CrossValidated}
	}
	photos := scored(now.Judged, m)
	for _, photo := range photos {
		if photo.Bad {
			p.Bad++
		} else {
			p.Good++
		}
	}
	if !measured {
		p.add("no-measure", "names no measure in checks.yaml: nothing can be chosen")
		return p
	}
	if p.enough(now) {
		r.propose(p, c, now, photos, rule)
	}
	return p
}

func (p *Proposal) add(code, format string, values ...any) {
	p.Notes = append(p.Notes, Note{code, fmt.Sprintf(format, values...)})
}

// enough says how many photos are missing, and of which kind.
func (p *Proposal) enough(now *Check) bool {
	for _, class := range []struct {
		name, defect string
		n, refused   int
	}{{"bad", "yes", p.Bad, now.Bad - p.Bad}, {"good", "no", p.Good, now.Good - p.Good}} {
		if class.n >= dataset.Enough {
			continue
		}
		text := fmt.Sprintf("needs at least %d %s photos, has %d: label %d more with defect %s", dataset.Enough, class.name, class.n, dataset.Enough-class.n, class.defect)
		if class.refused > 0 {
			text += fmt.Sprintf(" (%d could not be assessed)", class.refused)
		}
		p.add("few-"+class.name, "%s", text)
	}
	return len(p.Notes) == 0
}

func (r *tuner) propose(p *Proposal, c *checks.Check, now *Check, photos []stat.Scored, rule threshold.Rule) {
	m, _ := measure.Find(c.Measure)
	at, _ := rule.Choose(photos)
	flagged, ok := rule.HeldOut(photos, r.Seed)
	switch {
	case math.IsInf(at, 0):
		p.add("worthless", "no threshold is worth having: by this rule it costs least to flag %s", map[bool]string{true: "no photo", false: "every photo"}[at > 0])
		return
	case now.AUC != nil && now.AUC.Value <= guessing:
		p.add("worthless", "no threshold is worth having: the measure tells these photos apart no better than guessing does (its AUC is %.2f, that of guessing %.1f)", now.AUC.Value, guessing)
		return
	case !ok:
		p.add("few-scenes", "needs good and bad photos of more scenes to be divided into %d parts, has %d scenes", rule.Divided(), p.Scenes)
		return
	}
	spread, _ := rule.Spread(photos, r.Seed)
	bounds := []float64{sign(m) * spread.Quarter, sign(m) * spread.ThreeQuarters}
	slices.Sort(bounds)
	p.Spread = &Spread{sign(m) * spread.Median, bounds[0], bounds[1]}
	t := checks.Threshold{Side: checks.Side(m.Worse), Fail: sign(m) * at, Unsure: sign(m) * spread.Unsure(photos, at)}
	p.Proposed = &Tried{Threshold: Threshold(t), HeldOut: &CrossValidated{Rule: rule.String(), Folds: rule.Divided()}}
	p.Proposed.Caught, p.Proposed.FalseAlarms = shares(photos, counting{}, func(i int) bool { return photos[i].Score > at })
	p.Proposed.HeldOut.Caught, p.Proposed.HeldOut.FalseAlarms = shares(photos, counting{heldOut: true}, func(i int) bool { return flagged[i] })
	if c.Threshold != nil {
		p.Better = better(photos, flagged, func(score float64) bool { return c.Threshold.Beyond(sign(m)*score, c.Threshold.Fail) })
	}
	r.noteProposal(p, c, now)
	p.Near = nearestTo(t.Fail, now.Judged)
	p.Next = r.unlabelled(c, now.Judged, t.Fail)
}

// guessing is the AUC of who guesses.
const guessing = 0.5

// shares are those of bad and of good photos that are flagged.
func shares(photos []stat.Scored, how counting, flagged func(int) bool) (caught, alarms stat.Share) {
	var bad, good []stat.Counted
	for i, p := range photos {
		counted := stat.Counted{Yes: flagged(i), Scene: p.Scene}
		if p.Bad {
			bad = append(bad, counted)
		} else {
			good = append(good, counted)
		}
	}
	return *how.share(bad), *how.share(good)
}

// better holds the proposal against the present threshold, photo by photo:
// the proposal as it is on scenes that it was not chosen on.
func better(photos []stat.Scored, heldOut []bool, now func(score float64) bool) *Better {
	b := &Better{}
	for i, p := range photos {
		class := &b.FalseAlarms
		if p.Bad {
			class = &b.Caught
		}
		switch was, is := now(p.Score) == p.Bad, heldOut[i] == p.Bad; {
		case is && !was:
			b.Gained++
			class.Gained++
		case was && !is:
			b.Lost++
			class.Lost++
		}
	}
	for _, f := range []*Flips{&b.Flips, &b.Caught, &b.FalseAlarms} {
		f.P = stat.McNemar(f.Gained, f.Lost)
	}
	return b
}

// noteProposal says what to bear in mind, and what the floor would say.
func (r *tuner) noteProposal(p *Proposal, c *checks.Check, now *Check) {
	if now.AUC != nil && now.AUC.Low < guessing {
		p.add("guessing", "nobody can tell whether the measure is better than guessing: its AUC is between %.2f and %.2f", now.AUC.Low, now.AUC.High)
	}
	if f := p.Better; f != nil && f.Noise() {
		p.add("noise", "nobody can tell whether this is better: the two are right alone on %d and %d photos, and it takes at least six that all go one way", f.Gained, f.Lost)
	}
	if c.Floor == nil {
		return
	}
	v := p.Proposed.HeldOut
	would := *now
	would.Notes, would.Caught, would.FalseAlarms, would.unseen = []Note{}, &p.Proposed.Caught, &p.Proposed.FalseAlarms, v
	would.Floor = floor(c, &would)
	for _, d := range []struct {
		Demand
		text  string
		share stat.Share
	}{{would.Floor.Caught, "at least %v %% must be caught", v.Caught}, {would.Floor.FalseAlarms, "at most %v %% may be flagged", v.FalseAlarms}} {
		if d.State == Broken {
			p.add("floor-broken", "breaks its floor: "+d.text+", and held out it is between %.0f and %.0f %%", percent(d.Bound), 100*d.share.Low, 100*d.share.High)
		}
	}
	would.noteFloor()
	p.Notes = append(p.Notes, would.Notes...)
}

// nearestTo are the photos whose numbers are nearest to a threshold.
func nearestTo(number float64, judged []Judged) []Near {
	found := []Near{}
	for _, j := range judged {
		if j.Value.Absent == "" {
			found = append(found, Near{dataset.Shown(j.Photo), j.Bad, j.Value.Number})
		}
	}
	slices.SortStableFunc(found, func(a, b Near) int {
		return cmp.Or(cmp.Compare(math.Abs(a.Number-number), math.Abs(b.Number-number)), cmp.Compare(a.Photo, b.Photo))
	})
	return found[:min(shownNear, len(found))]
}

// unlabelled are the photos nearest to a threshold that have been measured
// and that have no label for the check.
func (r *tuner) unlabelled(c *checks.Check, labelled []Judged, number float64) []Numbered {
	known := map[string]bool{}
	for _, j := range labelled {
		known[j.Photo] = true
	}
	var others []Judged
	for _, p := range r.Photos {
		if !known[p.Name] && p.Refusal == nil {
			others = append(others, r.judge(c, dataset.Label{Photo: p.Name}, true))
		}
	}
	found := []Numbered{}
	for _, n := range nearestTo(number, others) {
		found = append(found, Numbered{n.Photo, n.Number})
	}
	return found
}
