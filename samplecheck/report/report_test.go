package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"retake/samplecheck/bench"
	"retake/samplecheck/stat"

	"retake/generator/checks"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func share(k, n int) *stat.Share {
	s := stat.Of(k, n)
	return &s
}

// result has everything that a result can have.
func result() *bench.Result {
	sharpness := &bench.Check{
		Measure: "edge-width", Threshold: &bench.Threshold{Side: checks.Above, Fail: 2.4, Unsure: 2.1},
		N: 135, Good: 112, Bad: 23, Scenes: 98, Caught: share(22, 23), FalseAlarms: share(6, 112), Unsure: share(4, 135), NotAssessed: *share(0, 135),
		CrossValidated: &bench.CrossValidated{Rule: "Youden", Folds: 5, Caught: *share(21, 23), FalseAlarms: *share(7, 112)},

		AUC:   &stat.Estimate{Value: .981, Low: .962, High: .996},
		Floor: &bench.Floor{Caught: bench.Demand{Bound: .8, State: bench.TooFew}, FalseAlarms: bench.Demand{Bound: .15, State: bench.Holds}},
		Sets:  []bench.Part{{Name: "own", N: 35, Caught: share(3, 3), FalseAlarms: share(0, 32)}, {Name: "qr", N: 100, Caught: share(19, 20), FalseAlarms: share(6, 80)}},
		Kinds: []bench.Part{{Name: "blurred", N: 23, Caught: share(22, 23), FalseAlarms: share(0, 0)}, {Name: "nominal", N: 40, Caught: share(0, 0), FalseAlarms: share(6, 40)}},
		Worst: bench.Worst{Caught: "blurred", FalseAlarms: "nominal"},
		Notes: []bench.Note{{Code: "same-photos", Text: "the thresholds were chosen on these same photos; held out says what the same rule finds on scenes that it did not choose on, in 5 parts, and floors are judged by that"}, {Code: "few", Text: "needs at least 93 bad photos to tell whether at least 80 % are caught, has 23"}},
	}
	glare := &bench.Check{
		Measure: "glare-share", Threshold: &bench.Threshold{Side: checks.Above, Fail: .1, Unsure: .1}, N: 10, Good: 5, Bad: 5,
		Caught: share(0, 5), FalseAlarms: share(5, 5), Unsure: share(0, 10), NotAssessed: *share(0, 10), AUC: &stat.Estimate{Value: 1, Low: 1, High: 1},
		Floor: &bench.Floor{Caught: bench.Demand{Bound: .7, State: bench.Broken}, FalseAlarms: bench.Demand{Bound: .125, State: bench.Broken}},
		Notes: []bench.Note{{Code: "same-photos", Text: "the thresholds were chosen on these same photos: on others they may do worse"}},
	}
	framing := &bench.Check{N: 3, NotAssessed: *share(3, 3), Notes: []bench.Note{{Code: "no-measure", Text: "names no measure in checks.yaml: nothing can be told"}}}
	return &bench.Result{
		State: bench.Broken, Photos: 148, Seed: 1, Without: []string{"borderline"}, Order: []string{"sharpness", "glare", "framing"},
		Checks: map[string]*bench.Check{"sharpness": sharpness, "glare": glare, "framing": framing},
		Sets:   []checks.Set{{Name: "own", Photos: 48}, {Name: "qr", Photos: 100}},
		Notes: []bench.Note{
			{Code: "unknown-check", Text: `2 labels are for a check "glair" that does not exist. Did you mean "glare"?`},
			{Code: bench.SamePhotosByPart, Text: "rates by set and kind are those of thresholds that were chosen on these same photos: on others they may be worse"},
		},
		NotAssessed: []bench.Refused{{Photo: `a\xff<b>.jpg`, Code: "heic", Reason: "This is a HEIC picture. Save it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible)."}},
		Changes: bench.Changes{Why: []string{"opencv is 4.10.0, and was 4.6.0"}, Moved: 3, Added: 2, Flips: []bench.Flip{
			{Check: "sharpness", Photo: "qr/blurred-image001.jpg", Bad: true, From: bench.Fail, To: bench.Unsure, NumberWas: 2.41, Number: 2.3999},
		}},
	}
}

// golden compares with a file of what is right.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: got\n%s\nwant\n%s\nafter a look: go test ./samplecheck/report -update", name, got, want)
	}
}

func TestTextFitsItsTerminal(t *testing.T) {
	for name, style := range map[string]Style{"80.txt": {Width: 80}, "120.txt": {Width: 120}} {
		var b bytes.Buffer
		Text(&b, result(), style)
		golden(t, name, b.Bytes())
		for line := range strings.Lines(b.String()) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > style.Width {
				t.Errorf("%s: %d characters in %q", name, n, line)
			}
		}
	}
}

func TestColoursChangeNothingElse(t *testing.T) {
	var plain, coloured bytes.Buffer
	Text(&plain, result(), Style{Width: 80})
	Text(&coloured, result(), Style{Width: 80, Colour: true})
	if !strings.Contains(coloured.String(), "\x1b[31;1mBROKEN\x1b[0m") {
		t.Error("a broken floor is not marked")
	}
	if colours.ReplaceAllString(coloured.String(), "") != plain.String() {
		t.Error("without its colours the text is another")
	}
	if strings.Contains(plain.String(), "\x1b") {
		t.Error("plain text has colours")
	}
}

func TestTextOfASyntheticSetSaysSo(t *testing.T) {
	r := result()
	r.Synthetic = true
	var b bytes.Buffer
	Text(&b, r, Style{Width: 80})
	if !strings.Contains(b.String(), "148 synthetic photos") {
		t.Error(b.String())
	}
}

func TestJSONHasTheFormThatProgramsKnow(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, result()); err != nil {
		t.Fatal(err)
	}
	type counted struct{ K, N int }
	var got struct {
		Checks map[string]struct {
			N           int
			Caught      *counted
			FalseAlarms *counted `json:"false_alarms"`
			AUC         *struct{ Value, Low, High float64 }
		}
		State string
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	s := got.Checks["sharpness"]
	if got.State != "broken" || s.N != 135 || *s.Caught != (counted{22, 23}) || *s.FalseAlarms != (counted{6, 112}) || s.AUC.Value != .981 || s.AUC.High != .996 {
		t.Errorf("got %+v", got)
	}
	if got.Checks["framing"].Caught != nil || got.Checks["framing"].AUC != nil {
		t.Error("what was not measured has numbers")
	}
}

func TestJUnitCountsWhatItSays(t *testing.T) {
	var b bytes.Buffer
	if err := JUnit(&b, result()); err != nil {
		t.Fatal(err)
	}
	golden(t, "junit.xml", b.Bytes())
	var got suites
	if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	failures, skipped := strings.Count(b.String(), "<failure"), strings.Count(b.String(), "<skipped")
	if got.Tests != 4 || got.Failures != failures || got.Skipped != skipped || failures != 2 || skipped != 1 {
		t.Errorf("counts %d, %d, %d; has %d failures, %d skipped", got.Tests, got.Failures, got.Skipped, failures, skipped)
	}
}

func TestExitCodes(t *testing.T) {
	for state, want := range map[bench.State]int{bench.Holds: 0, bench.Broken: 1, bench.TooFew: 3} {
		if got := Exit(state); got != want {
			t.Errorf("%s ends with %d", state, got)
		}
	}
}

func TestWhatWasNotAssessedHasNoNumber(t *testing.T) {
	var b strings.Builder
	(&text{w: &b, Style: Style{Width: 80}}).flips([]bench.Flip{
		{Check: "glare", Photo: "gone.jpg", From: bench.Pass, To: bench.NotAssessed, NumberWas: 1.216},
		{Check: "glare", Photo: "back.jpg", From: bench.NotAssessed, To: bench.Fail, Number: 30},
	})
	for _, want := range []string{"1.216 → –", "– → 30"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
}
