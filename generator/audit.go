package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"retake/atomicfile"
	"retake/generator/audit"
	"retake/generator/audit/axe"
	"retake/generator/audit/online"
	"retake/generator/config"
	"retake/progress"
	"retake/regular"
	"retake/usage"
)

// auditFlags are those of audit alone.
type auditFlags struct {
	format, failOn, explain           string
	baseline, previous                string
	rules                             []string
	fix, writeBaseline, asJSON, brief bool
	dryRun                            bool
	online, browser                   bool
	axe                               string
}

func newAudit(t *terminal) *cobra.Command {
	var chosen siteFlags
	var f auditFlags
	c := &cobra.Command{
		Use:   "audit",
		Short: "Find what could make the guide wrong",
		Long: `Find what could make the guide wrong: what has aged, what endangers or loses
readers, what nobody finds. Nothing is published.

With --baseline only findings that the file does not know count; write it
with --write-baseline. A page or a line is exempted where it stands, with a
reason: generator audit --explain RULE says how.

With --fix the audit mends what needs nobody's judgement, says each place with
what stood there and what stands there now, and then audits again; --dry-run
only says it. generator audit --explain RULE says what --fix does.

With --online the servers that the guide links to are asked, one thing at a
time; what was there is not asked for again for a week. With --browser every
page is looked at in Chromium with axe-core, which takes about half a second
a page.

Exit status: 0 clean; 1 there are findings at or above --fail-on; 2 the
command could not run.`,
		Example: `  generator audit
  generator audit --format html > report.html
  generator audit --format sarif --fail-on error
  generator audit --rule long-sentence --rule untested-answer
  generator audit --fix --dry-run
  generator audit --online --fail-on error
  generator audit --browser --axe axe.min.js
  generator audit --explain untested-answer`,
		Args: usage.None(siteFlag),
		RunE: func(c *cobra.Command, _ []string) error {
			if f.explain != "" {
				return explain(t.out, f.explain)
			}
			return runAudit(c, t, chosen, f)
		},
	}
	chosen.add(c)
	flags := c.Flags()
	flags.StringVar(&f.format, "format", "text", "text, json, sarif or html")
	flags.BoolVar(&f.asJSON, "json", false, "the same as --format json")
	flags.BoolVar(&f.brief, "brief", false, "print the one-line summary only")
	flags.StringVar(&f.failOn, "fail-on", "warning", "least level that ends with exit status 1: error, warning or note")
	flags.StringArrayVar(&f.rules, "rule", nil, "apply this rule only; may be repeated")
	flags.StringVar(&f.baseline, "baseline", "", "file of findings that are known; only others count")
	flags.BoolVar(&f.writeBaseline, "write-baseline", false, "write the findings to the file of --baseline")
	flags.StringVar(&f.previous, "previous", "", "JSON of an earlier audit, for the history of the new one")
	flags.BoolVar(&f.fix, "fix", false, "mend what is certain, and say what was: addresses, and exemptions that excuse nothing")
	flags.BoolVar(&f.dryRun, "dry-run", false, "with --fix: say what would be mended, and write nothing")
	flags.BoolVar(&f.online, "online", false, "ask other servers whether links to them still lead anywhere")
	flags.BoolVar(&f.browser, "browser", false, "look at every page in Chromium with axe-core, too")
	flags.StringVar(&f.axe, "axe", "", "axe-core's file, axe.min.js (default: where npm installs it, here or above)")
	flags.StringVar(&f.explain, "explain", "", "say what a rule looks for, why, and how to mend it")
	return c
}

func explain(w io.Writer, id string) error {
	rule, err := audit.Named(id)
	if err == nil {
		rule.Explain(w)
	}
	return err
}

func runAudit(c *cobra.Command, t *terminal, chosen siteFlags, f auditFlags) error {
	failOn, err := audit.ParseLevel(f.failOn)
	if err != nil {
		return fmt.Errorf("--fail-on: %w", err)
	}
	write, err := f.writer(t)
	if err != nil {
		return err
	}
	options := audit.Options{Rules: f.rules}
	if options.Baseline, err = f.readBaseline(); err != nil {
		return err
	}
	if f.axe != "" && !f.browser {
		return errors.New("--axe is for --browser: add it, or leave --axe out")
	}
	if f.dryRun && !f.fix {
		return errors.New("--dry-run is for --fix: add it, or leave --dry-run out")
	}
	report, err := auditSite(c, t, chosen, f, options)
	if err != nil {
		return err
	}
	if f.fix {
		if err := fix(t.err, report, f.dryRun); err != nil {
			return err
		}
	}
	if f.fix && !f.dryRun {
		if report, err = auditSite(c, t, chosen, f, options); err != nil {
			return err
		}
	}
	if f.writeBaseline {
		return f.saveBaseline(t.out, report)
	}
	if err := write(report); err != nil {
		return err
	}
	if report.Fails(failOn) {
		return exitCode(exitWrong)
	}
	return nil
}

// gcPercent lets garbage lie longer than usual, unless GOGC says how long:
// searches and pages make much of it, and little else.
const gcPercent = 200

func auditSite(c *cobra.Command, t *terminal, chosen siteFlags, f auditFlags, options audit.Options) (*audit.Report, error) {
	o, err := chosen.options(c)
	if err != nil {
		return nil, err
	}
	build, err := chosen.build(c)
	if err != nil {
		return nil, err
	}
	bar := progress.New(t.err, false, worthABar)
	defer bar.Close()
	options.Progress = bar.Report
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	if err := f.reach(&options, build.Config, bar.Report); err != nil {
		return nil, err
	}
	return audit.Run(c.Context(), audit.NewSubject(build, o.Date), options)
}

// reach prepares what looks further than the guide. What it needs is looked
// for at once, so that nobody waits for an audit that cannot be done.
func (f *auditFlags) reach(options *audit.Options, site *config.Site, progress func(done, total int)) error {
	if f.online {
		options.Online = (&online.Checker{Cache: online.DefaultCache(), Progress: progress}).Check
	}
	if !f.browser {
		return nil
	}
	browser, err := axe.FindBrowser()
	if err != nil {
		return err
	}
	script, err := axe.FindScript(f.axe, ".", site.Dir)
	if err != nil {
		return err
	}
	options.Browse = (&axe.Checker{Browser: browser, Script: script, Root: site.BasePath(), Progress: progress}).Check
	return nil
}

// writer writes a report in the format that the flags choose.
func (f *auditFlags) writer(t *terminal) (func(*audit.Report) error, error) {
	var history []audit.Entry
	if f.previous != "" {
		file, err := regular.Open(f.previous)
		switch {
		case errors.Is(err, os.ErrNotExist): // the first time there is no history yet
		case err != nil:
			return nil, fmt.Errorf("--previous: %w", err)
		default:
			defer file.Close()
			if history, err = audit.ReadHistory(file); err != nil {
				return nil, fmt.Errorf("--previous %s: %w", f.previous, err)
			}
		}
	}
	switch {
	case f.asJSON, f.format == "json":
		return func(r *audit.Report) error { return r.WriteJSON(t.out, history) }, nil
	case f.format == "sarif":
		return func(r *audit.Report) error { return r.WriteSARIF(t.out) }, nil
	case f.format == "html":
		return func(r *audit.Report) error { return r.WriteHTML(t.out, history) }, nil
	case f.format != "text":
		return nil, fmt.Errorf("--format %q is not known: write text, json, sarif or html", f.format)
	case f.brief:
		return func(r *audit.Report) error {
			_, err := fmt.Fprintln(t.out, r.Summary())
			return err
		}, nil
	}
	return func(r *audit.Report) error {
		r.Print(t.out)
		return nil
	}, nil
}

// fix mends what is certain, or only says what it would.
func fix(w io.Writer, report *audit.Report, dryRun bool) error {
	mends, err := report.Mends()
	if err != nil {
		return err
	}
	for _, change := range mends.Changes {
		fmt.Fprintln(w, change)
	}
	if dryRun {
		fmt.Fprintf(w, "Would mend %s; nothing is written.\n", count(len(mends.Changes), "place"))
		return nil
	}
	if err := mends.Write(); err != nil {
		return err
	}
	fmt.Fprintf(w, "Mended %s.\n", count(len(mends.Changes), "place"))
	return nil
}

func (f *auditFlags) readBaseline() (audit.Baseline, error) {
	if f.baseline == "" {
		if f.writeBaseline {
			return nil, errors.New("--write-baseline needs the file's name: --baseline FILE")
		}
		return nil, nil
	}
	file, err := regular.Open(f.baseline)
	if errors.Is(err, fs.ErrNotExist) && f.writeBaseline {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("--baseline: %w; write it with --write-baseline", err)
	}
	defer file.Close()
	baseline, err := audit.ReadBaseline(file)
	if err != nil && !f.writeBaseline {
		return nil, fmt.Errorf("--baseline %s: %w", f.baseline, err)
	}
	return baseline, nil
}

func (f *auditFlags) saveBaseline(w io.Writer, report *audit.Report) error {
	var lines bytes.Buffer
	err := report.WriteBaseline(&lines)
	if err == nil {
		err = atomicfile.Write(f.baseline, lines.Bytes())
	}
	if err != nil {
		return fmt.Errorf("--baseline: %w", err)
	}
	fmt.Fprintf(w, "Wrote %s to %s.\n", count(len(report.Findings)+len(report.Known), "finding"), f.baseline)
	return nil
}
