package render

import (
	"math"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"retake/generator/checks"
	"retake/generator/guide"
)

const checksPage = checks.Page

// Measured is the box that says how often a page's checks are right.
type Measured struct {
	W     guide.Words
	ID    string // of its heading
	Lang  string // of its words, when the text around it is in another language
	Lines []MeasuredLine
	Notes string // what to know of the numbers, in sentences
	Page  *Link  // how it was measured; nil when no page says so
}

// MeasuredLine is what was found of one check, in a sentence.
type MeasuredLine struct{ Name, Text string }

// measuring shows what was measured, in a guide's language.
type measuring struct {
	s    *guideRender
	p    *message.Printer
	lead func(p *guide.Page, fragment string) Link // to a place of the guide
}

// measuringOn shows what was measured on the pages of a shell.
func (s *guideRender) measuringOn(on *Shell) *measuring {
	return s.measuring(func(p *guide.Page, fragment string) Link {
		link := s.link(on, p)
		if fragment != "" {
			link.URL += "#" + fragment
		}
		return link
	})
}

func (s *guideRender) measuring(lead func(*guide.Page, string) Link) *measuring {
	return &measuring{s, message.NewPrinter(language.Make(s.g.Lang.Tag)), lead}
}

// box is nil for pages without checks.
func (m *measuring) box(p *guide.Page) *Measured {
	if len(p.Checks) == 0 {
		return nil
	}
	w := m.s.g.Words
	box := &Measured{W: w, ID: "measured"}
	rates, flatters := false, false
	for _, c := range p.Checks {
		found := m.s.site.Measured.Find(c.ID)
		box.Lines = append(box.Lines, MeasuredLine{m.s.checkName(c), m.sentence(found)})
		if r := m.rates(found); r != nil {
			rates, flatters = true, flatters || !r.Unseen && c.Flatters(found)
		}
	}
	var notes []string
	if rates {
		notes = append(notes, w["measured_brackets"])
	}
	if flatters {
		notes = append(notes, w["measured_same_photos"])
	}
	if on := m.day(); on != "" {
		notes = append(notes, w.Fill("measured_on", "date", on))
	}
	box.Notes = strings.Join(notes, " ")
	if page := m.s.g.Page(checksPage); page != nil {
		link := m.lead(page, "")
		box.Page = &link
	}
	return box
}

// sentence is what was found of a check.
func (m *measuring) sentence(found *checks.Found) string {
	w := m.s.g.Words
	if found == nil {
		return w["measured_none"]
	}
	all, some := m.s.site.Measured.Drawn(found)
	r := m.rates(found)
	switch {
	case all:
		return w.Fill("measured_drawn", "photos", m.count(found.Photos))
	case r == nil:
		return w.Fill("measured_few", "good", m.count(found.Good), "bad", m.count(found.Bad))
	}
	text := w.Fill("measured_rates", "photos", m.count(found.Photos), "caught", m.of100(&r.Caught), "caught_between", m.between(&r.Caught),
		"flagged", m.of100(&r.FalseAlarms), "flagged_between", m.between(&r.FalseAlarms))
	if some {
		text += " " + w["measured_some_drawn"]
	}
	return text
}

// rates are those to be shown: none of drawings alone, which say nothing of
// photos.
func (m *measuring) rates(found *checks.Found) *checks.Rates {
	if found == nil {
		return nil
	}
	if all, _ := m.s.site.Measured.Drawn(found); all {
		return nil
	}
	return found.Rates()
}

// checkName is how the guide calls a check: the title of its section on the
// page that shows how the advice is checked.
func (s *guideRender) checkName(c *checks.Check) string {
	if page := s.g.Page(checksPage); page != nil {
		if section, ok := page.Doc.Body.Section(c.ID); ok {
			return section.Title
		}
	}
	return strings.ReplaceAll(c.ID, "-", " ")
}

// day is when it was measured, empty for never.
func (m *measuring) day() string {
	if m.s.site.Measured == nil {
		return ""
	}
	on, err := time.Parse(time.DateOnly, m.s.site.Measured.On)
	if err != nil {
		return "" // it is checked on reading
	}
	return m.s.date(on)
}

func (m *measuring) count(n int) string { return m.p.Sprint(number.Decimal(n)) }

// decimal writes a number as the language does: 1.31 or 1,31.
func (m *measuring) decimal(f float64) string {
	const digits = 6 // a threshold has fewer
	return m.p.Sprint(number.Decimal(f, number.MaxFractionDigits(digits)))
}

// of100 is a share as so many of 100. It is neither all nor none unless that
// was so.
func (m *measuring) of100(s *checks.Share) string { return m.count(of100(s)) }

func of100(s *checks.Share) int {
	if s.N == 0 {
		return 0
	}
	n := int(math.Round(100 * float64(s.K) / float64(s.N)))
	if s.K > 0 {
		n = max(n, 1)
	}
	if s.K < s.N {
		n = min(n, 99)
	}
	return n
}

// between is a share's interval, of 100.
func (m *measuring) between(s *checks.Share) string {
	low, high := int(math.Round(100*s.Low)), int(math.Round(100*s.High))
	return m.interval(min(low, of100(s)), max(high, of100(s)))
}

// interval writes a range. A word joiner keeps it on one line.
func (m *measuring) interval(low, high int) string {
	return strings.ReplaceAll(m.s.g.Words.Fill("between", "low", m.count(low), "high", m.count(high)), "–", "–\u2060")
}

// measuredKey names what boxes depend on.
func (s *guideRender) measuredKey() string {
	k := newKey("measured")
	if f := s.site.Library.Checks; f != nil {
		k.add(string(f.Source))
	}
	if f := s.site.Library.Measured; f != nil {
		k.add(string(f.Source))
	}
	if p := s.g.Page(checksPage); p != nil {
		k.add(p.URL, p.Doc.Path, p.Doc.Sum)
	}
	return k.sum()
}
