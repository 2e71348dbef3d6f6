package vision

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
	"retake/samplecheck/stat"
)

// labelledPhotos are in the folder that RETAKE_PHOTOS names, or else beside
// the repository. They are no part of it.
func labelledPhotos(t *testing.T) *dataset.Dataset {
	t.Helper()
	dir := os.Getenv("RETAKE_PHOTOS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "photos")
	}
	if _, err := os.Stat(filepath.Join(dir, dataset.File)); err != nil {
		t.Skipf("SKIPPED: how good the measures are is not tested, because there are no labelled photos in %s. Name their folder in RETAKE_PHOTOS.", dir)
	}
	labels, mistakes, err := dataset.Read(dir)
	if err != nil || len(mistakes) > 0 {
		t.Fatalf("%s: %v %v", dir, err, mistakes)
	}
	return labels
}

// scores are a measure's numbers for the photos that have a label for a
// check, higher being worse. What has no number passes.
func scores(labels *dataset.Dataset, readings map[string]measure.Reading, check string, m measure.Measure, without string) []stat.Scored {
	var scored []stat.Scored
	for _, l := range labels.Labels {
		if l.Check != check || without != "" && strings.Contains(l.Note, without) {
			continue
		}
		v := readings[l.Photo][m.Name]
		score := v.Number
		if m.Worse == measure.WorseBelow {
			score = -score
		}
		if v.Absent != "" {
			score = math.Inf(-1)
		}
		scored = append(scored, stat.Scored{Score: score, Bad: l.Bad, Scene: l.Scene()})
	}
	return scored
}

// crossValidated is the balanced accuracy when the photos of each tenth of
// the scenes are judged by the threshold that is best for the others.
func crossValidated(photos []stat.Scored) float64 {
	const folds = 10
	fold := stat.Folds(photos, folds, 1)
	var right, all [2]float64 // good, bad
	for f := range folds {
		var others []stat.Scored
		for i, p := range photos {
			if fold[i] != f {
				others = append(others, p)
			}
		}
		above := bestThreshold(others)
		for i, p := range photos {
			if fold[i] == f {
				class := 0
				if p.Bad {
					class = 1
				}
				all[class]++
				if (p.Score >= above) == p.Bad {
					right[class]++
				}
			}
		}
	}
	return (right[0]/all[0] + right[1]/all[1]) / 2
}

func bestThreshold(photos []stat.Scored) (above float64) {
	bad := 0.0
	for _, p := range photos {
		if p.Bad {
			bad++
		}
	}
	good, best := float64(len(photos))-bad, math.Inf(-1)
	for _, point := range stat.ROC(photos) {
		if j := float64(point.Caught)/bad - float64(point.FalseAlarms)/good; j > best {
			best, above = j, point.Above
		}
	}
	return above
}

func TestMeasuresTellGoodPhotosFromBadOnes(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures hundreds of photos")
	}
	labels := labelledPhotos(t)
	readings := map[string]measure.Reading{}
	for _, name := range labels.Photos {
		data, err := os.ReadFile(filepath.Join(labels.Dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		p, err := Open(name, data, photo.ColourPart)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		readings[name] = measure.Take(p, measure.All())
	}
	for _, c := range []struct {
		check, measure, without string
		auc, balanced           float64 // at least; 0 is not asked for
	}{
		{"sharpness", "edge-width", "", 0.95, 0},
		{"glare", "highlight", "", 0.92, 0},
		{"dark", "darkness", "", 0.99, 0},
		{"bright", "brightness", "", 0.99, 0},
		{"framing", "corners-inside", "borderline", 0, 0.92},
		{"framing", "corners-inside", "", 0, 0.88},
	} {
		m, ok := measure.Find(c.measure)
		if !ok {
			t.Fatalf("there is no measure %s", c.measure)
		}
		scored := scores(labels, readings, c.check, m, c.without)
		auc, ok := stat.AUC(scored)
		if !ok {
			continue // other photos than ours
		}
		balanced := crossValidated(scored)
		t.Logf("%s without %q: %d photos, AUC %.4f, balanced accuracy %.3f", c.check, c.without, len(scored), auc, balanced)
		if auc < c.auc || balanced < c.balanced {
			t.Errorf("%s by %s: AUC %.4f, balanced accuracy %.3f; want %.3f, %.3f", c.check, c.measure, auc, balanced, c.auc, c.balanced)
		}
	}
}
