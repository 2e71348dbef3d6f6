package render

import (
	"math"
	"strings"

	"retake/generator/checks"
	"retake/generator/guide"
)

// Evidence is what the program adds to a section of the page that shows how
// the advice is checked: a table of all checks, all that was found of one,
// the sets of photos, or what was not measured.
type Evidence struct {
	W    guide.Words
	Lang string // of its words, when the text around it is in another language
	None bool   // nothing has been measured

	Checks []CheckRow
	On     string // when they were measured, in a sentence
	Facts  []Fact
	Sets   []SetRow
	Gaps   *Gaps
}

// CheckRow is a check in the table of all. Without enough photos, Caught and
// Flagged are empty.
type CheckRow struct {
	Name, URL, Photos       string
	Caught, CaughtBetween   string
	Flagged, FlaggedBetween string
	Drawn                   bool
}

// Fact is one thing that is known of a check; URL may be empty.
type Fact struct{ Label, Text, URL string }

// SetRow is a set of labelled photos.
type SetRow struct {
	Name, Photos, Licences string
	Drawn                  bool
}

// Gaps are what was not measured.
type Gaps struct {
	Checks []Link // too little is known of them
	Pages  []Link // reasons that rest on no check that was measured
}

// The ids of the sections that show what was measured. A section with the id
// of a check shows all that was found of it.
const (
	allChecks   = "checks"
	photoSets   = "photos"
	notMeasured = "not-measured"
)

// evidence is nil for sections that are the writer's alone.
func (m *measuring) evidence(p *guide.Page, id string) *Evidence {
	if p.Key != checksPage {
		return nil
	}
	e := &Evidence{W: m.s.g.Words}
	known := m.s.site.Checks.Find(id)
	switch {
	case known != nil:
		e.Facts = m.facts(known)
	case id == allChecks:
		e.Checks = m.rows(p)
		e.None = len(e.Checks) == 0
		if on := m.day(); on != "" {
			e.On = e.W.Fill("measured_on", "date", on)
		}
	case id == photoSets:
		e.Sets = m.sets()
		e.None = len(e.Sets) == 0
	case id == notMeasured:
		e.Gaps = m.gaps(p)
	default:
		return nil
	}
	return e
}

func (m *measuring) rows(p *guide.Page) []CheckRow {
	var rows []CheckRow
	for i := range m.s.site.Checks {
		c := &m.s.site.Checks[i]
		row := CheckRow{Name: m.s.checkName(c)}
		if _, ok := p.Doc.Body.Section(c.ID); ok {
			row.URL = m.lead(p, c.ID).URL
		}
		if found := m.s.site.Measured.Find(c.ID); found != nil {
			row.Photos = m.count(found.Photos)
			row.Drawn, _ = m.s.site.Measured.Drawn(found)
			if r := found.Rates(); r != nil {
				row.Caught, row.CaughtBetween = m.of100(&r.Caught), m.between(&r.Caught)
				row.Flagged, row.FlaggedBetween = m.of100(&r.FalseAlarms), m.between(&r.FalseAlarms)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// facts are all that is known of a check.
func (m *measuring) facts(c *checks.Check) []Fact {
	w := m.s.g.Words
	var facts []Fact
	fact := func(label, text string) { facts = append(facts, Fact{Label: w[label], Text: text}) }
	if reason := m.reason(c.Reason); reason != nil {
		link := m.lead(reason, "")
		facts = append(facts, Fact{w["fact_page"], link.Title, link.URL})
	}
	if t := c.Threshold; t != nil {
		fact("fact_fails", m.beyond(c, t.Fail))
		if t.Unsure != t.Fail {
			fact("fact_unsure", m.beyond(c, t.Unsure))
		}
	}
	found := m.s.site.Measured.Find(c.ID)
	if found == nil {
		fact("fact_photos", w["measured_none"])
		return facts
	}
	fact("fact_photos", w.Fill("fact_photos_text", "photos", m.count(found.Photos), "scenes", m.count(found.Groups), "good", m.count(found.Good), "bad", m.count(found.Bad)))
	facts = append(facts, m.worth(c, found)...)
	var sets []string
	for _, s := range m.s.site.Measured.Sets {
		for _, name := range found.Sets {
			if s.Name == name {
				sets = append(sets, m.setName(s))
			}
		}
	}
	fact("fact_sets", strings.Join(sets, ", "))
	return facts
}

// worth is how often a check is right.
func (m *measuring) worth(c *checks.Check, found *checks.Found) []Fact {
	w := m.s.g.Words
	var facts []Fact
	share := func(label string, s *checks.Share) {
		facts = append(facts, Fact{Label: w[label], Text: w.Fill("share", "n", m.of100(s), "between", m.between(s))})
	}
	r := found.Rates()
	if r == nil {
		return []Fact{{Label: w["fact_caught"], Text: w.Fill("measured_few", "good", m.count(found.Good), "bad", m.count(found.Bad))}}
	}
	share("fact_caught", &r.Caught)
	share("fact_flagged", &r.FalseAlarms)
	basis := w["basis_other"]
	switch {
	case r.Unseen:
		basis = w.Fill("basis_unseen", "folds", m.count(found.CrossValidated.Folds))
	case c.Flatters(found):
		basis = w["measured_same_photos"]
	}
	if all, some := m.s.site.Measured.Drawn(found); all {
		basis = w.Fill("measured_drawn", "photos", m.count(found.Photos))
	} else if some {
		basis += " " + w["measured_some_drawn"]
	}
	facts = append(facts, Fact{Label: w["fact_basis"], Text: basis})
	if found.Unsure != nil && found.Unsure.N > 0 {
		share("fact_undecided", found.Unsure)
	}
	if found.NotAssessed.K > 0 {
		share("fact_refused", &found.NotAssessed)
	}
	if a := found.AUC; a != nil {
		of := func(f float64) int { return int(math.Round(100 * f)) }
		value := of(a.Value)
		if a.Value < 1 {
			value = min(value, 99)
		}
		facts = append(facts, Fact{Label: w["fact_auc"], Text: w.Fill("fact_auc_text", "n", m.count(value), "between", m.interval(min(value, of(a.Low)), of(a.High)))})
	}
	return facts
}

// beyond says in words which numbers lie beyond a bound of a check.
func (m *measuring) beyond(c *checks.Check, bound float64) string {
	w := m.s.g.Words
	key := "flags_" + strings.ReplaceAll(c.Measure, "-", "_") + "_" + string(c.Threshold.Side)
	if w[key] == "" {
		key = "flags_" + string(c.Threshold.Side)
	}
	return w.Fill(key, "n", m.decimal(bound), "percent", m.decimal(100*bound), "measure", c.Measure)
}

// reason finds a reason by its slug, nil when it is not shown.
func (m *measuring) reason(slug string) *guide.Page {
	for _, p := range m.s.g.Pages {
		if p.Kind == guide.Reason && p.Slug() == slug {
			return p
		}
	}
	return nil
}

func (m *measuring) sets() []SetRow {
	if m.s.site.Measured == nil {
		return nil
	}
	var rows []SetRow
	for _, s := range m.s.site.Measured.Sets {
		rows = append(rows, SetRow{s.Name, m.count(s.Photos), licences(s.Licences, m.s.g.Words), s.Synthetic})
	}
	return rows
}

func (m *measuring) setName(s checks.Set) string {
	if s.Synthetic {
		return s.Name + " (" + m.s.g.Words["set_drawn"] + ")"
	}
	return s.Name
}

// gaps are the checks of which too little is known, and the reasons without
// one of which enough is.
func (m *measuring) gaps(p *guide.Page) *Gaps {
	gaps := &Gaps{}
	for i := range m.s.site.Checks {
		c := &m.s.site.Checks[i]
		if m.rates(m.s.site.Measured.Find(c.ID)) != nil {
			continue
		}
		link := Link{Title: m.s.checkName(c)}
		if _, ok := p.Doc.Body.Section(c.ID); ok {
			link.URL = m.lead(p, c.ID).URL
		}
		gaps.Checks = append(gaps.Checks, link)
	}
	for _, reason := range m.s.g.OfKind(guide.Reason) {
		told := false
		for _, c := range reason.Checks {
			told = told || m.rates(m.s.site.Measured.Find(c.ID)) != nil
		}
		if !told {
			gaps.Pages = append(gaps.Pages, m.lead(reason, ""))
		}
	}
	return gaps
}

// evidenceKey names what the page of all evidence depends on.
func (s *guideRender) evidenceKey() string {
	k := newKey(s.measured, s.allCards)
	for _, p := range s.g.OfKind(guide.Reason) {
		k.add(p.Slug())
		for _, c := range p.Checks {
			k.add(c.ID)
		}
		k.add("")
	}
	return k.sum()
}
