package bench

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"retake/generator/checks"
	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
	"retake/samplecheck/survey"
	"retake/samplecheck/worker"
)

// wide is a measure that there is; edge-width is worse above.
const wide = "a: {reason: r, measure: edge-width, fail_above: 10, unsure_above: 5, floor: {caught: 0.5, false_alarms: 0.5}}\n"

// input makes a run of rows "photo number defect group note"; a number of
// "-" is a photo that is refused.
func input(t *testing.T, checksYAML string, rows ...string) Input {
	t.Helper()
	found, wrong := checks.Parse("checks.yaml", []byte(checksYAML))
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	labels := "photo,check,defect,group,set,licence,note\n"
	in := Input{Checks: found, Seed: 1, Versions: map[string]string{"opencv": "4"}}
	for _, row := range rows {
		f := append(strings.Fields(row), "", "")
		labels += fmt.Sprintf("%s,a,%s,%s,own,CC0,%s\n", f[0], f[2], f[3], strings.Join(f[4:], " "))
		p := survey.Photo{File: survey.File{Name: f[0]}, Sum: dataset.Sum{1}}
		if f[1] == "-" {
			p.Refusal = &photo.Refusal{Code: "empty", Reason: "Empty."}
		} else {
			var v measure.Value
			if _, err := fmt.Sscan(f[1], &v.Number); err != nil {
				t.Fatal(err)
			}
			p.Answer = worker.Answer{Reading: measure.Reading{"edge-width": v}}
		}
		in.Photos = append(in.Photos, p)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, dataset.File), []byte(labels), 0o600); err != nil {
		t.Fatal(err)
	}
	var err error
	if in.Data, wrong, err = dataset.Read(dir); err != nil || len(wrong) > 0 {
		t.Fatal(err, wrong)
	}
	return in
}

func many(n int, row string) []string {
	rows := make([]string, n)
	for i := range rows {
		rows[i] = fmt.Sprintf(row, i)
	}
	return rows
}

func codes(notes []Note) []string {
	var found []string
	for _, n := range notes {
		found = append(found, n.Code)
	}
	return found
}

func TestRunCounts(t *testing.T) {
	in := input(t, wide,
		"b1 11 yes g1 dim", "b2 10.1 yes g2 dim", "b3 10 yes g3 mild", "b4 - yes g4 mild", // at the bound is not beyond it
		"g1 1 no h1", "g2 5 no h2", "g3 12 no h3", "g4 - no h4", "g5 6 no h5")
	r := Run(in)
	c := r.Checks["a"]
	got := []int{c.N, c.Good, c.Bad, c.Scenes, c.Caught.K, c.Caught.N, c.FalseAlarms.K, c.FalseAlarms.N, c.Unsure.K, c.Unsure.N, c.NotAssessed.K, c.NotAssessed.N}
	if want := []int{9, 5, 4, 9, 2, 3, 1, 4, 2, 7, 2, 9}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	// Of the 12 pairs of a bad and a good photo, the bad one is worse in 9.
	if c.AUC.Value != .75 || math.Abs(c.Balanced.Value-17.0/24) > 1e-12 {
		t.Errorf("AUC %v, balanced %v", c.AUC.Value, c.Balanced.Value)
	}
	if len(r.NotAssessed) != 2 || r.NotAssessed[0] != (Refused{"b4", "empty", "Empty."}) {
		t.Errorf("not assessed: %v", r.NotAssessed)
	}
	var kinds []string
	for _, k := range c.Kinds {
		kinds = append(kinds, fmt.Sprintf("%s %d/%d of %d", k.Name, k.Caught.K, k.Caught.N, k.N))
	}
	if want := []string{"dim 2/2 of 2", "mild 0/1 of 2"}; !slices.Equal(kinds, want) {
		t.Errorf("kinds %v", kinds)
	}
}

func TestMeasuresThatAreWorseBelowAreTurned(t *testing.T) {
	in := input(t, "a: {reason: r, measure: darkness, fail_below: 40}", "b1 10 yes g1", "b2 30 yes g2", "g1 90 no h1", "g2 39 no h2")
	for i := range in.Photos {
		in.Photos[i].Reading = measure.Reading{"darkness": in.Photos[i].Reading["edge-width"]}
	}
	c := Run(in).Checks["a"]
	if c.AUC.Value != 1 || c.Caught.K != 2 || c.FalseAlarms.K != 1 || c.Balanced.Value != .75 {
		t.Errorf("got %+v: caught %v, false alarms %v, AUC %v", c, c.Caught, c.FalseAlarms, c.AUC)
	}
}

func TestFloorsAreJudgedByWholeIntervals(t *testing.T) {
	good, bad := "g%d 1 no", "b%d 20 yes"
	for name, c := range map[string]struct {
		rows   []string
		state  State
		caught State
		alarms State
	}{
		"hold":                      {slices.Concat(many(30, good), many(30, bad)), Holds, Holds, Holds},
		"too few":                   {slices.Concat(many(30, good), many(2, bad)), TooFew, TooFew, Holds},
		"missed":                    {slices.Concat(many(30, good), many(30, "b%d 2 yes")), Broken, Broken, Holds},
		"flagged":                   {slices.Concat(many(30, "g%d 20 no"), many(30, bad)), Broken, Holds, Broken},
		"one broken, one open":      {slices.Concat(many(30, "g%d 20 no"), many(2, bad)), Broken, TooFew, Broken},
		"open in the middle":        {slices.Concat(many(30, good), many(15, bad), many(15, "c%d 2 yes")), TooFew, TooFew, Holds},
		"hard ones refused":         {slices.Concat(many(30, good), many(30, bad), many(30, "c%d - yes")), TooFew, TooFew, Holds},
		"a few refused":             {slices.Concat(many(30, good), many(30, bad), many(2, "c%d - yes")), Holds, Holds, Holds},
		"nothing could be assessed": {slices.Concat(many(30, "g%d - no"), many(30, "b%d - yes")), TooFew, TooFew, TooFew},
		"unsure is not caught":      {slices.Concat(many(30, good), many(30, "b%d 7 yes")), Broken, Broken, Holds},
		"unsure is no false alarm":  {slices.Concat(many(30, "g%d 7 no"), many(30, bad)), Holds, Holds, Holds},
		"nobody labelled anything":  {nil, TooFew, TooFew, TooFew},
	} {
		t.Run(name, func(t *testing.T) {
			r := Run(input(t, wide, c.rows...))
			f := r.Checks["a"].Floor
			if r.State != c.state || f.Caught.State != c.caught || f.FalseAlarms.State != c.alarms {
				t.Errorf("got %s: caught %s, false alarms %s", r.State, f.Caught.State, f.FalseAlarms.State)
			}
		})
	}
	if r := Run(input(t, "a: {reason: r, measure: edge-width, fail_above: 10}", many(3, good)...)); r.State != Holds {
		t.Errorf("without floors: %s", r.State)
	}
}

func TestNotesSayWhatToBearInMind(t *testing.T) {
	rows := slices.Concat(many(30, "g%d 1 no"), many(3, "b%d 20 yes"))
	hash := Run(input(t, wide, rows...)).Checks["a"].Labels
	for name, c := range map[string]struct {
		yaml string
		rows []string
		want []string
	}{
		"few":          {wide, rows, []string{"few-bad", "separated", "floor-needs-bad"}},
		"no threshold": {"a: {reason: r, measure: edge-width}", rows, []string{"no-threshold", "few-bad", "separated"}},
		"no measure":   {"a: {reason: r}", rows, []string{"no-measure"}},
		"no labels":    {wide, nil, []string{"no-labels", "floor-needs-bad", "floor-needs-good"}},
		"same photos":  {strings.Replace(wide, "floor", "tuned: {on: 2026-11-22, labels: "+hash+"}, floor", 1), rows, []string{"few-bad", "separated", "same-photos", "floor-needs-bad"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := codes(Run(input(t, c.yaml, c.rows...)).Checks["a"].Notes); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
	tuned := Run(input(t, strings.Replace(wide, "floor", "tuned: {on: 2026-11-22, labels: "+hash+"}, floor", 1), rows...))
	if !slices.Equal(codes(tuned.Notes), []string{SamePhotosByPart}) {
		t.Errorf("of photos that thresholds were chosen on, the notes are %v", tuned.Notes)
	}
	r := Run(input(t, "b: {reason: r, measure: edge-width}", "p 1 no"))
	if !slices.Equal(codes(r.Notes), []string{"unknown-check"}) {
		t.Errorf("notes %v", r.Notes)
	}
}

func TestWorstNamesKindsThatHavePhotosEnough(t *testing.T) {
	c := Run(input(t, wide, slices.Concat(
		many(5, "a%d 20 yes x dim"), many(5, "b%d 2 yes x mild"), many(4, "c%d 2 yes x rare"),
		many(5, "d%d 1 no x plain"), many(4, "e%d 20 no x odd"), many(6, "f%d 20 no x soft"))...)).Checks["a"]
	if c.Worst != (Worst{"mild", "soft"}) {
		t.Errorf("the worst are %+v", c.Worst)
	}
	if c := Run(input(t, wide, many(9, "a%d 20 yes x dim")...)).Checks["a"]; c.Worst != (Worst{}) {
		t.Errorf("nothing went wrong, and the worst are %+v", c.Worst)
	}
}

func TestNamesThatAlwaysComeTogetherAreOneKind(t *testing.T) {
	c := Run(input(t, wide, "a 1 no x relative label", "b 1 no x relative label; ev=3", "c 1 no x plain")).Checks["a"]
	if len(c.Kinds) != 2 || c.Kinds[1].Name != "relative label" || c.Kinds[1].N != 2 {
		t.Errorf("kinds %+v", c.Kinds)
	}
}

func TestWithoutLeavesKindsOut(t *testing.T) {
	in := input(t, wide, "a 1 no x plain", "b 20 no x plain borderline", "c 20 yes x plain")
	in.Without = []string{"borderline"}
	r := Run(in)
	if c := r.Checks["a"]; c.N != 2 || c.FalseAlarms.K != 0 || r.Photos != 2 {
		t.Errorf("%d photos, %d labels, %v false alarms", r.Photos, c.N, c.FalseAlarms)
	}
}

func TestChangesNamePhotos(t *testing.T) {
	rows := []string{"a 1 no", "b 20 yes", "c 7 yes"}
	before := Run(input(t, wide, rows...))
	in := input(t, wide, rows...)
	in.Last = before.Leave()
	if c := Run(in).Changes; c.Any() {
		t.Errorf("nothing has changed but %+v", c)
	}
	turned := input(t, wide, "a 1 yes", "b 20 yes", "c 7 yes")
	turned.Last = before.Leave()
	if c := Run(turned).Changes; c.Turned != 1 || len(c.Flips)+c.Moved+c.Added+c.Removed > 0 {
		t.Errorf("a label was turned round: %+v", c)
	}
	in = input(t, strings.Replace(wide, "fail_above: 10", "fail_above: 6", 1), "a 1.5 no", "c 7 yes", "d 1 no")
	in.Last, in.Versions = before.Leave(), map[string]string{"opencv": "5"}
	in.Last.Measures["a"]++ // of another measure, for all that is known
	want := Changes{
		Why: []string{"opencv is 5, and was 4", "a has other thresholds or another measure"}, Moved: 1, Added: 1, Removed: 1,
		Flips: []Flip{{Check: "a", Photo: "c", Bad: true, From: Unsure, To: Fail, NumberWas: 7, Number: 7}},
	}
	if c := Run(in).Changes; !reflect.DeepEqual(c, want) {
		t.Errorf("got %+v", c)
	}
}

func TestVerifyHoldsThresholdsAgainstMeasures(t *testing.T) {
	for text, want := range map[string]string{
		"measure: edge-widht":                `1:25: there is no measure "edge-widht"`,
		"measure: edge-width, fail_below: 3": `1:46: edge-width is worse above, not below`,
		"measure: darkness, fail_below: 300": `1:44: darkness has numbers from 0 to 255, and 300 is none of them`,
		"measure: darkness, fail_below: 30":  "",
		"fail_below: 30":                     "",
	} {
		found, wrong := checks.Parse("c.yaml", []byte("sharp: {reason: blurry, "+text+"}"))
		if len(wrong) > 0 {
			t.Fatal(wrong)
		}
		got := ""
		if wrong := Verify(found); len(wrong) > 0 {
			got = strings.TrimPrefix(wrong[0].Error(), "c.yaml:")
		}
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestMeasuredIsWhatTheGuideReads(t *testing.T) {
	r := Run(input(t, wide+"none: {reason: r}\n", "a 1 no x", "b 20 yes y", "c - yes z"))
	var b strings.Builder
	if err := r.Measured("2026-11-22").Write(&b); err != nil {
		t.Fatal(err)
	}
	m, wrong := checks.ParseMeasured("measured.json", []byte(b.String()))
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	found, ok := m.Checks["a"]
	if !ok || len(m.Checks) != 1 || found.Photos != 3 || found.Caught.K != 1 || found.NotAssessed.K != 1 || found.AUC.Value != 1 || len(found.Sets) != 1 {
		t.Errorf("got %+v", m)
	}
}
