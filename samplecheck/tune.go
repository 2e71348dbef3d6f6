package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"retake/generator/checks"
	"retake/regular"
	"retake/samplecheck/bench"
	"retake/samplecheck/dataset"
	"retake/samplecheck/report"
	"retake/samplecheck/threshold"
)

type tuneFlags struct {
	runFlags
	rule   string
	atMost float64
	folds  int
	write  bool
}

func newTune(t *terminal) *cobra.Command {
	var f tuneFlags
	c := &cobra.Command{
		Use:   "tune [CHECK...]",
		Short: "Propose thresholds, and say what they would do on other photos",
		Long: `Choose thresholds on labelled photos, and say what they do: on these same photos,
where they look better than they are, and held out, on scenes that they were not
chosen on. Without a CHECK, all that have labels are tuned.

Rules:
  cost    least cost of mistakes, by costs and bad_share in checks.yaml. Where
          they are not said, a missed photo costs ` + fmt.Sprint(threshold.UsualCosts.Missed) + ` times a false alarm, and
          one photo in five is bad: the two shares then weigh the same.
  alarms  most bad photos caught, with at most --at-most of the good ones flagged
  youden  greatest sum of the shares that are right, whatever they cost

A rule takes the middle of all thresholds that are as good as the best one, as
far as these photos can tell. Photos are unsure from where one in ten of the
thresholds lies that it chooses when scenes are drawn again.

--write puts the thresholds into checks.yaml, and where they come from; nothing
else in the file changes.

Exit status: 0 done; 2 the command could not run; 3 too little data to propose a
threshold for every check.`,
		Example: "  samplecheck tune --photos ../photos\n  samplecheck tune glare --rule alarms --at-most 0.05 --photos ../photos\n  samplecheck tune --photos ../photos --write && samplecheck run --photos ../photos --save",
		RunE:    func(c *cobra.Command, names []string) error { return f.run(c, t, names) },
	}
	f.surveyFlags.add(c)
	c.Flags().StringVar(&f.photos, "photos", ownPhotos, "folder with labels.csv")
	c.Flags().StringVar(&f.rule, "rule", string(threshold.Cost), "how a threshold is chosen: cost, alarms or youden")
	c.Flags().Float64Var(&f.atMost, "at-most", 0.1, "share of the good photos that may be flagged, for --rule alarms")
	c.Flags().IntVar(&f.folds, "folds", threshold.UsualFolds, "parts that photos are divided into; each is judged by a threshold chosen on the others")
	c.Flags().Uint64Var(&f.seed, "seed", 1, "seed of the division and of the draws")
	c.Flags().BoolVar(&f.asJSON, "json", false, "print the proposals as JSON")
	c.Flags().BoolVar(&f.write, "write", false, "put the thresholds into checks.yaml")
	c.Flags().StringVar(&f.date, "date", "", "day that --write writes (default: today, UTC)")
	return c
}

func (f *tuneFlags) run(c *cobra.Command, t *terminal, names []string) error {
	rule, err := f.ruleOf(c)
	if err != nil {
		return err
	}
	day, err := f.day(f.write, "--write")
	if err != nil {
		return err
	}
	known, err := loadChecks(c)
	if err != nil {
		return err
	}
	asked, err := only(known, names)
	if err != nil {
		return err
	}
	file, before, err := readChecks(c)
	if err != nil {
		return err
	}
	_, in, err := f.input(c, t, func(_ checks.Checks, set *dataset.Dataset) map[string][]string { return bench.Everywhere(asked, set) })
	if err != nil {
		return err
	}
	found := bench.Tune(in, names, f.folds, rule)
	// What is written does not wait for a reader who may have gone away.
	if f.write {
		err = putThresholds(t, file, before, found.Tunings(checks.Tuned{On: day}))
	}
	switch {
	case err != nil:
		return err
	case f.asJSON:
		err = report.JSON(t.out, found)
	default:
		report.Proposals(t.out, found, style(t.out))
	}
	if code := report.Exit(found.State); err == nil && code != exitDone {
		return exitCode(code)
	}
	return err
}

// ruleOf is the rule that the flags ask for, for each check.
func (f *tuneFlags) ruleOf(c *cobra.Command) (func(*checks.Check) threshold.Rule, error) {
	kind := threshold.Kind(f.rule)
	switch {
	case f.folds < 2 || f.folds > threshold.MostFolds:
		return nil, fmt.Errorf("--folds is from 2 to %d", threshold.MostFolds)
	case c.Flags().Changed("at-most") && kind != threshold.Alarms:
		return nil, errors.New("--at-most is for --rule alarms; other rules have no bound")
	case !(0 <= f.atMost && f.atMost < 1):
		return nil, fmt.Errorf("--at-most is a share from 0 to 1, like 0.1, and not %v", f.atMost)
	case kind == threshold.Cost:
		return threshold.ByCost, nil
	case kind == threshold.Alarms || kind == threshold.Youden:
		return func(*checks.Check) threshold.Rule { return threshold.New(kind, f.atMost) }, nil
	}
	kinds := []string{string(threshold.Cost), string(threshold.Alarms), string(threshold.Youden)}
	return nil, fmt.Errorf("there is no rule %q; there are: %s", f.rule, strings.Join(kinds, ", "))
}

// readChecks reads the file that --checks names, as bytes.
func readChecks(c *cobra.Command) (file string, src []byte, err error) {
	if file, err = c.Flags().GetString("checks"); err != nil {
		return "", nil, err
	}
	src, err = regular.ReadFile(file)
	return file, src, err
}

// putThresholds writes thresholds into the checks' file, unless somebody else
// has changed it since it was read.
func putThresholds(t *terminal, file string, before []byte, tunings map[string]checks.Tuning) error {
	if len(tunings) == 0 {
		fmt.Fprintln(t.err, "There is no threshold to write.")
		return nil
	}
	now, err := regular.ReadFile(file)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, before) {
		return fmt.Errorf("%s has changed while photos were measured, and nothing was written; run the command again", file)
	}
	after, err := checks.Retune(before, tunings)
	if err != nil {
		return fmt.Errorf("nothing was written to %s: %w; write the numbers by hand", file, err)
	}
	if err := writeFile(file, func(w io.Writer) error { _, err := w.Write(after); return err }); err != nil {
		return fmt.Errorf("write the thresholds: %w", err)
	}
	fmt.Fprintf(t.err, "Wrote the thresholds of %s to %s.\n", count(len(tunings), "check"), filepath.ToSlash(file))
	return nil
}
