package checks

import (
	"bytes"
	"strings"
	"testing"
)

func examples() *Examples {
	photo := func(verdict string, darkness, spot float64) ExamplePhoto {
		return ExamplePhoto{Verdict: verdict, Numbers: map[string]float64{"darkness": darkness, "highlight": spot},
			Files: []PictureFile{{Name: "examples/dark-" + verdict + "-320.jpg", Width: 320, Height: 240, Bytes: 1, Sum: "00"}}}
	}
	return &Examples{
		Synthetic: true, Seed: 1, Program: map[string]string{"opencv": "4.6.0"},
		Measures: map[string]Taken{"darkness": {3, "levels"}, "highlight": {2, "levels"}},
		Checks:   map[string]Example{"dark": {Measure: "darkness", Defect: "dark", Good: photo("pass", 120, 3), Bad: photo("fail", 40, 2)}},
	}
}

func TestExamplesAreReadAsTheyAreWritten(t *testing.T) {
	var first, second bytes.Buffer
	if err := examples().Write(&first); err != nil {
		t.Fatal(err)
	}
	read, wrong := ParseExamples("content/examples.json", first.Bytes())
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	if err := read.Write(&second); err != nil || first.String() != second.String() {
		t.Errorf("%v\n%s\n%s", err, first.String(), second.String())
	}
}

func TestExamplesThatSamplecheckDoesNotWriteAreRefused(t *testing.T) {
	var whole bytes.Buffer
	if err := examples().Write(&whole); err != nil {
		t.Fatal(err)
	}
	for edit, want := range map[string]string{
		`"seed": 1`:                      `"sed": 1`,
		`"examples/dark-pass-320.jpg"`:   `"../dark-pass-320.jpg"`,
		`"examples/dark-fail-320.jpg"`:   `"examples/../../dark.jpg"`,
		`"width": 320`:                   `"width": 0`,
		`"synthetic": true`:              `"synthetic": 7`,
		"}\n":                            "}\n}",
		"\"checks\": {\n    \"dark\": {": "\"checks\": {\n    \"other\": {}, \"dark\": {",
	} {
		broken := strings.Replace(whole.String(), edit, want, 1)
		if broken == whole.String() {
			t.Fatalf("%q is not in the file", edit)
		}
		if edit == "}\n" {
			broken = whole.String() + "}"
		}
		_, wrong := ParseExamples("content/examples.json", []byte(broken))
		if len(wrong) != 1 || wrong[0].Rule != "examples" || !strings.Contains(wrong[0].Hint, "samplecheck illustrate") {
			t.Errorf("%q for %q: got %v", want, edit, wrong)
		}
	}
}

// TestPairsThatDoNotShowWhatTheyClaimAreDoubted moves what a pair depends on.
func TestPairsThatDoNotShowWhatTheyClaimAreDoubted(t *testing.T) {
	below := func(fail, unsure float64) *Threshold { return &Threshold{Below, fail, unsure} }
	glare := Check{ID: "glare", Measure: "highlight", Threshold: &Threshold{Above, 21, 16}}
	for name, c := range map[string]struct {
		all      Checks
		measured *Measured
		want     string
	}{
		"nothing moved":         {Checks{{ID: "dark", Measure: "darkness", Threshold: below(70, 87)}, glare}, nil, ""},
		"a little":              {Checks{{ID: "dark", Measure: "darkness", Threshold: below(45, 110)}, glare}, nil, ""},
		"the bad one passes":    {Checks{{ID: "dark", Measure: "darkness", Threshold: below(40, 87)}}, nil, "the bad photo does not fail: its darkness is 40, and fails below 40"},
		"the good one does not": {Checks{{ID: "dark", Measure: "darkness", Threshold: below(70, 121)}}, nil, `the good photo does not pass the check "dark": its darkness is 120, and is unsure below 121`},
		"another check": {Checks{{ID: "dark", Measure: "darkness", Threshold: below(70, 87)}, {ID: "glare", Measure: "highlight", Threshold: &Threshold{Above, 5, 2}}}, nil,
			`the good photo does not pass the check "glare": its highlight is 3, and is unsure above 2`},
		"a new check":     {Checks{{ID: "dark", Measure: "darkness", Threshold: below(70, 87)}, {ID: "framing", Measure: "fill", Threshold: below(1, 1)}}, nil, ""},
		"another measure": {Checks{{ID: "dark", Measure: "gloom", Threshold: below(70, 87)}}, nil, "they were judged by the measure darkness, and the check's is gloom"},
		"no threshold":    {Checks{{ID: "dark", Measure: "darkness"}}, nil, "checks.yaml has no threshold for this check"},
		"no check":        {nil, nil, "checks.yaml does not have this check"},
		"a measure that was redefined": {Checks{{ID: "dark", Measure: "darkness", Threshold: below(70, 87)}},
			&Measured{Checks: map[string]Found{"dark": {Measure: "darkness", Version: 4}}}, "the measure darkness has changed since they were measured"},
		"a measure as it was": {Checks{{ID: "dark", Measure: "darkness", Threshold: below(70, 87)}},
			&Measured{Checks: map[string]Found{"dark": {Measure: "darkness", Version: 3}}}, ""},
	} {
		if got := examples().Doubt("dark", c.all, c.measured); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
