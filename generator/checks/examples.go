package checks

import (
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"

	"retake/generator/mistake"
)

// Examples is examples.json: for each check a photo that passes and one of
// the same scene that fails. samplecheck draws and measures them, and the
// guide shows them; nobody edits it.
type Examples struct {
	Synthetic bool               `json:"synthetic"` // drawn by a program, not taken by a camera
	Program   map[string]string  `json:"program"`   // what measured, as in [Measured]
	Seed      uint64             `json:"seed"`      // that the scenes were drawn from
	Measures  map[string]Taken   `json:"measures"`  // those whose numbers stand here
	Checks    map[string]Example `json:"checks"`
}

// Taken says how a measure was taken.
type Taken struct {
	Version int    `json:"version"`
	Unit    string `json:"unit"`
}

// Example is the pair of photos of one check.
type Example struct {
	Measure    string       `json:"measure"`
	Thresholds string       `json:"thresholds"` // [Check.Hash] of the check that judged them
	Scene      int          `json:"scene"`      // which of the seed's scenes, from 1
	Surface    string       `json:"surface"`    // that the document lies on
	Defect     string       `json:"defect"`     // that was drawn
	Severity   float64      `json:"severity"`   // of it, 0 to 1
	Good       ExamplePhoto `json:"good"`
	Bad        ExamplePhoto `json:"bad"`
}

// ExamplePhoto is one photo of a pair.
type ExamplePhoto struct {
	Verdict string             `json:"verdict"` // of the check
	Numbers map[string]float64 `json:"numbers"` // of the checks' measures, by the measure's name
	// The photo in several sizes, the narrowest first. The widest is the file
	// that was measured; the others were made smaller.
	Files []PictureFile `json:"files"`
}

// PictureFile is a picture below the content folder.
type PictureFile struct {
	Name   string `json:"name"` // like examples/dark-bad-320.jpg
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Bytes  int    `json:"bytes"`
	Sum    string `json:"sum"` // of its bytes, as the guide has it of pictures
}

// ExamplesFolder is where the pictures lie, below the content folder.
const ExamplesFolder = "examples"

// ParseExamples reads examples.json.
func ParseExamples(file string, src []byte) (*Examples, mistake.List) {
	e := &Examples{}
	return read(e, "examples", "samplecheck illustrate", file, src)
}

// wrong is what the file says that cannot be.
func (e *Examples) wrong() error {
	for _, id := range slices.Sorted(maps.Keys(e.Checks)) {
		for _, p := range []ExamplePhoto{e.Checks[id].Good, e.Checks[id].Bad} {
			if len(p.Files) == 0 {
				return fmt.Errorf("check %q has a photo without a file", id)
			}
			for _, f := range p.Files {
				if path.Dir(f.Name) != ExamplesFolder || path.Clean(f.Name) != f.Name {
					return fmt.Errorf("check %q names the file %q, which is not in the folder %s", id, f.Name, ExamplesFolder)
				}
				if f.Width < 1 || f.Height < 1 {
					return fmt.Errorf("check %q has a picture of %d × %d pixels", id, f.Width, f.Height)
				}
			}
		}
	}
	return nil
}

// Write writes examples.json: the same examples, the same bytes.
func (e *Examples) Write(w io.Writer) error { return write(w, e) }

// Doubt says why the pair of a check cannot be shown to readers any more: ""
// when, by the present thresholds, the good photo still passes every check and
// the bad one fails its own. Thresholds may move without harm, so it is the
// numbers that decide. measured may be nil.
func (e *Examples) Doubt(id string, all Checks, measured *Measured) string {
	pair, c := e.Checks[id], all.Find(id)
	switch {
	case c == nil:
		return "checks.yaml does not have this check"
	case c.Threshold == nil:
		return "checks.yaml has no threshold for this check"
	case c.Measure != pair.Measure:
		return fmt.Sprintf("they were judged by the measure %s, and the check's is %s", pair.Measure, c.Measure)
	}
	if why := e.aged(measured); why != "" {
		return why
	}
	if n, ok := pair.Bad.Numbers[c.Measure]; !ok || !c.Threshold.Beyond(n, c.Threshold.Fail) {
		return fmt.Sprintf("the bad photo does not fail: its %s is %s, and fails %s %s", c.Measure, shownNumber(n, ok), c.Threshold.Side, exact(c.Threshold.Fail))
	}
	for _, other := range all {
		t := other.Threshold
		if t == nil {
			continue
		}
		n, ok := pair.Good.Numbers[other.Measure]
		if ok && t.Beyond(n, t.Unsure) || !ok && other.ID == id {
			return fmt.Sprintf("the good photo does not pass the check %q: its %s is %s, and is unsure %s %s", other.ID, other.Measure, shownNumber(n, ok), t.Side, exact(t.Unsure))
		}
	}
	return ""
}

// aged tells of a measure whose numbers have another meaning by now.
func (e *Examples) aged(measured *Measured) string {
	if measured == nil {
		return ""
	}
	for _, id := range slices.Sorted(maps.Keys(measured.Checks)) {
		found := measured.Checks[id]
		if taken, ok := e.Measures[found.Measure]; ok && taken.Version != found.Version {
			return fmt.Sprintf("the measure %s has changed since they were measured", found.Measure)
		}
	}
	return ""
}

func shownNumber(n float64, known bool) string {
	if !known {
		return "not known"
	}
	return strconv.FormatFloat(n, 'g', 4, 64)
}
