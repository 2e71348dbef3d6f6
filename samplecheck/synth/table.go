package synth

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
)

// The files beside the photos of a set.
const (
	LabelsFile = "labels.csv"
	TruthFile  = "truth.csv"
)

// What labels.csv says of every photo of a set. The name of the set begins as
// those of all drawn sets do, so that no result on it passes for a real one.
const (
	SetName = "synthetic-retake"
	Licence = "Apache-2.0"
)

var labelHead = []string{"photo", "check", "defect", "group", "set", "licence", "note"}

var truthHead = []string{
	"photo", "group", "kind", "severity", "document", "surface", "pixels",
	"x1", "y1", "x2", "y2", "x3", "y3", "x4", "y4",
	"pixels_per_mm", "blur_mm", "motion", "glare_share", "stops", "outside_share", "corner_margin",
	"covered_of_side", "covered_of_document", "light_ratio", "cast_mired", "tilt_degrees", "roll_degrees", "quality",
}

// table is a file of comma separated values.
type table struct {
	buffer *bytes.Buffer
	*csv.Writer
}

func newTable(head ...string) table {
	b := new(bytes.Buffer)
	t := table{b, csv.NewWriter(b)}
	t.row(head...)
	return t
}

// row writes one line; a buffer takes everything.
func (t table) row(cells ...string) { _ = t.Write(cells) }

func (t table) bytes() []byte {
	t.Flush()
	return t.buffer.Bytes()
}

func (t table) label(item Item, truth Truth, checks []string) {
	for _, check := range checks {
		bad, agreed := truth.Says(check)
		if !agreed {
			continue
		}
		defect := "no"
		if bad {
			defect = "yes"
		}
		t.row(item.Name, check, defect, item.Group, SetName, Licence, item.Kind)
	}
}

func (t table) truth(item Item, shot Shot) {
	s, is := item.Scene, shot.Truth
	document := "card"
	if s.Passport {
		document = "passport"
	}
	var severities []string
	for _, severity := range item.Severity {
		severities = append(severities, decimal(severity, 2))
	}
	cells := []string{item.Name, item.Group, item.Kind, strings.Join(severities, " "), document, s.Surface.Kind, fingerprint(shot.Picture)}
	for _, corner := range is.Corners {
		cells = append(cells, decimal(corner.X, 5), decimal(corner.Y, 5))
	}
	t.row(append(cells,
		decimal(is.Scale, 3), decimal(is.Blur, 3), strconv.FormatBool(is.Motion), decimal(is.Glare, 4), decimal(is.Stops, 3),
		decimal(is.Outside, 4), decimal(is.Margin, 4), decimal(is.Covered, 4), decimal(is.CoveredBy, 4), decimal(is.Uneven, 3),
		decimal(is.Cast, 1), decimal(s.Camera.Tilt, 2), decimal(s.Camera.Roll, 2), strconv.Itoa(s.Quality),
	)...)
}

func decimal(v float64, digits int) string {
	text := strconv.FormatFloat(v, 'f', digits, 64)
	if strings.Trim(text, "-0.") == "" {
		return "0"
	}
	return text
}

// Drawn are the photos that a truth.csv names. What is no plain file name is
// left out.
func Drawn(truth []byte) []string {
	rows, err := csv.NewReader(bytes.NewReader(truth)).ReadAll()
	if err != nil {
		return nil
	}
	var names []string
	for _, row := range rows[min(1, len(rows)):] {
		if name := row[0]; strings.HasSuffix(name, ".jpg") && !strings.ContainsAny(name, `/\:`) {
			names = append(names, name)
		}
	}
	return names
}
