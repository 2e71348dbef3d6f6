package audit

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Report is what an audit found.
type Report struct {
	Date     time.Time // the day that was audited
	Rules    []*Rule   // that were applied
	Findings []Finding // in the order of files, without those below
	Known    []Finding // that the baseline has
	Exempt   []Excused // that a writer exempted
	Vitals   Vitals
}

// Excused is a finding that does not count, and why.
type Excused struct {
	Finding
	Reason string
}

// Level is how bad a finding is.
func (f *Finding) Level() Level { return Find(f.Rule).Level }

// Count is the number of findings of a level.
func (r *Report) Count(l Level) int {
	n := 0
	for _, f := range r.Findings {
		if f.Level() == l {
			n++
		}
	}
	return n
}

// Fails tells whether there is a finding of a level, or of a worse one.
func (r *Report) Fails(at Level) bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Level() >= at })
}

// On are the findings on a page, by its address below the site's root.
func (r *Report) On(address string) []Finding {
	var found []Finding
	for _, f := range r.Findings {
		if f.Page == "/"+strings.TrimPrefix(address, "/") {
			found = append(found, f)
		}
	}
	return found
}

// PageFindings are what was found on one page. Page is empty for what is
// about none.
type PageFindings struct {
	Page     string
	Findings []Finding
}

// ByPage groups the findings, the pages with the worst first.
func (r *Report) ByPage() []PageFindings {
	byPage := map[string]*PageFindings{}
	var pages []*PageFindings
	for _, f := range r.Findings {
		if byPage[f.Page] == nil {
			byPage[f.Page] = &PageFindings{Page: f.Page}
			pages = append(pages, byPage[f.Page])
		}
		byPage[f.Page].Findings = append(byPage[f.Page].Findings, f)
	}
	slices.SortFunc(pages, func(a, b *PageFindings) int {
		return cmp.Or(cmp.Compare(b.worst(), a.worst()), strings.Compare(a.Page, b.Page))
	})
	var grouped []PageFindings
	for _, p := range pages {
		grouped = append(grouped, *p)
	}
	return grouped
}

func (p *PageFindings) worst() Level {
	worst := Note
	for _, f := range p.Findings {
		worst = max(worst, f.Level())
	}
	return worst
}

// Score is the part of what was looked at in which an area has nothing to
// mend, from 0 to 100: of the guide's pages, and of the site as a whole as
// one more. Notes do not count against it.
type Score struct {
	Area             Area
	Score            int
	Errors, Warnings int
}

// Scores are those of the areas that rules were applied in.
func (r *Report) Scores() []Score {
	var scores []Score
	for _, area := range Areas {
		if !slices.ContainsFunc(r.Rules, func(rule *Rule) bool { return rule.Area == area }) {
			continue
		}
		score := Score{Area: area}
		faulty := map[string]bool{}
		for _, f := range r.Findings {
			rule := Find(f.Rule)
			if rule.Area != area || rule.Level == Note {
				continue
			}
			faulty[f.Page] = true
			if rule.Level == Error {
				score.Errors++
			} else {
				score.Warnings++
			}
		}
		all := max(r.Vitals.Pages+r.Vitals.TreeCount()+1, len(faulty))
		score.Score = 100 * (all - len(faulty)) / all
		scores = append(scores, score)
	}
	return scores
}

// inOrder compares by file, line, column, rule, page and text.
func inOrder(a, b Finding) int {
	return cmp.Or(
		strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
		strings.Compare(a.Rule, b.Rule), strings.Compare(a.Page, b.Page), strings.Compare(a.Text, b.Text),
	)
}

// sorted puts findings in order and drops repetitions.
func sorted(found []Finding) []Finding {
	slices.SortFunc(found, inOrder)
	return slices.CompactFunc(found, func(a, b Finding) bool { return a.Mistake == b.Mistake && a.Page == b.Page })
}
