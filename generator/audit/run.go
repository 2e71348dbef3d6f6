package audit

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"

	"retake/generator/audit/axe"
	"retake/generator/audit/online"
	"retake/generator/mistake"
)

// Options say what is looked for, and what is known already.
type Options struct {
	Rules    []string // IDs of the only rules to apply; all when empty
	Live     bool     // apply only the rules that look at what was written
	Baseline Baseline // findings that are known; nil for none
	Memory   *Memory  // of earlier audits; nil for none
	// Progress is called after each published page, from several
	// goroutines; it may be nil.
	Progress func(done, total int)
	// Online asks other servers for addresses, and Browse looks at pages of
	// the site in a browser. Each may be nil; then the rules that need it
	// are not applied.
	Online func(ctx context.Context, addresses []string) (map[string]online.Answer, error)
	Browse func(ctx context.Context, site http.Handler, pages []string) ([]axe.Violation, error)
}

// Run applies rules. The error is for what could not be run at all.
func Run(ctx context.Context, s *Subject, o Options) (*Report, error) {
	rules, err := choose(o)
	if err != nil {
		return nil, err
	}
	if s.Site == nil || len(s.Mistakes) > 0 {
		rules = []*Rule{&buildMistake} // whatever was chosen: nothing else can be known
	}
	run := &runner{subject: s, rules: rules, found: make([][]Finding, len(rules)), memory: o.Memory, named: idsOf(rules)}
	if err := run.guide(ctx); err != nil {
		return nil, err
	}
	if s.Site == nil || len(s.Mistakes) > 0 {
		return run.report(o), nil
	}
	if err := run.texts(ctx); err != nil {
		return nil, err
	}
	err = run.published(ctx, o)
	if wrong := (mistake.List)(nil); errors.As(err, &wrong) {
		return Run(ctx, s.mistaken(wrong), o)
	}
	if err != nil {
		return nil, err
	}
	return run.report(o), nil
}

func choose(o Options) ([]*Rule, error) {
	var chosen []*Rule
	for _, id := range o.Rules {
		rule, err := Named(id)
		if err != nil {
			return nil, err
		}
		if !o.meets(rule.Needs) {
			return nil, fmt.Errorf("the rule %s looks further than the guide: add --%s", id, rule.Needs)
		}
	}
	for _, r := range Rules {
		if (len(o.Rules) == 0 || slices.Contains(o.Rules, r.ID)) && (!o.Live || r.Page == nil && r.Site == nil) && o.meets(r.Needs) {
			chosen = append(chosen, r)
		}
	}
	return chosen, nil
}

// meets tells whether what a rule needs is there.
func (o *Options) meets(need Need) bool {
	return need == Nothing || need == Online && o.Online != nil || need == Browser && o.Browse != nil
}

// runner is one audit. Each rule has its place in found, so that the order
// in which they end does not matter.
type runner struct {
	subject *Subject
	rules   []*Rule
	found   [][]Finding
	gists   []*Gist
	all     *Published // nil when published pages are not looked at
	memory  *Memory    // nil for none
	named   string     // the rules
}

// idsOf names the rules that are applied, which tell audits apart that look for
// something else.
func idsOf(rules []*Rule) string {
	var b strings.Builder
	for _, rule := range rules {
		b.WriteString(rule.ID + " ")
	}
	return b.String()
}

// guide applies the rules that look at the whole of what was written.
func (r *runner) guide(ctx context.Context) error {
	return parallel(ctx, len(r.rules), func(i int) error {
		if look := r.rules[i].Guide; look != nil {
			r.found[i] = look(r.subject)
		}
		return nil
	})
}

// texts applies the rules that look at words, to one page or tree after the
// other, so that few texts are in memory at a time. What is known of a page's
// text from the last time is not looked for again.
func (r *runner) texts(ctx context.Context) error {
	texts := r.subject.texts()
	r.gists = make([]*Gist, len(texts))
	found := make([][][]Finding, len(texts))
	beside := r.beside()
	err := parallel(ctx, len(texts), func(i int) error {
		var key textKey
		if p := texts[i].page; p != nil {
			key = textKey{p.Doc, p.URL, beside[p.Doc.Lang]}
		}
		known, ok := r.memory.text(key)
		if !ok {
			known = r.read(texts[i].text())
		}
		found[i], r.gists[i] = known.found, known.gist.on(texts[i].page)
		return nil
	})
	r.memory.keep(texts, found, r.gists, beside)
	if err != nil {
		return err
	}
	r.gather(found)
	for i, rule := range r.rules {
		if rule.Texts != nil {
			r.found[i] = rule.Texts(r.subject, r.gists)
		}
	}
	return nil
}

// read applies the rules to one text.
func (r *runner) read(text *Text) read {
	found := make([][]Finding, len(r.rules))
	for n, rule := range r.rules {
		if rule.Text != nil {
			found[n] = rule.Text(r.subject, text)
		}
	}
	return read{found, text.gist()}
}

// published applies the rules that look at what is published: first those of
// pages, while each page is there, then those of all pages together.
func (r *runner) published(ctx context.Context, o Options) error {
	if !slices.ContainsFunc(r.rules, func(rule *Rule) bool { return rule.Page != nil || rule.Site != nil }) {
		return nil
	}
	all := newPublished(r.subject)
	r.all, all.memory = all, r.memory
	found, keys := make([][][]Finding, len(all.Pages)), make([]pageKey, len(all.Pages))
	var done atomic.Int64
	err := parallel(ctx, len(all.Pages), func(i int) (err error) {
		keys[i] = r.pageKey(i)
		if found[i], err = r.look(i, keys[i]); err != nil {
			all.fail(err)
		}
		if o.Progress != nil {
			o.Progress(int(done.Add(1)), len(all.Pages))
		}
		return nil
	})
	if err == nil {
		err = all.err()
	}
	if err != nil {
		return err
	}
	r.memory.keepPages(keys, found, all.Pages)
	r.gather(found)
	if err := all.reach(ctx, o); err != nil {
		return err
	}
	for i, rule := range r.rules {
		if rule.Site != nil {
			r.found[i] = rule.Site(r.subject, all)
		}
	}
	return all.err()
}

// look applies the rules to one published page, unless it is known what they
// find there.
func (r *runner) look(n int, key pageKey) ([][]Finding, error) {
	if found, ok := r.memory.page(key, r.all.Pages[n]); ok {
		return found, nil
	}
	page, err := r.all.page(n)
	if err != nil {
		return nil, err
	}
	found := make([][]Finding, len(r.rules))
	for i, rule := range r.rules {
		if rule.Page != nil {
			found[i] = rule.Page(r.subject, page)
		}
	}
	return found, nil
}

// gather adds what was found on each page to what each rule found.
func (r *runner) gather(found [][][]Finding) {
	for _, ofPage := range found {
		for i, ofRule := range ofPage {
			r.found[i] = append(r.found[i], ofRule...)
		}
	}
}

// report names the rule in each finding and sorts them into the report.
func (r *runner) report(o Options) *Report {
	report := &Report{Rules: r.rules, Date: r.subject.Date, Vitals: vitals(r.subject, r.gists, r.all)}
	var all []Finding
	addresses := r.subject.addresses()
	for i, rule := range r.rules {
		for _, f := range r.found[i] {
			f.Rule = rule.ID
			all = append(all, f)
		}
	}
	all = withoutEchoes(all)
	all, report.Exempt = exempt(r.subject, r.rules, all)
	slices.SortFunc(report.Exempt, func(a, b Excused) int { return inOrder(a.Finding, b.Finding) })
	for i := range all {
		if all[i].Page == "" {
			all[i].Page = addresses[all[i].File]
		}
	}
	report.Findings, report.Known = o.Baseline.divide(sorted(all))
	return report
}
