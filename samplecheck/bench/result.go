// Package bench finds out what checks are worth: measures, labels and
// thresholds come in, one result comes out. Text, JSON, JUnit, measured.json
// and the exit code are all made from that result. It reads no files.
package bench

import (
	"retake/generator/checks"
	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
	"retake/samplecheck/stat"
)

// Verdict is what a check says of a photo.
type Verdict string

// The verdicts. What could not be assessed neither passes nor fails.
const (
	Pass        Verdict = "pass"
	Unsure      Verdict = "unsure"
	Fail        Verdict = "fail"
	NotAssessed Verdict = "not-assessed"
	None        Verdict = "" // the check has no threshold
)

// Judge says what a threshold makes of a value.
func Judge(t *checks.Threshold, v measure.Value) Verdict {
	switch {
	case v.Absent != "":
		return NotAssessed
	case t == nil:
		return None
	case t.Beyond(v.Number, t.Fail):
		return Fail
	case t.Beyond(v.Number, t.Unsure):
		return Unsure
	}
	return Pass
}

// State is what can be said of a floor.
type State string

// The states, from the best to the worst.
const (
	Holds   State = "holds"
	TooFew  State = "too-little-data" // the interval has the floor in it
	Broken  State = "broken"
	NoFloor State = "" // nothing is demanded
)

// Result is all that was found out.
type Result struct {
	State       State             `json:"state"` // of all floors together
	Photos      int               `json:"photos"`
	Synthetic   bool              `json:"synthetic"` // all photos were drawn by a program
	Seed        uint64            `json:"seed"`
	Without     []string          `json:"without"` // kinds of photo that were left out
	Versions    map[string]string `json:"versions"`
	Checks      map[string]*Check `json:"checks"`
	Sets        []checks.Set      `json:"sets"`
	Together    []Pair            `json:"together,omitempty"` // every two checks, both ways round; see Input.Everywhere
	NotAssessed []Refused         `json:"not_assessed"`
	Notes       []Note            `json:"notes"`
	Changes     Changes           `json:"changes"`

	Order []string `json:"-"` // of the checks, as in checks.yaml
}

// Check is what one check is worth. Shares are of the photos that could be
// assessed, except for that of those that could not.
type Check struct {
	Reason      string         `json:"reason"`
	Measure     string         `json:"measure"`
	Version     int            `json:"version"` // of the measure
	Unit        string         `json:"unit"`
	Threshold   *Threshold     `json:"threshold"` // null: none has been chosen
	N           int            `json:"n"`         // photos that are labelled for it
	Good        int            `json:"good"`
	Bad         int            `json:"bad"`
	Scenes      int            `json:"scenes"`
	Caught      *stat.Share    `json:"caught"` // of the bad photos, those that fail; null without a threshold
	FalseAlarms *stat.Share    `json:"false_alarms"`
	Unsure      *stat.Share    `json:"unsure"`
	NotAssessed stat.Share     `json:"not_assessed"`
	AUC         *stat.Estimate `json:"auc"`      // null without photos of both classes
	Balanced    *stat.Estimate `json:"balanced"` // mean of caught and of good photos that are not flagged
	Floor       *Floor         `json:"floor"`
	Sets        []Part         `json:"sets"`
	Kinds       []Part         `json:"kinds"`
	Worst       Worst          `json:"worst"`
	Notes       []Note         `json:"notes"`
	Thresholds  string         `json:"thresholds_hash"`
	Labels      string         `json:"labels_hash"`

	// What the rule finds on other scenes, when the thresholds were chosen on
	// these photos; null when they were not, or by no rule that is known.
	CrossValidated *CrossValidated `json:"cross_validated"`

	BadShare   float64  `json:"-"` // of the photos that people send, as checks.yaml says; 0: it does not
	Judged     []Judged `json:"-"` // photo by photo, in the order of the labels
	Unlabelled []Judged `json:"-"` // the photos that are labelled for other checks only, see Input.Everywhere; Bad has no meaning

	stale  bool            // the rule chooses another threshold today than checks.yaml has
	unseen *CrossValidated // what the rule finds on other scenes, though the threshold be stale: floors must hold for it
}

// Threshold is a check's threshold for programs.
type Threshold struct {
	Side   checks.Side `json:"side"`
	Fail   float64     `json:"fail"`
	Unsure float64     `json:"unsure"`
}

// Judged is what a check says of one photo, beside what people say.
type Judged struct {
	Photo   string
	Bad     bool
	Scene   string
	Set     string
	Kinds   []string
	Value   measure.Value
	Verdict Verdict
	Flagged bool // it fails; for what has no threshold, never

	sum dataset.Sum
}

// Part is what a check is worth on some of the photos.
type Part struct {
	Name        string      `json:"name"`
	N           int         `json:"n"`
	HeldOut     bool        `json:"held_out"` // by thresholds chosen on other scenes, where these photos were tuned on
	Caught      *stat.Share `json:"caught"`
	FalseAlarms *stat.Share `json:"false_alarms"`
	NotAssessed stat.Share  `json:"not_assessed"`
}

// Worst names the kinds that a check is worst at; empty when none has photos
// enough.
type Worst struct {
	Caught      string `json:"caught"`
	FalseAlarms string `json:"false_alarms"`
}

// Floor is what is demanded of a check, and whether it holds.
type Floor struct {
	Caught      Demand `json:"caught"`
	FalseAlarms Demand `json:"false_alarms"`
}

// Demand is one bound and what can be said of it.
type Demand struct {
	Bound float64 `json:"bound"`
	State State   `json:"state"`
}

// Refused is a photo that could not be assessed.
type Refused struct {
	Photo  string `json:"photo"`
	Code   string `json:"code"`
	Reason string `json:"reason"`
}

// Note is something to bear in mind with a number.
type Note struct {
	Code string `json:"code"` // stable short name
	Text string `json:"text"`
}
