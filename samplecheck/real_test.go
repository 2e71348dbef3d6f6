package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"retake/generator/checks"
	"retake/samplecheck/bench"
	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
	"retake/samplecheck/report"
	"retake/samplecheck/stat"
	"retake/samplecheck/survey"
	"retake/samplecheck/threshold"
)

// realPhotos is the folder of real labelled photos, which is no part of the
// project. Tests that need it say loudly that they do not run without.
func realPhotos(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("RETAKE_PHOTOS")
	if folder == "" {
		folder = "../../shared/photos" // beside the repository's root
	}
	if _, err := os.Stat(filepath.Join(folder, dataset.File)); err != nil {
		t.Skipf("SKIPPED: no real photos in %s; name their folder in RETAKE_PHOTOS", folder)
	}
	return folder
}

// surveyed measures a folder as run does, without a cache.
func surveyed(t *testing.T, folder string) (checks.Checks, *dataset.Dataset, []survey.Photo) {
	t.Helper()
	src, err := os.ReadFile("../content/checks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	all, wrong := checks.Parse("checks.yaml", src)
	if wrong = append(wrong, bench.Verify(all)...); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	set, wrong, err := dataset.Read(folder)
	if err != nil || len(wrong) > 0 {
		t.Fatal(err, wrong)
	}
	f := surveyFlags{workers: 2, timeout: time.Minute, noCache: true}
	s, err := f.surveyor(&terminal{err: os.Stderr}, true)
	if err != nil {
		t.Fatal(err)
	}
	photos, err := s.dataset(t.Context(), set, bench.Asked(all, set))
	if err != nil {
		t.Fatal(err)
	}
	return all, set, photos
}

// TestChecksReachTheirAimsOnRealPhotos holds the measures against the aims
// of areas and of balanced accuracy, the floors against the thresholds that
// are in checks.yaml, and measured.json against the numbers.
func TestChecksReachTheirAimsOnRealPhotos(t *testing.T) {
	all, set, photos := surveyed(t, realPhotos(t))
	result := bench.Run(bench.Input{Checks: all, Data: set, Photos: photos, Versions: versions(), Seed: 1})
	for id, aim := range map[string]float64{"sharpness": .95, "glare": .92, "dark": .99, "bright": .99} {
		// Aims are stated with two digits.
		if auc := result.Checks[id].AUC; auc == nil || math.Round(100*auc.Value)/100 < aim {
			t.Errorf("the AUC of %s is %+v, below %v", id, auc, aim)
		}
	}
	for _, id := range result.Order {
		t.Logf("%s: balanced accuracy %.3f, its threshold chosen on other scenes", id, crossValidated(t, result.Checks[id]))
	}
	clear := bench.Run(bench.Input{Checks: all, Data: set, Photos: photos, Seed: 1, Without: []string{"borderline"}})
	if got := crossValidated(t, clear.Checks["framing"]); got < .92 {
		t.Errorf("framing without the borderline ones has a balanced accuracy of %.3f", got)
	}
	if report.Exit(result.State) != exitDone {
		for id, c := range result.Checks {
			t.Logf("%s: caught %+v, false alarms %+v, floor %+v", id, c.Caught, c.FalseAlarms, c.Floor)
		}
		t.Errorf("the floors in checks.yaml: %s", result.State)
	}
	measuredIs(t, result)
}

// measuredIs makes sure that measured.json says what has been measured.
func measuredIs(t *testing.T, result *bench.Result) {
	t.Helper()
	src, err := os.ReadFile("../content/measured.json")
	if err != nil {
		t.Fatal(err)
	}
	saved, wrong := checks.ParseMeasured("measured.json", src)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	now := result.Measured(saved.On)
	if saved.Program["opencv"] != now.Program["opencv"] {
		t.Logf("measured.json was made with OpenCV %s, this is %s: numbers may differ", saved.Program["opencv"], now.Program["opencv"])
		return
	}
	is, _ := json.Marshal(now)
	said, _ := json.Marshal(saved)
	if string(is) != string(said) {
		t.Error("measured.json is not what these photos say; mend it: samplecheck run --photos FOLDER --save")
	}
}

// crossValidated is the balanced accuracy with thresholds that were chosen on
// other scenes than they are tried on: five folds, the mean of five divisions.
func crossValidated(t *testing.T, c *bench.Check) float64 {
	t.Helper()
	m, _ := measure.Find(c.Measure)
	var scored []stat.Scored
	for _, j := range c.Judged {
		if j.Value.Absent != "" {
			continue
		}
		score := j.Value.Number
		if m.Worse == measure.WorseBelow {
			score = -score
		}
		scored = append(scored, stat.Scored{Score: score, Bad: j.Bad, Scene: j.Scene})
	}
	const divisions = 5
	sum := 0.0
	for seed := range uint64(divisions) {
		flagged, ok := threshold.Rule{Kind: threshold.Youden}.HeldOut(scored, seed)
		if !ok {
			t.Fatal("there are too few scenes")
		}
		var right, all [2]float64
		for i, p := range scored {
			class := 0
			if p.Bad {
				class = 1
			}
			all[class]++
			if flagged[i] == p.Bad {
				right[class]++
			}
		}
		sum += (right[0]/all[0] + right[1]/all[1]) / 2
	}
	return sum / divisions
}
