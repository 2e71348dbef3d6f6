package page

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/dop251/goja"

	"retake/samplecheck/stat"
)

// TestScriptCountsAsGoDoes runs the page's arithmetic against package stat.
func TestScriptCountsAsGoDoes(t *testing.T) {
	vm := goja.New()
	vm.SetFieldNameMapper(goja.TagFieldNameMapper("json", true))
	if _, err := vm.RunString(rates); err != nil {
		t.Fatal(err)
	}
	var wilson func(k, n int) stat.Share
	if err := vm.ExportTo(vm.Get("wilson"), &wilson); err != nil {
		t.Fatal(err)
	}
	for n := range 150 {
		for k := 0; k <= n; k++ {
			got, want := wilson(k, n), stat.Of(k, n)
			// Some processors fuse multiplications, in Go and not in scripts.
			if got.K != k || got.N != n || math.Abs(got.Low-want.Low) > 1e-14 || math.Abs(got.High-want.High) > 1e-14 {
				t.Fatalf("%d of %d is %+v, and %+v in Go", k, n, got, want)
			}
		}
	}
}

// TestScriptJudgesAsBenchDoes moves each check's thresholds over its photos.
func TestScriptJudgesAsBenchDoes(t *testing.T) {
	in := makeInput(t)
	vm := goja.New()
	if _, err := vm.RunString(rates + "\nfunction at(json, fail) { const check = JSON.parse(json); check.fail = fail; const j = judge(check); return [j.caught.k, j.caught.n, j.alarms.k, j.alarms.n, j.sent, j.accepted, j.precision] }"); err != nil {
		t.Fatal(err)
	}
	var at func(json string, fail float64) []float64
	if err := vm.ExportTo(vm.Get("at"), &at); err != nil {
		t.Fatal(err)
	}
	for _, d := range newView(in).Data.Checks {
		c := in.Result.Checks[d.ID]
		steps := c.Curve()
		for _, s := range steps[:len(steps)-1] {
			prior := c.Prior()
			want := []float64{float64(s.Caught.K), float64(s.Caught.N), float64(s.FalseAlarms.K), float64(s.FalseAlarms.N), s.SentBack(prior), s.BadAccepted(prior), s.Precision(prior)}
			got := at(marshal(t, d), s.Threshold)
			for i := range want {
				if math.Abs(got[i]-want[i]) > 1e-12 {
					t.Fatalf("%s at %v: %v, and %v in Go", d.ID, s.Threshold, got, want)
				}
			}
		}
	}
}

// TestScriptWritesYAMLAsGoDoes also snaps: a threshold that was dragged must
// not carry the noise of sums into checks.yaml.
func TestScriptWritesYAMLAsGoDoes(t *testing.T) {
	in := makeInput(t)
	vm := goja.New()
	if _, err := vm.RunString(rates); err != nil {
		t.Fatal(err)
	}
	for _, d := range newView(in).Data.Checks {
		got, err := vm.RunString("yaml(" + marshal(t, d) + ")")
		if err != nil {
			t.Fatal(err)
		}
		if want := yamlOf(d.ID, in.Result.Checks[d.ID]); got.String() != want {
			t.Errorf("script writes %q, Go %q", got, want)
		}
	}
	for call, want := range map[string]string{
		"snap({low: 0, high: 3, step: 0.005}, 1.2333)": "1.235", "snap({low: 0, high: 3, step: 0.1}, 0.30000000000000004)": "0.3",
		"snap({low: 0, high: 200, step: 0.5}, 70.2)": "70", "snap({low: 0, high: 200, step: 2}, 999)": "200",
	} {
		if got, err := vm.RunString(call); err != nil || got.String() != want {
			t.Errorf("%s is %v, %v, want %s", call, got, err, want)
		}
	}
}

func marshal(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
