package render

import "retake/generator/checks"

// checkData is a check in guide.json: what it looks at, and what it was found
// to be worth.
type checkData struct {
	ID        string         `json:"id"`
	Name      string         `json:"name"`
	Reason    string         `json:"reason,omitempty"` // address of the page that it serves
	Measure   string         `json:"measure"`
	Threshold *thresholdData `json:"threshold"` // null when none has been chosen
	// Enough is whether the shares rest on photos enough to be told: real
	// ones, and of both kinds.
	Enough   bool          `json:"enough"`
	Measured *checks.Found `json:"measured"` // null when it was never measured
}

type thresholdData struct {
	Side   checks.Side `json:"side"` // on which photos fail
	Fail   float64     `json:"fail"`
	Unsure float64     `json:"unsure"`
}

// measuredData says when, by what and on which photos the checks were
// measured.
type measuredData struct {
	On        string            `json:"on"`
	Synthetic bool              `json:"synthetic"`
	Program   map[string]string `json:"program"`
	Sets      []checks.Set      `json:"sets"`
	Page      string            `json:"page,omitempty"` // address of the page that says how
}

func (s *guideRender) checkData(c checks.Check) checkData {
	m := s.measuringInFull()
	found := s.site.Measured.Find(c.ID)
	d := checkData{ID: c.ID, Name: s.checkName(&c), Measure: c.Measure, Enough: m.rates(found) != nil, Measured: found}
	if reason := m.reason(c.Reason); reason != nil {
		d.Reason = s.site.Absolute(reason.URL)
	}
	if t := c.Threshold; t != nil {
		d.Threshold = &thresholdData{t.Side, t.Fail, t.Unsure}
	}
	return d
}

// measuredData is nil when nothing was measured.
func (s *guideRender) measuredData() *measuredData {
	m := s.site.Measured
	if m == nil {
		return nil
	}
	d := &measuredData{On: m.On, Synthetic: m.Synthetic, Program: m.Program, Sets: m.Sets}
	if p := s.g.Page(checksPage); p != nil {
		d.Page = s.site.Absolute(p.URL)
	}
	return d
}
