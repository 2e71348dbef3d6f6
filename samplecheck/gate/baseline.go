// Package gate decides whether checks may go on as they are: whether they say
// of each photo what they said before (drift), and whether they are as good
// as it is demanded (quality). The two are different questions. Text, JSON,
// JUnit and the exit code are all made from one result. It reads no files.
package gate

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"strconv"
	"strings"

	"retake/samplecheck/bench"
	"retake/samplecheck/dataset"
)

// File is the name of the baseline in a folder of photos.
const File = "baseline.json"

// Baseline is what checks said of photos when somebody last accepted it.
type Baseline struct {
	Accepted []Accepted        `json:"accepted"` // why, each time; the last one last
	Versions map[string]string `json:"versions"`
	Checks   map[string]Kept   `json:"checks"`
}

// Accepted is a reason for what the baseline became.
type Accepted struct {
	On  string `json:"on"` // the day
	Why string `json:"why"`
}

// Kept is one check as it was.
type Kept struct {
	Measure   string           `json:"measure"`
	Version   int              `json:"version"`
	Threshold *bench.Threshold `json:"threshold"`
	Photos    map[string]Said  `json:"photos"` // by names as they are shown
}

// Said is what people and a check said of a photo. A baseline has a line for
// each, like "bad fail 1.70114", so that a review shows what has changed.
type Said struct {
	Bad     bool
	Verdict bench.Verdict
	Number  float64 // 0 where nothing could be measured
}

// digits of numbers in a baseline: more than a threshold has, fewer than
// libraries agree on.
const digits = 6

// without is how a baseline writes that a check has no threshold.
const without = "no-verdict"

// MarshalText writes the line.
func (s Said) MarshalText() ([]byte, error) {
	class, verdict := "good", string(s.Verdict)
	if s.Bad {
		class = "bad"
	}
	if s.Verdict == bench.None {
		verdict = without
	}
	if s.Verdict == bench.NotAssessed {
		return []byte(class + " " + verdict), nil
	}
	return fmt.Appendf(nil, "%s %s %s", class, verdict, strconv.FormatFloat(s.Number, 'g', digits, 64)), nil
}

// UnmarshalText reads the line.
func (s *Said) UnmarshalText(text []byte) error {
	words := strings.Fields(string(text))
	*s = Said{}
	if len(words) < 2 || words[0] != "good" && words[0] != "bad" {
		return fmt.Errorf("%q does not say good or bad, and a verdict", text)
	}
	s.Bad = words[0] == "bad"
	switch v := bench.Verdict(words[1]); v {
	case bench.Pass, bench.Unsure, bench.Fail, bench.NotAssessed:
		s.Verdict = v
	case without:
	default:
		return fmt.Errorf("%q has no verdict", text)
	}
	if s.Verdict == bench.NotAssessed {
		return nil
	}
	if len(words) < 3 {
		return fmt.Errorf("%q has no number", text)
	}
	var err error
	s.Number, err = strconv.ParseFloat(words[2], 64)
	return err
}

// said is what a check says of a photo, with the digits of a baseline.
func said(j bench.Judged) Said {
	s := Said{Bad: j.Bad, Verdict: j.Verdict}
	if j.Value.Absent == "" {
		s.Number, _ = strconv.ParseFloat(strconv.FormatFloat(j.Value.Number, 'g', digits, 64), 64)
	}
	return s
}

// New is the baseline of a result, with one more reason than the one before,
// which may be nil.
func New(r *bench.Result, before *Baseline, on, why string) *Baseline {
	b := &Baseline{Versions: r.Versions, Checks: map[string]Kept{}}
	if before != nil {
		b.Accepted = append(b.Accepted, before.Accepted...)
	}
	b.Accepted = append(b.Accepted, Accepted{on, why})
	for id, c := range r.Checks {
		if c.N == 0 {
			continue
		}
		kept := Kept{c.Measure, c.Version, c.Threshold, map[string]Said{}}
		for _, j := range c.Judged {
			kept.Photos[dataset.Shown(j.Photo)] = said(j)
		}
		b.Checks[id] = kept
	}
	return b
}

// Same tells whether two baselines say the same, whatever the reasons.
func (b *Baseline) Same(other *Baseline) bool {
	return maps.Equal(b.Versions, other.Versions) && reflect.DeepEqual(b.Checks, other.Checks)
}

// Read reads a baseline.
func Read(src []byte) (*Baseline, error) {
	b := &Baseline{}
	decoder := json.NewDecoder(bytes.NewReader(src))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(b); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is something after its end")
	}
	if len(b.Accepted) == 0 {
		return nil, errors.New("nobody has said why it was accepted")
	}
	return b, nil
}

// Write writes a baseline: the same one, the same bytes.
func (b *Baseline) Write(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(b)
}
