package main

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"maps"
	"math"
	"os"
	"slices"
	"testing"

	"retake/generator/checks"
	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
	"retake/samplecheck/synth"
	"retake/samplecheck/vision"
)

// The scenes that measures are tried on: cards on quiet surfaces, which a
// document is easily found on, so that what is tried is the measure.
func plainScenes() []synth.Scene {
	var scenes []synth.Scene
	for i, kind := range []string{"dark-table", "fabric"} {
		s := synth.GoodOn(uint64(300+i), kind)
		s.Passport, s.Surface.Clutter, s.Surface.Below, s.Hand.Palm = false, 0, 0, false
		scenes = append(scenes, s)
	}
	return scenes
}

// taker measures shots, and remembers the studio.
type taker struct {
	*testing.T
	studio synth.Studio
}

const usualSize, usualQuality = 800, 88

func (t *taker) take(s synth.Scene, long, quality int) measure.Reading {
	t.Helper()
	shot := t.studio.Take(s, long)
	m := image.NewRGBA(image.Rect(0, 0, shot.Width, shot.Height))
	for i := range shot.Width * shot.Height {
		copy(m.Pix[4*i:], shot.Pix[3*i:3*i+3])
		m.Pix[4*i+3] = 255
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	p, err := vision.Open("drawn.jpg", b.Bytes(), photo.ColourPart)
	if err != nil {
		t.Fatal(err)
	}
	return measure.Take(p, measure.All())
}

// measureOf is the measure that a check uses, as checks.yaml says.
func measureOf(t *testing.T, check string) (measure.Measure, bool) {
	t.Helper()
	src, err := os.ReadFile("../content/checks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	known, wrong := checks.Parse("checks.yaml", src)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	c := known.Find(check)
	if c == nil {
		return measure.Measure{}, false
	}
	return measure.Find(c.Measure)
}

// bad is a value as it gets worse upwards. What has no number has none.
func bad(m measure.Measure, r measure.Reading) float64 {
	v := r[m.Name]
	if v.Absent != "" {
		return math.NaN()
	}
	if m.Worse == measure.WorseBelow {
		return -v.Number
	}
	return v.Number
}

// What the measures are known to get wrong on drawn photos. Whoever mends one
// takes it off; a test says so.
var knownFailures = map[string]string{
	"highlight grows with glare": "the soft edge of a large spot is not burnt out, and lifts the level that the spot is held against",
	"darkness ignores framing":   "with half the document gone, the surface is what is measured",
}

// holds fails a property that does not hold, unless that is known, and one
// that holds though it is said not to.
func holds(t *testing.T, property string, problems []string) {
	t.Helper()
	why, known := knownFailures[property]
	switch {
	case known && len(problems) == 0:
		t.Errorf("it is no longer true that this fails: %s; take it off the list", property)
	case known:
		t.Logf("known: %s does not hold (%s): %v", property, why, problems)
	case len(problems) > 0:
		t.Errorf("%s does not hold: %v", property, problems)
	}
}

// TestMeasuresGrowWithTheirOwnDefect: the worse the defect, the worse the
// measure says it is. Of the whole way from good to worst it may fall back by
// a twentieth between two steps.
func TestMeasuresGrowWithTheirOwnDefect(t *testing.T) {
	if testing.Short() {
		t.Skip("draws many photos")
	}
	taker := taker{T: t}
	for _, d := range synth.Defects() {
		m, ok := measureOf(t, d.Check)
		if !ok {
			continue
		}
		var problems []string
		for _, s := range plainScenes() {
			var steps []float64
			for _, severity := range []float64{0, 0.25, 0.5, 0.75, 1} {
				steps = append(steps, bad(m, taker.take(d.Spoil(s, severity), usualSize, usualQuality)))
			}
			if !grows(steps) {
				problems = append(problems, fmt.Sprintf("on %s, from good to worst: %.3f", s.Surface.Kind, steps))
			}
		}
		holds(t, m.Name+" grows with "+d.Name, problems)
	}
}

func grows(steps []float64) bool {
	whole := steps[len(steps)-1] - steps[0]
	if !(whole > 0) { // nor when there is no number
		return false
	}
	for i := range len(steps) - 1 {
		if !(steps[i+1]-steps[i] >= -whole/20) {
			return false
		}
	}
	return true
}

// Defects that a measure must see although they are not its own, because they
// are of the same kind.
var related = map[string]bool{
	"darkness uneven-light": true, // a shadow is dark
	"darkness bright":       true, // less is more
	"brightness dark":       true,
	"brightness glare":      true, // both burn out
}

// TestMeasuresSeeLittleElse: what is not a measure's own defect moves it by
// less than half of what the least of its own does that people call bad; the
// same scene with half or twice the pixels, or saved with another quality, by
// less than a quarter.
func TestMeasuresSeeLittleElse(t *testing.T) {
	if testing.Short() {
		t.Skip("draws many photos")
	}
	taker, problems := taker{T: t}, map[string][]string{}
	for _, s := range plainScenes() {
		good := taker.take(s, usualSize, usualQuality)
		same := map[string]measure.Reading{
			"size": taker.take(s, usualSize/2, usualQuality), "more size": taker.take(s, 2*usualSize, usualQuality),
			"quality": taker.take(s, usualSize, 75), "more quality": taker.take(s, usualSize, 95),
		}
		spoilt := map[string]measure.Reading{}
		for _, d := range synth.Defects() {
			spoilt[d.Name] = taker.take(d.Spoil(s, d.Severity()), usualSize, usualQuality)
		}
		for _, own := range synth.Defects() {
			m, ok := measureOf(t, own.Check)
			if !ok {
				continue
			}
			effect := bad(m, spoilt[own.Name]) - bad(m, good)
			judge := func(name string, r measure.Reading, most float64) {
				property := m.Name + " ignores " + name
				problems[property] = append(problems[property], "")
				if moved := bad(m, r) - bad(m, good); !(math.Abs(moved) <= most*effect) {
					problems[property] = append(problems[property], fmt.Sprintf("on %s %.3f moves by %.3f, by %s %.3f", s.Surface.Kind, bad(m, good), moved, own.Name, effect))
				}
			}
			for name, r := range same {
				judge(name, r, 0.25)
			}
			for _, other := range synth.Defects() {
				if other.Check != own.Check && !related[m.Name+" "+other.Name] {
					judge(other.Name, spoilt[other.Name], 0.5)
				}
			}
		}
	}
	for _, property := range slices.Sorted(maps.Keys(problems)) {
		holds(t, property, slices.DeleteFunc(problems[property], func(p string) bool { return p == "" }))
	}
}
