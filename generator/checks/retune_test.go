package checks

import (
	"os"
	"strings"
	"testing"
	"time"
)

var tuning = Tuning{Threshold{Above, 1.36, 1.2}, Tuned{time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC), 140, "00ff", "cost-weighted (missed 4; false alarm 1; bad share 0.2)"}}

func TestRetuneKeepsEverythingElse(t *testing.T) {
	src := strings.Replace(whole, "  fail_above: 2.4\n", "  # found on a rainy day\n  fail_above:   2.4   # millimetres\n\n", 1)
	got, err := Retune([]byte(src), map[string]Tuning{"sharpness": tuning})
	want := strings.NewReplacer("2.4 ", "1.36 ", "above: 2.1", "above: 1.2", "2026-11-22", "2027-01-31", "photos: 135", "photos: 140", "0a1b", "00ff", "rule: cost-weighted", "rule: "+tuning.Tuned.Rule).Replace(src)
	if err != nil || string(got) != want {
		t.Errorf("got\n%s\nwant\n%s\n%v", got, want, err)
	}
}

func TestRetuneAddsWhatIsMissing(t *testing.T) {
	below := Tuning{Threshold{Below, 0.00001, 40}, tuning.Tuned}
	for src, want := range map[string]string{
		"a: {reason: r, measure: m, fail_below: 3} # a\n":                              "a: {reason: r, measure: m, fail_below: 0.00001, unsure_below: 40, tuned: {on: 2027-01-31, photos: 140, labels: 00ff, rule: " + tuning.Tuned.Rule + "}} # a\n",
		"# head\na:\n  measure: m # which\n  reason: r\nb: {reason: r}\n":              "# head\na:\n  measure: m # which\n  fail_below: 0.00001\n  unsure_below: 40\n  tuned: {on: 2027-01-31, photos: 140, labels: 00ff, rule: " + tuning.Tuned.Rule + "}\n  reason: r\nb: {reason: r}\n",
		"a:\n  measure: m\n  fail_below:\n  reason: r\n  tuned:\n    on: 2026-11-22\n": "a:\n  measure: m\n  fail_below: 0.00001\n  unsure_below: 40\n  reason: r\n  tuned:\n    on: 2027-01-31\n    photos: 140\n    labels: 00ff\n    rule: " + tuning.Tuned.Rule + "\n",
	} {
		got, err := Retune([]byte(src), map[string]Tuning{"a": below})
		if err != nil || string(got) != want {
			t.Errorf("got\n%s\nwant\n%s\n%v", got, want, err)
		}
	}
}

func TestRetuneRefusesWhatItCannotKeep(t *testing.T) {
	for src, want := range map[string]string{
		"b: {reason: r}":                            `there is no check "a"`,
		"a: {reason: r}":                            `there is neither "fail_above" nor "measure"`,
		"a: {reason: r, fail_below: 3}":             `there is neither "fail_above" nor "measure"`,
		"a: {reason: r, measure: m, fail_below: 3}": "new numbers do not fit into",
		"a: {reason: r, nothing: 3}":                "unknown key",
		"a:\n  reason: r\n  measure: |\n    m\n":    `"measure" has no value of one line`,
	} {
		if got, err := Retune([]byte(src), map[string]Tuning{"a": tuning}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\n got %s, %v\nwant %s", src, got, err, want)
		}
	}
}

// FuzzRetune tunes whatever can be read: a line that has nothing to do with
// it stays as it is.
func FuzzRetune(f *testing.F) {
	shipped, err := os.ReadFile("../../content/checks.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, src := range []string{string(shipped), whole, "a: {reason: b, measure: c, tuned: {on: 2026-11-22}}\r\n", "'a': {\"reason\": b, measure: 'c', fail_above: 0x10}"} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		found, wrong := Parse("c.yaml", src)
		if len(wrong) > 0 || len(found) == 0 {
			return
		}
		tuned := tuning
		if th := found[0].Threshold; th != nil {
			tuned.Threshold = Threshold{th.Side, 3, 3}
		}
		out, err := Retune(src, map[string]Tuning{found[0].ID: tuned})
		if err != nil {
			return
		}
		for line := range strings.Lines(string(src)) {
			if strings.HasPrefix(strings.TrimSpace(line), "#") && !strings.Contains(string(out), strings.TrimRight(line, "\r\n")) {
				t.Errorf("the comment %q is gone from\n%s", line, out)
			}
		}
		if again, err := Retune(out, map[string]Tuning{found[0].ID: tuned}); err != nil || string(again) != string(out) {
			t.Errorf("a second time changes it to\n%s\n%v", again, err)
		}
	})
}
