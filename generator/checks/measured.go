package checks

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"retake/generator/mistake"
)

// Measured is measured.json: what each check was last found to be worth.
// samplecheck writes it and the guide shows it; nobody edits it.
type Measured struct {
	On        string            `json:"on"` // the day, like 2026-11-22
	Synthetic bool              `json:"synthetic"`
	Program   map[string]string `json:"program"` // what measured: versions of libraries that numbers may depend on
	Sets      []Set             `json:"sets"`
	Checks    map[string]Found  `json:"checks"`
}

// Set is where labelled photos come from.
type Set struct {
	Name      string   `json:"name"`
	Photos    int      `json:"photos"`
	Licences  []string `json:"licences"`
	Synthetic bool     `json:"synthetic"` // drawn by a program, not taken by a camera
}

// Found is what one check was found to be worth. Shares are of the photos
// that could be assessed.
type Found struct {
	Measure     string  `json:"measure"`
	Version     int     `json:"version"`    // of the measure
	Thresholds  string  `json:"thresholds"` // [Check.Hash] of the check that was measured
	Labels      string  `json:"labels"`     // hash of the labels and of the photos' bytes
	Photos      int     `json:"photos"`     // labelled for this check
	Groups      int     `json:"groups"`     // scenes that they show
	Good        int     `json:"good"`
	Bad         int     `json:"bad"`
	Caught      *Share  `json:"caught"` // of the bad photos, those that fail; null without a threshold
	FalseAlarms *Share  `json:"false_alarms"`
	Unsure      *Share  `json:"unsure"`
	NotAssessed Share   `json:"not_assessed"`
	AUC         *Number `json:"auc"` // null when there are not both good and bad photos
	// What thresholds find that were chosen, by the rule of these, on other
	// scenes only; null when these were not chosen on these photos, and
	// Caught and FalseAlarms are honest as they stand.
	CrossValidated *CrossValidated `json:"cross_validated"`
	Sets           []string        `json:"sets"`
	Notes          []string        `json:"notes"` // what to bear in mind, in sentences
}

// CrossValidated is what a rule for choosing thresholds finds on scenes that
// it has not seen.
type CrossValidated struct {
	Rule        string `json:"rule"`
	Folds       int    `json:"folds"`
	Caught      Share  `json:"caught"`
	FalseAlarms Share  `json:"false_alarms"`
}

// Share is k of n with its 95 % Wilson interval.
type Share struct {
	K    int     `json:"k"`
	N    int     `json:"n"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Number is an estimate with its 95 % interval.
type Number struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// ParseMeasured reads measured.json.
func ParseMeasured(file string, src []byte) (*Measured, mistake.List) {
	m := &Measured{}
	return read(m, "measured", "samplecheck run --save", file, src)
}

// wrong is what the file says that cannot be.
func (m *Measured) wrong() error {
	if _, err := time.Parse(time.DateOnly, m.On); err != nil {
		return fmt.Errorf("%q is not a day", m.On)
	}
	for _, id := range slices.Sorted(maps.Keys(m.Checks)) {
		found := m.Checks[id]
		shares := []*Share{found.Caught, found.FalseAlarms, found.Unsure, &found.NotAssessed}
		if found.CrossValidated != nil {
			shares = append(shares, &found.CrossValidated.Caught, &found.CrossValidated.FalseAlarms)
		}
		for _, s := range shares {
			if s != nil && !s.possible() {
				return fmt.Errorf("check %q counts %d of %d, between %v and %v", id, s.K, s.N, s.Low, s.High)
			}
		}
		if found.Good < 0 || found.Bad < 0 || found.Good+found.Bad != found.Photos {
			return fmt.Errorf("check %q has %d photos, %d good and %d bad", id, found.Photos, found.Good, found.Bad)
		}
		if a := found.AUC; a != nil && !(0 <= a.Low && a.Low <= a.Value && a.Value <= a.High && a.High <= 1) {
			return fmt.Errorf("check %q has the AUC %v, between %v and %v", id, a.Value, a.Low, a.High)
		}
	}
	return nil
}

// possible tells whether the counts and the interval can be those of a share.
// Of nothing, the share may be anything.
func (s *Share) possible() bool {
	if s.K < 0 || s.K > s.N || s.Low < 0 || s.High > 1 || s.Low > s.High {
		return false
	}
	share := 0.5
	if s.N > 0 {
		share = float64(s.K) / float64(s.N)
	}
	const rounding = 1e-9
	return s.Low <= share+rounding && share <= s.High+rounding
}

// Write writes measured.json: the same findings, the same bytes.
func (m *Measured) Write(w io.Writer) error { return write(w, m) }
