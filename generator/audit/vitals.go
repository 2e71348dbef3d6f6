package audit

import (
	"slices"
	"time"

	"retake/generator/content"
	"retake/generator/guide"
)

// Vitals are a guide's vital signs.
type Vitals struct {
	Pages     int             `json:"pages"` // written ones, in all languages
	Languages []LanguageVital `json:"languages"`
	Trees     []TreeVital     `json:"trees"`
}

// LanguageVital is how a guide stands in one language.
type LanguageVital struct {
	Lang       string  `json:"lang"`
	Pages      int     `json:"pages"`
	Translated float64 `json:"translated"` // part of the default language's pages that it has and that are up to date, 0 to 1
	Fresh      float64 `json:"fresh"`      // part of its pages whose review is not overdue, 0 to 1
	// Reading is the median of its pages by Formula, null when no page has
	// enough text or the language has no formula.
	Reading *float64 `json:"reading"`
	Formula string   `json:"formula,omitempty"`
	// SearchTests and Found count search tests, and those that pass; both are
	// 0 when the rule on them was not applied.
	SearchTests int `json:"search_tests"`
	Found       int `json:"search_tests_passed"`
}

// TreeVital is what a tree asks of its readers.
type TreeVital struct {
	Lang     string  `json:"lang"`
	Slug     string  `json:"slug"`
	Expected float64 `json:"expected_questions"` // of a reader, on average
	Assumed  bool    `json:"assumed_equal_shares"`
}

// TreeCount is the number of trees in all languages.
func (v *Vitals) TreeCount() int { return len(v.Trees) }

func vitals(s *Subject, gists []*Gist, p *Published) Vitals {
	v := Vitals{Languages: []LanguageVital{}, Trees: []TreeVital{}} // lists for programs, also when empty
	if s.Site == nil || len(s.Mistakes) > 0 {
		return v
	}
	for _, g := range s.Site.Guides {
		lang := languageVital(s, g)
		lang.read(s.lexicons[g.Lang.Tag].Formula, gists)
		if p != nil {
			lang.search(p.tested, g)
		}
		v.Pages += lang.Pages
		v.Languages = append(v.Languages, lang)
	}
	for t := range s.Trees() {
		if a, err := t.Measure(t.Audience(s.Site.Shares)); err == nil { // a tree that cannot be measured is a mistake of the build
			v.Trees = append(v.Trees, TreeVital{t.Guide.Lang.Tag, t.Slug, float64(a.Expected), a.Assumed})
		}
	}
	return v
}

func languageVital(s *Subject, g *guide.Guide) LanguageVital {
	v := LanguageVital{Lang: g.Lang.Tag}
	current, fresh := 0, 0
	for _, p := range g.Pages {
		if p.Fallback {
			continue
		}
		v.Pages++
		if !p.Stale {
			current++
		}
		if !overdue(p, s.Date) {
			fresh++
		}
	}
	v.Translated = share(current, len(g.Pages))
	v.Fresh = share(fresh, v.Pages)
	return v
}

// read fills in how hard the pages are to read.
func (v *LanguageVital) read(formula *Formula, gists []*Gist) {
	var scores []float64
	for _, g := range gists {
		if g.Read && g.Lang == v.Lang && g.Page != nil {
			scores = append(scores, g.Reading)
		}
	}
	if formula == nil || len(scores) == 0 {
		return
	}
	slices.Sort(scores)
	middle := (scores[(len(scores)-1)/2] + scores[len(scores)/2]) / 2
	v.Reading, v.Formula = &middle, formula.Name
}

// search fills in what the search tests found.
func (v *LanguageVital) search(tests []searchTest, g *guide.Guide) {
	for _, t := range tests {
		if t.guide == g {
			v.SearchTests++
			if t.passed() {
				v.Found++
			}
		}
	}
}

// overdue tells whether a page's next review lies before the day.
func overdue(p *guide.Page, day time.Time) bool {
	f := &p.Doc.Front
	if f.Reviewed.IsZero() || f.ReviewEvery == (content.Period{}) {
		return false
	}
	return f.ReviewEvery.After(f.Reviewed).Before(day)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}
