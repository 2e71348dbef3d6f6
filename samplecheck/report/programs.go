package report

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"

	"retake/samplecheck/bench"
	"retake/samplecheck/stat"
)

// JSON writes a result, whole.
func JSON(w io.Writer, result any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(result)
}

// Exit is the exit code of a state: 0 the floors hold, 1 one is broken,
// 3 there is too little data to say. (2 is for what could not run.)
func Exit(state bench.State) int {
	switch state {
	case bench.Broken:
		return 1
	case bench.TooFew:
		return 3
	}
	return 0
}

type suites struct {
	XMLName  xml.Name `xml:"testsuites"`
	Name     string   `xml:"name,attr"`
	Tests    int      `xml:"tests,attr"`
	Failures int      `xml:"failures,attr"`
	Skipped  int      `xml:"skipped,attr"`
	Suites   []suite  `xml:"testsuite"`
}

type suite struct {
	Name     string `xml:"name,attr"`
	Tests    int    `xml:"tests,attr"`
	Failures int    `xml:"failures,attr"`
	Skipped  int    `xml:"skipped,attr"`
	Cases    []test `xml:"testcase"`
}

type test struct {
	Class   string   `xml:"classname,attr"`
	Name    string   `xml:"name,attr"`
	Failure *message `xml:"failure"`
	Skipped *message `xml:"skipped"`
}

type message struct {
	Message string `xml:"message,attr"`
}

// JUnit writes the floors as tests: a suite for each check that has one. A
// floor of which too little is known counts as skipped.
func JUnit(w io.Writer, r *bench.Result) error {
	all := suites{Name: "samplecheck"}
	for _, id := range r.Order {
		c := r.Checks[id]
		if c.Floor == nil {
			continue
		}
		s := suite{Name: id}
		caught, alarms := c.Caught, c.FalseAlarms
		if v := c.CrossValidated; v != nil {
			caught, alarms = &v.Caught, &v.FalseAlarms
		}
		s.add(id, floorName(true, c.Floor.Caught.Bound), c.Floor.Caught.State, caught)
		s.add(id, floorName(false, c.Floor.FalseAlarms.Bound), c.Floor.FalseAlarms.State, alarms)
		all.add(s)
	}
	return all.write(w)
}

func (all *suites) add(s suite) {
	all.Suites = append(all.Suites, s)
	all.Tests, all.Failures, all.Skipped = all.Tests+s.Tests, all.Failures+s.Failures, all.Skipped+s.Skipped
}

func (all *suites) write(w io.Writer) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (s *suite) add(check, name string, state bench.State, share *stat.Share) {
	t := test{Class: "samplecheck." + check, Name: name}
	is := "not measured"
	if share != nil && share.N > 0 {
		is = fmt.Sprintf("it is %d of %d, between %.3f and %.3f", share.K, share.N, share.Low, share.High)
	}
	switch state {
	case bench.Broken:
		t.Failure = &message{is}
	case bench.TooFew:
		t.Skipped = &message{"too little data to say: " + is}
	}
	s.put(t)
}

// put adds a test and counts it.
func (s *suite) put(t test) {
	s.Tests++
	if t.Failure != nil {
		s.Failures++
	}
	if t.Skipped != nil {
		s.Skipped++
	}
	s.Cases = append(s.Cases, t)
}
