package audit

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"
)

// Summary of an audit as it goes down in a report's history.
type Entry struct {
	Date     string `json:"date"`
	Errors   int    `json:"errors"`
	Warnings int    `json:"warnings"`
	Notes    int    `json:"notes"`
}

// reportJSON is a report for programs, and for the report after it.
type reportJSON struct {
	Date     string        `json:"date"`
	Errors   int           `json:"errors"`
	Warnings int           `json:"warnings"`
	Notes    int           `json:"notes"`
	Scores   map[Area]int  `json:"scores"`
	Vitals   Vitals        `json:"vitals"`
	Findings []findingJSON `json:"findings"`
	Exempt   []findingJSON `json:"exempt"`
	Known    []findingJSON `json:"known"`
	History  []Entry       `json:"history"` // this audit last
}

type findingJSON struct {
	Rule        string `json:"rule"`
	Area        Area   `json:"area"`
	Level       Level  `json:"level"`
	File        string `json:"file"`
	Line        int    `json:"line,omitempty"`
	Column      int    `json:"column,omitempty"`
	Page        string `json:"page,omitempty"`
	Text        string `json:"text"`
	Quote       string `json:"quote,omitempty"`
	Why         string `json:"why"`
	Mend        string `json:"mend"`
	Fixable     bool   `json:"fixable,omitempty"`
	Fingerprint string `json:"fingerprint"`
	Reason      string `json:"reason,omitempty"` // of its exemption
}

func asJSON(f Finding, reason string) findingJSON {
	rule := Find(f.Rule)
	return findingJSON{
		Rule: rule.ID, Area: rule.Area, Level: rule.Level, File: f.File, Line: f.Line, Column: f.Column, Page: f.Page, Text: f.Text,
		Quote: f.Quote, Why: rule.Why, Mend: f.Mend(), Fixable: len(f.Edits) > 0, Fingerprint: f.Fingerprint(), Reason: reason,
	}
}

func allAsJSON(found []Finding) []findingJSON {
	list := []findingJSON{}
	for _, f := range found {
		list = append(list, asJSON(f, ""))
	}
	return list
}

// WriteJSON writes the report for programs. history are the audits before
// this one.
func (r *Report) WriteJSON(w io.Writer, history []Entry) error {
	out := reportJSON{
		Date: r.Date.Format(time.DateOnly), Errors: r.Count(Error), Warnings: r.Count(Warning), Notes: r.Count(Note),
		Scores: map[Area]int{}, Vitals: r.Vitals, Findings: allAsJSON(r.Findings), Exempt: []findingJSON{}, Known: allAsJSON(r.Known),
		History: r.History(history),
	}
	for _, s := range r.Scores() {
		out.Scores[s.Area] = s.Score
	}
	for _, e := range r.Exempt {
		out.Exempt = append(out.Exempt, asJSON(e.Finding, e.Reason))
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}

// History are the audits before this one, and this one. An audit of the same
// day takes the place of that day's last.
func (r *Report) History(before []Entry) []Entry {
	entry := Entry{r.Date.Format(time.DateOnly), r.Count(Error), r.Count(Warning), r.Count(Note)}
	before = slices.DeleteFunc(slices.Clone(before), func(e Entry) bool { return e.Date == entry.Date })
	return append(before, entry)
}

// ReadHistory reads the history of a report that [Report.WriteJSON] wrote.
func ReadHistory(r io.Reader) ([]Entry, error) {
	var report reportJSON
	if err := json.NewDecoder(r).Decode(&struct{ History *[]Entry }{&report.History}); err != nil {
		return nil, fmt.Errorf("this is no report that generator audit --format json wrote: %w", err)
	}
	return report.History, nil
}
