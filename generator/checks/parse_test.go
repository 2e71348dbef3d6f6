package checks

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"
)

const whole = `sharpness:
  reason: blurry-photo
  measure: edge-width # millimetres
  fail_above: 2.4
  unsure_above: 2.1
  floor: {caught: 0.80, false_alarms: 0.10}
  costs: {missed: 5, false_alarm: 1}
  bad_share: 0.2
  tuned: {on: 2026-11-22, photos: 135, labels: 0a1b, rule: cost-weighted}
dark: {reason: blurry-photo, measure: darkness, fail_below: 40}
`

func TestParseReadsChecks(t *testing.T) {
	found, wrong := Parse("checks.yaml", []byte(whole))
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	sharpness := *found.Find("sharpness")
	sharpness.At, sharpness.doc, sharpness.keys = found[1].At, nil, nil
	want := Check{
		ID: "sharpness", Reason: "blurry-photo", Measure: "edge-width", At: found[1].At,
		Threshold: &Threshold{Above, 2.4, 2.1}, Floor: &Floor{0.8, 0.1}, Costs: &Costs{5, 1}, BadShare: 0.2,
		Tuned: &Tuned{time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), 135, "0a1b", "cost-weighted"},
	}
	if !reflect.DeepEqual(sharpness, want) {
		t.Errorf("got %+v", sharpness)
	}
	if got := *found.Find("dark").Threshold; got != (Threshold{Below, 40, 40}) {
		t.Errorf("without an unsure bound the threshold is %+v", got)
	}
	if at := found[0].Mistake("fail_above", "", "", ""); at.String() != "checks.yaml:4:3" || at.Quote != "  fail_above: 2.4" {
		t.Errorf("fail_above stands at %s: %q", at.Position, at.Quote)
	}
}

func TestParseNamesMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"fail_above: two":                                    `3:15: this should be a number, and is text`,
		"fail_above: .nan":                                   `3:15: this should be a number, and is text`,
		"fail_above: 1\n  fail_below: 2":                     `4:3: a check fails above or below a threshold, not both`,
		"unsure_above: 1":                                    `3:3: unsure_above stands without fail_above`,
		"fail_below: 1\n  unsure_above: 2":                   `4:3: unsure_above stands without fail_above`,
		"fail_above: 1\n  unsure_above: 2":                   `4:3: unsure_above, 2, lies beyond fail_above, 1`,
		"fail_below: 2\n  unsure_below: 1":                   `4:3: unsure_below, 1, lies beyond fail_below, 2`,
		"floor: 1":                                           `3:10: this should be a group of keys, and is a number`,
		"floor: {caught: 80, false_alarms: 0.1}":             `3:19: 80 is not a share`,
		"floor: {caught: 0.8}":                               `3:10: "false_alarms" is missing`,
		"floor: {caught: 0.8, false_alarms: 0.1, missed: 0}": `3:43: unknown key "missed"`,
		"costs: {missed: 0, false_alarm: 1}":                 `3:19: 0 is not a cost`,
		"costs: {missed: 1}":                                 `3:10: "false_alarm" is missing`,
		"bad_share: -0.1":                                    `3:14: -0.1 is not a share`,
		"tuned: {photos: 3}":                                 `3:10: "on" is missing`,
		"tuned: {on: yesterday}":                             `3:15: "yesterday" is not a date`,
		"tuned: {on: 2026-11-22, photos: 0}":                 `3:35: thresholds rest on at least one photo`,
		"fail_abov: 1":                                       `3:3: unknown key "fail_abov"`,
	} {
		_, wrong := Parse("c.yaml", []byte("a:\n  reason: b\n  "+text+"\n"))
		if len(wrong) != 1 || wrong[0].Error() != "c.yaml:"+want {
			t.Errorf("%s\n got %v\nwant %s", text, wrong, want)
		}
	}
}

func TestHashNamesWhatNumbersDependOn(t *testing.T) {
	hash := func(text string) string {
		found, wrong := Parse("c.yaml", []byte(text))
		if len(wrong) > 0 {
			t.Fatal(wrong)
		}
		return found[0].Hash()
	}
	base := hash("a: {reason: b, measure: m, fail_above: 2.4}")
	for _, same := range []string{
		"# words\na: {measure: m, reason: other, fail_above: 2.40, floor: {caught: 1, false_alarms: 0}}",
		"a: {reason: b, measure: m, fail_above: +2.4, unsure_above: 2.4}",
	} {
		if hash(same) != base {
			t.Errorf("%s has another hash", same)
		}
	}
	for _, other := range []string{
		"c: {reason: b, measure: m, fail_above: 2.4}", "a: {reason: b, measure: n, fail_above: 2.4}", "a: {reason: b, measure: m}",
		"a: {reason: b, measure: m, fail_above: 2.5}", "a: {reason: b, measure: m, fail_below: 2.4}", "a: {reason: b, measure: m, fail_above: 2.4, unsure_above: 2}",
	} {
		if hash(other) == base {
			t.Errorf("%s has the same hash", other)
		}
	}
	if hash("a: {reason: b, fail_above: 0}") != hash("a: {reason: b, fail_above: -0.0}") {
		t.Error("the two zeros differ")
	}
}

// FuzzParse reads anything: no panic, and what has no mistake is consistent.
func FuzzParse(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte("a: {reason: b, fail_above: 1, fail_below: 2, unsure_above: 9e999}"))
	f.Fuzz(func(t *testing.T, src []byte) {
		found, wrong := Parse("c.yaml", src)
		if len(wrong) > 0 {
			return
		}
		for _, c := range found {
			if th := c.Threshold; th != nil && th.Beyond(th.Unsure, th.Fail) {
				t.Errorf("unsure %v lies beyond fail %v", th.Unsure, th.Fail)
			}
			if fl := c.Floor; fl != nil && (fl.Caught < 0 || fl.Caught > 1 || fl.FalseAlarms < 0 || fl.FalseAlarms > 1) {
				t.Errorf("floor %v", *fl)
			}
		}
	})
}

func example() *Measured {
	return &Measured{
		On: "2026-11-22", Program: map[string]string{"opencv": "4.6.0"},
		Sets: []Set{{Name: "s<1>", Photos: 3, Licences: []string{"MIT"}}},
		Checks: map[string]Found{"dark": {
			Measure: "darkness", Version: 1, Thresholds: "00", Labels: "11", Photos: 3, Groups: 2, Good: 2, Bad: 1,
			Caught: &Share{1, 1, 0.2, 1}, FalseAlarms: &Share{0, 2, 0, 0.66}, Unsure: &Share{0, 3, 0, 0.56}, NotAssessed: Share{0, 3, 0, 0.56},
			AUC: &Number{1, 1, 1}, Sets: []string{"s<1>"}, Notes: []string{},
		}},
	}
}

func TestMeasuredReadsWhatItWrites(t *testing.T) {
	var b bytes.Buffer
	if err := example().Write(&b); err != nil {
		t.Fatal(err)
	}
	got, wrong := ParseMeasured("measured.json", b.Bytes())
	if len(wrong) > 0 || !reflect.DeepEqual(got, example()) {
		t.Errorf("got %+v, %v", got, wrong)
	}
}

func TestMeasuredNamesMistakes(t *testing.T) {
	var b bytes.Buffer
	if err := example().Write(&b); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for change, want := range map[string]string{
		`"on": "2026-11-22"|"on": "soon"`: `"soon" is not a day`,
		`"photos": 3,|"photos": "3",`:     `measured.json:10:19: this is not`,
		`"synthetic": false,|"synth": 0,`: `unknown field "synth"`,
		`"k": 1,|"k": 2,`:                 `counts 2 of 1`,
		`"high": 1|"high": 0.9`:           `counts 1 of 1, between 0.2 and 0.9`,
		`"bad": 1|"bad": 2`:               `3 photos, 2 good and 2 bad`,
		`"value": 1|"value": 1.5`:         `the AUC 1.5`,
		`"on": |"on"; `:                   `measured.json:2:7: this is not what samplecheck writes: invalid character ';'`,
	} {
		from, to, _ := strings.Cut(change, "|")
		_, wrong := ParseMeasured("measured.json", []byte(strings.Replace(text, from, to, 1)))
		if len(wrong) != 1 || !strings.Contains(wrong[0].Error(), want) || wrong[0].Hint == "" {
			t.Errorf("%s\n got %v\nwant %s", change, wrong, want)
		}
	}
	for _, src := range []string{"", text[:len(text)/2], text + "x"} {
		if _, wrong := ParseMeasured("m.json", []byte(src)); len(wrong) != 1 {
			t.Errorf("%d bytes of the file are read", len(src))
		}
	}
}

func FuzzParseMeasured(f *testing.F) {
	var b bytes.Buffer
	if err := example().Write(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"checks":{"a":{"caught":{"k":-1}}}}`))
	f.Fuzz(func(t *testing.T, src []byte) {
		m, wrong := ParseMeasured("m.json", src)
		if (m == nil) != (len(wrong) > 0) {
			t.Errorf("read %v with mistakes %v", m, wrong)
		}
	})
}

// What was measured with other thresholds is a mistake at the threshold, with
// another measure one at the measure; a check that is gone is warned of.
func TestStaleNamesWhatChanged(t *testing.T) {
	const file = "a:\n  reason: r\n  measure: m\n  fail_above: 2.4\nb:\n  reason: r\n  measure: m\n  fail_below: 1\nnew:\n  reason: r\n  measure: m\n"
	now, _ := Parse("checks.yaml", []byte(file))
	measured := &Measured{On: "2026-11-22", Checks: map[string]Found{}}
	for i := range now {
		if c := &now[i]; c.ID != "new" {
			measured.Checks[c.ID] = Found{Measure: c.Measure, Thresholds: c.Hash()}
		}
	}
	for edit, want := range map[string]string{
		"|": "",
		"above: 2.4|above: 2.40\n  floor: {caught: 0, false_alarms: 1}": "",
		"above: 2.4|above: 2.5": "checks.yaml:4:3: ",
		"above: 2.4|below: 2.4": "checks.yaml:4:3: ",
		"  fail_above: 2.4\n|":  "checks.yaml:1:1: ",
		"b:\n  reason: r\n  measure: m|b:\n  reason: r\n  measure: other": "checks.yaml:7:3: ",
		"a:\n|c:\n": "measured.json: ",
	} {
		from, to, _ := strings.Cut(edit, "|")
		moved, wrong := Parse("checks.yaml", []byte(strings.Replace(file, from, to, 1)))
		if len(wrong) > 0 {
			t.Fatal(wrong)
		}
		stale, warnings := Stale(moved, measured, "measured.json")
		found := append(stale, warnings...)
		if want == "" && len(found) > 0 || want != "" && (len(found) != 1 || !strings.HasPrefix(found[0].Error(), want) || !strings.Contains(found[0].Hint, "samplecheck run --photos DIR --save")) {
			t.Errorf("%q: got %v, want %q", edit, found, want)
		}
	}
}
