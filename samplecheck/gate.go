package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"retake/regular"
	"retake/samplecheck/bench"
	"retake/samplecheck/gate"
	"retake/samplecheck/report"
	"retake/usage"
)

type gateFlags struct {
	runFlags
	baseline, only, accept string
	selfTest               bool
	tolerance              float64
}

func newGate(t *terminal) *cobra.Command {
	var f gateFlags
	c := &cobra.Command{
		Use:   "gate",
		Short: "Fail when checks have changed, or are not as good as demanded",
		Long: `Answer two questions, for continuous integration.

Drift: do the checks say of each photo what the baseline says? Every photo with
another verdict is listed, and numbers that moved. The gate fails until somebody
accepts it with a reason, which is kept: --accept "why" writes the baseline.
Without a baseline it fails.

Quality: do the floors in checks.yaml hold, by whole intervals, and held out
where thresholds were chosen on these same photos? Drawn photos cannot tell, so
their floors are not judged; asked for quality alone, the gate then says so.

Exit status: 0 the gate holds; 1 it fails; 2 the command could not run; 3 too
little data to say, or nothing to judge.`,
		Example: "  samplecheck gate\n  samplecheck gate --photos ../photos --baseline content/baseline.json --junit gate.xml\n  samplecheck gate --accept \"sharper edges since version 3 of edge-width\"\n  samplecheck gate --self-test",
		Args:    usage.Photos,
		RunE:    func(c *cobra.Command, _ []string) error { return f.run(c, t) },
	}
	f.surveyFlags.add(c)
	c.Flags().StringVar(&f.photos, "photos", ownPhotos, "folder with labels.csv")
	c.Flags().StringVar(&f.baseline, "baseline", "", "what the checks said before (default: "+gate.File+" in the folder of photos)")
	c.Flags().StringVar(&f.only, "only", "", "ask one question: drift or quality")
	c.Flags().Float64Var(&f.tolerance, "tolerance", 0.02, "how far a number moves before it is listed: a share of the distance in which the middle half of a check's numbers lies")
	c.Flags().StringVar(&f.accept, "accept", "", "write the baseline anew, for this reason")
	c.Flags().BoolVar(&f.selfTest, "self-test", false, "prove that the gate can fail: move each threshold, in memory, until it does")
	c.Flags().BoolVar(&f.asJSON, "json", false, "print the result as JSON")
	c.Flags().StringVar(&f.junit, "junit", "", "write the result as JUnit XML to this file")
	c.Flags().StringVar(&f.date, "date", "", "day that --accept writes (default: today, UTC)")
	c.Flags().Uint64Var(&f.seed, "seed", 1, "seed of the division and of the draws")
	return c
}

func (f *gateFlags) run(c *cobra.Command, t *terminal) error {
	accepts := c.Flags().Changed("accept")
	ask, err := f.ask(accepts)
	if err != nil {
		return err
	}
	if err := writableAs("--junit", f.junit); err != nil {
		return err
	}
	day, err := f.day(accepts, "--accept")
	if err != nil {
		return err
	}
	if f.baseline == "" {
		f.baseline = filepath.Join(f.photos, gate.File)
	}
	before, err := readBaseline(f.baseline)
	if err != nil {
		return err
	}
	_, in, err := f.input(c, t, bench.Asked)
	if err != nil {
		return err
	}
	var found *gate.Result
	if f.selfTest {
		found = gate.SelfTest(in, ask)
	} else {
		result := bench.Run(in)
		if accepts {
			return f.acceptNow(t, result, before, day)
		}
		found = gate.Judge(result, before, ask)
	}
	return f.print(c, t, found)
}

// ask is what the flags ask for.
func (f *gateFlags) ask(accepts bool) (gate.Ask, error) {
	switch {
	case f.only != "" && f.only != "drift" && f.only != "quality":
		return gate.Ask{}, fmt.Errorf("--only is drift or quality, and not %q", f.only)
	case accepts && (f.only != "" || f.selfTest || f.junit != ""):
		return gate.Ask{}, errors.New("--accept writes the baseline and judges nothing: it goes without --only, --self-test and --junit")
	case accepts && len(strings.Fields(f.accept)) == 0:
		return gate.Ask{}, errors.New(`--accept needs a reason, for those who read the baseline later: --accept "why"`)
	case !(f.tolerance >= 0):
		return gate.Ask{}, errors.New("--tolerance is a share, like 0.02")
	}
	return gate.Ask{Drift: f.only != "quality", Quality: f.only != "drift", Tolerance: f.tolerance}, nil
}

// readBaseline reads a baseline; nil when there is none.
func readBaseline(file string) (*gate.Baseline, error) {
	src, err := regular.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	b, err := gate.Read(src)
	if err != nil {
		return nil, fmt.Errorf("%s is not what samplecheck gate writes: %w; take it from version control again, or delete it and accept anew", filepath.ToSlash(file), err)
	}
	return b, nil
}

// acceptNow writes what checks say now as the baseline, when it is another.
func (f *gateFlags) acceptNow(t *terminal, result *bench.Result, before *gate.Baseline, day time.Time) error {
	why := strings.Join(strings.Fields(f.accept), " ")
	found := gate.Judge(result, before, gate.Ask{Drift: true, Tolerance: f.tolerance})
	now := gate.New(result, before, day.Format(time.DateOnly), why)
	if before != nil && now.Same(before) {
		fmt.Fprintf(t.err, "Nothing has changed; %s stays as it is.\n", filepath.ToSlash(f.baseline))
		return nil
	}
	if err := writeFile(f.baseline, now.Write); err != nil {
		return fmt.Errorf("write the baseline: %w", err)
	}
	if f.asJSON {
		if err := report.JSON(t.out, found); err != nil {
			return err
		}
	} else if before != nil {
		report.Drift(t.out, found.Drift, "", style(t.out))
	}
	fmt.Fprintf(t.err, "Wrote %s: %s.\n", filepath.ToSlash(f.baseline), strings.TrimSuffix(why, "."))
	return nil
}

// compared are the flags that say what is compared, as they were typed.
func compared(c *cobra.Command) string {
	var b strings.Builder
	for _, name := range []string{"photos", "checks", "baseline"} {
		if flag := c.Flag(name); flag.Changed {
			b.WriteString(" --" + name + " " + usage.Shell(flag.Value.String()))
		}
	}
	return b.String()
}

func (f *gateFlags) print(c *cobra.Command, t *terminal, found *gate.Result) error {
	var err error
	if f.asJSON {
		err = report.JSON(t.out, found)
	} else {
		report.Gate(t.out, found, compared(c), style(t.out))
	}
	if err == nil && f.junit != "" {
		if err = writeFile(f.junit, func(w io.Writer) error { return report.GateJUnit(w, found) }); err != nil {
			err = fmt.Errorf("write JUnit: %w", err)
		}
	}
	if code := report.Exit(found.State); err == nil && code != exitDone {
		return exitCode(code)
	}
	return err
}
