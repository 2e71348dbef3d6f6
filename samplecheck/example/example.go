// Package example makes the pairs of photos that show readers what a check
// means: one photo that passes every check, and one of the same scene with a
// single defect, which fails. Nothing is claimed of a photo that was not
// measured: scenes are drawn and judged one after the other, in an order that
// never changes, until a pair is found that shows what it should.
package example

import (
	"cmp"
	"context"
	"math"
	"slices"

	"retake/generator/checks"
	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
	"retake/samplecheck/synth"
)

// Judge measures a photo's file. A photo that is refused has an empty reading.
type Judge func(ctx context.Context, name string, file []byte) (measure.Reading, error)

// Maker makes pairs. It must not be used by two goroutines at once.
type Maker struct {
	Checks checks.Checks // all that a good photo must pass
	Seed   uint64        // another one gives other scenes
	Judge  Judge

	studio synth.Studio
}

// Pair is a good and a bad photo of one scene.
type Pair struct {
	Check     *checks.Check
	Scene     int // which of the seed's, from 1
	Surface   string
	Defect    synth.Defect
	Severity  float64
	Good, Bad *Shot
}

// Shot is a photo that was taken and measured.
type Shot struct {
	Picture photo.Picture
	File    []byte // as it was measured
	Reading measure.Reading
}

// scenes is how many are tried for a check before it is given up.
const scenes = 12

// severities are tried in this order: first what anybody sees at a glance in
// a small picture, then what is milder and what is worse.
var severities = []float64{0.65, 0.55, 0.75, 0.45, 0.85, 0.35, 1}

// fineSeverities are those of defects that take fine detail alone: a picture
// as wide as half a phone shows the worst of them and no other.
var fineSeverities = []float64{1, 0.85, 0.75, 0.65, 0.55, 0.45, 0.35}

func severitiesOf(d synth.Defect) []float64 {
	if d.Fine {
		return fineSeverities
	}
	return severities
}

// Drawable are the checks whose defect can be drawn, and that judge by a
// threshold.
func Drawable(all checks.Checks) []*checks.Check {
	var found []*checks.Check
	for i := range all {
		if all[i].Threshold != nil && len(defects(all[i].ID)) > 0 {
			found = append(found, &all[i])
		}
	}
	return found
}

func defects(check string) []synth.Defect {
	var found []synth.Defect
	for _, d := range synth.Defects() {
		if d.Check == check {
			found = append(found, d)
		}
	}
	return found
}

// Pair finds a pair for a check; nil when there is none. A bad photo with one
// fault is looked for first; failing that, one that fails other checks too.
func (m *Maker) Pair(ctx context.Context, c *checks.Check) (*Pair, error) {
	var second *Pair
	for number := 1; number <= scenes; number++ {
		pair, alone, err := m.inScene(ctx, c, number)
		if alone || err != nil {
			return pair, err
		}
		second = cmp.Or(second, pair)
	}
	return second, nil
}

// inScene finds a pair in one scene. alone says that the bad photo fails no
// other check.
func (m *Maker) inScene(ctx context.Context, c *checks.Check, number int) (second *Pair, alone bool, err error) {
	scene := m.scene(c, number)
	good, err := m.take(ctx, c.ID, scene)
	if err != nil || !judgeable(good.Reading, c) || !passes(good.Reading, m.Checks, nil) {
		return nil, false, err
	}
	for _, d := range defects(c.ID) {
		for _, severity := range severitiesOf(d) {
			bad, err := m.take(ctx, c.ID, d.Spoil(scene, severity))
			if err != nil {
				return nil, false, err
			}
			if !fails(c, good.Reading, bad.Reading) {
				continue
			}
			pair := &Pair{c, number, scene.Surface.Kind, d, severity, good, bad}
			if passes(bad.Reading, m.Checks, c) {
				return pair, true, nil
			}
			second = cmp.Or(second, pair)
		}
	}
	return second, false, nil
}

// scene is one of the scenes of a check. Checks begin with different surfaces,
// so that a guide's pictures do not all look alike.
func (m *Maker) scene(c *checks.Check, number int) synth.Scene {
	place := slices.IndexFunc(synth.Defects(), func(d synth.Defect) bool { return d.Check == c.ID })
	seed := 1000*m.Seed + uint64(100*place+number)
	return synth.Pose(seed, synth.Surfaces[(place+number-1)%len(synth.Surfaces)])
}

// take takes a photo and measures its file.
func (m *Maker) take(ctx context.Context, name string, scene synth.Scene) (*Shot, error) {
	picture := m.studio.Take(scene, Widths[len(Widths)-1]).Picture
	file, err := synth.JPEG(picture, quality)
	if err != nil {
		return nil, err
	}
	reading, err := m.Judge(ctx, name, file)
	return &Shot{picture, file, reading}, err
}

// passes tells whether a photo passes every check that can judge it, or all
// but one. A check of faces has nothing to say of a card.
func passes(r measure.Reading, all checks.Checks, but *checks.Check) bool {
	for i := range all {
		c := &all[i]
		if c.Threshold == nil || but != nil && c.ID == but.ID {
			continue
		}
		bound := c.Threshold.Unsure
		if but != nil {
			bound = c.Threshold.Fail // of a bad photo, only that it has no second fault
		}
		if n, ok := Number(r, c); ok && c.Threshold.Beyond(n, bound) {
			return false
		}
	}
	return true
}

// Number is a photo's number for a check, to the fourth place: nobody reads
// more, and no two processors disagree about it.
func Number(r measure.Reading, c *checks.Check) (n float64, ok bool) {
	v, ok := r[c.Measure]
	return math.Round(v.Number*1e4) / 1e4, ok && v.Absent == ""
}

func judgeable(r measure.Reading, c *checks.Check) bool {
	_, ok := Number(r, c)
	return ok
}

// fails tells whether the bad photo fails, and not by a hair: by at least
// two thirds of what lies between the good photo and the threshold.
func fails(c *checks.Check, good, bad measure.Reading) bool {
	g, _ := Number(good, c)
	b, ok := Number(bad, c)
	t := c.Threshold
	return ok && t.Beyond(b, t.Fail) && math.Abs(b-t.Fail) >= 2*math.Abs(t.Fail-g)/3
}
