package example

import (
	"context"
	"slices"
	"testing"

	"retake/generator/checks"
	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
)

var dark = checks.Checks{{ID: "dark", Measure: "darkness", Threshold: &checks.Threshold{Side: checks.Below, Fail: 70, Unsure: 87}}}

// judged answers with numbers in turn, and counts how often it was asked.
func judged(numbers ...float64) (Judge, *int) {
	asked := 0
	return func(context.Context, string, []byte) (measure.Reading, error) {
		n := numbers[min(asked, len(numbers)-1)]
		asked++
		return measure.Reading{"darkness": {Number: n}}, nil
	}, &asked
}

// TestPairsAreClear goes on to the next severity, and the next scene, until
// a bad photo fails by more than a hair.
func TestPairsAreClear(t *testing.T) {
	judge, asked := judged(
		80,      // a good photo that is unsure: the next scene
		120, 69, // fails by a hair: the next severity
		30,
	)
	m := Maker{Checks: dark, Seed: 1, Judge: judge}
	pair, err := m.Pair(context.Background(), &dark[0])
	if err != nil || pair == nil {
		t.Fatalf("no pair: %v", err)
	}
	if pair.Scene != 2 || pair.Severity != severities[1] || *asked != 4 {
		t.Errorf("scene %d, severity %v after %d photos; want scene 2, severity %v after 4", pair.Scene, pair.Severity, *asked, severities[1])
	}
}

// TestBadPhotosHaveOneFaultWhenTheyCan prefers the photo that fails nothing
// else.
func TestBadPhotosHaveOneFaultWhenTheyCan(t *testing.T) {
	all := append(slices.Clone(dark), checks.Check{ID: "glare", Measure: "highlight", Threshold: &checks.Threshold{Side: checks.Above, Fail: 20, Unsure: 15}})
	readings := []measure.Reading{
		{"darkness": {Number: 120}, "highlight": {Number: 3}},
		{"darkness": {Number: 30}, "highlight": {Number: 90}},
		{"darkness": {Number: 20}, "highlight": {Number: 3}},
	}
	asked := 0
	m := Maker{Checks: all, Seed: 1, Judge: func(context.Context, string, []byte) (measure.Reading, error) {
		asked++
		return readings[asked-1], nil
	}}
	pair, err := m.Pair(context.Background(), &all[0])
	if err != nil || pair == nil || pair.Severity != severities[1] {
		t.Fatalf("got %+v, %v; want the second severity", pair, err)
	}
}

func TestDrawableChecksHaveADefectAndAThreshold(t *testing.T) {
	all := append(slices.Clone(dark), checks.Check{ID: "glare", Measure: "highlight"}, checks.Check{ID: "newness", Threshold: dark[0].Threshold})
	if found := Drawable(all); len(found) != 1 || found[0].ID != "dark" {
		t.Errorf("got %d checks; want dark alone", len(found))
	}
}

func TestShrinkingKeepsLight(t *testing.T) {
	in := photo.Picture{Width: 96, Height: 72, Pix: make([]uint8, 3*96*72)}
	sum := 0
	for i := range in.Pix {
		in.Pix[i] = uint8(i * i % 251)
		sum += int(in.Pix[i])
	}
	for _, width := range []int{32, 64, 95} {
		out := shrink(in, width)
		if out.Height != (72*width+48)/96 || len(out.Pix) != 3*width*out.Height {
			t.Fatalf("width %d: %d × %d, %d bytes", width, out.Width, out.Height, len(out.Pix))
		}
		got := 0
		for _, v := range out.Pix {
			got += int(v)
		}
		before, after := float64(sum)/float64(len(in.Pix)), float64(got)/float64(len(out.Pix))
		if diff := before - after; diff > 0.1 || diff < -0.1 {
			t.Errorf("width %d: mean light %v, was %v", width, after, before)
		}
	}
}

func TestEachOldPixelCountsAsMuchAsItCovers(t *testing.T) {
	for _, size := range [][2]int{{960, 640}, {960, 320}, {7, 3}, {5, 5}} {
		seen := make([]int, size[0])
		for _, parts := range covered(size[0], size[1]) {
			sum := 0
			for _, p := range parts {
				sum += p.share
				seen[p.at] += p.share
			}
			if sum != size[0] {
				t.Fatalf("%v: a new pixel has the weight %d", size, sum)
			}
		}
		if slices.Min(seen) != size[1] || slices.Max(seen) != size[1] {
			t.Errorf("%v: old pixels weigh from %d to %d", size, slices.Min(seen), slices.Max(seen))
		}
	}
}
