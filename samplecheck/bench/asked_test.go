package bench

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"retake/generator/checks"
	"retake/samplecheck/dataset"
	"retake/samplecheck/threshold"
)

func TestLabelsAskForMeasures(t *testing.T) {
	all, wrong := checks.Parse("checks.yaml", []byte(wide+"b: {reason: r, measure: highlight}\nc: {reason: r}\nd: {reason: r, measure: edge-width}\n"))
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	labels := "photo,check,defect,group,set,licence,note\n"
	for _, row := range []string{"1,a", "1,b", "2,d", "2,a", "3,c", "4,unknown", "5,b"} {
		labels += row + ",yes,,own,,\n"
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, dataset.File), []byte(labels), 0o600); err != nil {
		t.Fatal(err)
	}
	data, _, err := dataset.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{"1": {"edge-width", "highlight"}, "2": {"edge-width"}, "5": {"highlight"}}
	if got := Asked(all, data); !reflect.DeepEqual(got, want) {
		t.Errorf("labels ask for %v", got)
	}
	both := []string{"edge-width", "highlight"}
	want = map[string][]string{"1": both, "2": both, "3": both, "4": both, "5": both}
	if got := Everywhere(all, data); !reflect.DeepEqual(got, want) {
		t.Errorf("everywhere is %v", got)
	}
}

// TestLabelsForUnknownChecksAreNamed: a misspelt check would be left out of
// what is tuned without a word.
func TestLabelsForUnknownChecksAreNamed(t *testing.T) {
	in := input(t, strings.Replace(wide, "a:", "sharpness:", 1), "p 1 no")
	notes := Tune(in, nil, threshold.UsualFolds, youden).Notes // input labels for the check a
	if len(notes) != 1 || notes[0].Code != UnknownCheck || !strings.HasPrefix(notes[0].Text, `1 label is for a check "a" that`) {
		t.Errorf("got %+v", notes)
	}
	if got := Run(in).Notes; len(got) != 1 || got[0] != notes[0] {
		t.Errorf("run says %+v", got)
	}
}
