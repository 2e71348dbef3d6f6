package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"retake/generator/checks"
	"retake/progress"
	"retake/samplecheck/bench"
	"retake/samplecheck/dataset"
	"retake/samplecheck/report"
	"retake/usage"
)

type runFlags struct {
	surveyFlags
	photos, junit, date string
	asJSON, save        bool
	seed                uint64
	without             []string
}

func newRun(t *terminal) *cobra.Command {
	var f runFlags
	c := &cobra.Command{
		Use:   "run",
		Short: "Find out on labelled photos what the checks are worth",
		Long: `Measure labelled photos, judge them by the thresholds in checks.yaml, and say
for each check how many bad photos it caught and how many good ones it flagged,
each with its interval. Then say what has changed since the last run.

Photos that cannot be assessed cost nothing but themselves; they are listed at
the end with the reason. A floor holds or is broken when the whole interval
says so; in between there is too little data to say.

Exit status: 0 the floors hold; 1 a floor is broken; 2 the command could not
run; 3 too little data to say.`,
		Example: "  samplecheck run --photos ../photos\n  samplecheck run --photos ../photos --without borderline --json",
		Args:    usage.Photos,
		RunE:    func(c *cobra.Command, _ []string) error { return f.run(c, t) },
	}
	f.add(c)
	c.Flags().StringVar(&f.photos, "photos", ownPhotos, "folder with labels.csv")
	c.Flags().BoolVar(&f.asJSON, "json", false, "print the result as JSON")
	c.Flags().StringVar(&f.junit, "junit", "", "write the floors as JUnit XML to this file")
	c.Flags().BoolVar(&f.save, "save", false, "write measured.json beside checks.yaml, for the guide")
	c.Flags().StringVar(&f.date, "date", "", "day that measured.json says (default: today, UTC)")
	c.Flags().Uint64Var(&f.seed, "seed", 1, "seed of the draws that intervals rest on")
	c.Flags().StringSliceVar(&f.without, "without", nil, "leave out photos whose note has this word; may be repeated")
	return c
}

func (f *runFlags) run(c *cobra.Command, t *terminal) error {
	if f.save && len(f.without) > 0 {
		return errors.New("--save and --without do not go together: the guide shows what all labelled photos say")
	}
	if err := writableAs("--junit", f.junit); err != nil {
		return err
	}
	day, err := f.day(f.save, "--save")
	if err != nil {
		return err
	}
	s, in, err := f.input(c, t, bench.Asked)
	if err != nil {
		return err
	}
	var last bench.Last
	if s.Cache.Recall(lastRun, f.photos, &last) {
		in.Last = &last
	}
	result := bench.Run(in)
	if err := s.Cache.Note(lastRun, f.photos, result.Leave()); err != nil {
		s.Warn(err)
	}
	// What is written does not wait for a reader who may have gone away.
	if err := f.write(c, t, result, day); err != nil {
		return err
	}
	if err := f.print(t, result); err != nil {
		return err
	}
	if code := report.Exit(result.State); code != exitDone {
		return exitCode(code)
	}
	return nil
}

// lastRun is what the cache calls the run that the next one compares with.
const lastRun = "runs"

// day is the day that a file will say, which the flag asks for.
func (f *runFlags) day(asked bool, flag string) (time.Time, error) {
	if f.date == "" {
		return time.Now().UTC().Truncate(24 * time.Hour), nil
	}
	if !asked {
		return time.Time{}, fmt.Errorf("--date is the day that %s writes; without %[1]s it has no meaning", flag)
	}
	day, err := time.Parse(time.DateOnly, f.date)
	if err != nil {
		return time.Time{}, fmt.Errorf("--date %q is not a day: write year-month-day, like 2027-01-31", f.date)
	}
	return day, nil
}

// wanted says which measures are wanted of each photo, by its name.
type wanted func(checks.Checks, *dataset.Dataset) map[string][]string

// input reads the checks and the labels, and measures the photos. Mistakes in
// them come as the error.
func (f *runFlags) input(c *cobra.Command, t *terminal, of wanted) (*surveyor, bench.Input, error) {
	found, err := loadChecks(c)
	if err == nil {
		err = bench.Verify(found).Err()
	}
	if err != nil {
		return nil, bench.Input{}, err
	}
	set, wrong, err := dataset.Read(f.photos)
	if err == nil {
		err = wrong.Err()
	}
	if err == nil {
		err = set.Choose(f.without)
	}
	if err != nil {
		return nil, bench.Input{}, err
	}
	s, err := f.surveyor(t, f.asJSON)
	if err != nil {
		return nil, bench.Input{}, err
	}
	photos, err := s.dataset(c.Context(), set, of(found, set))
	return s, bench.Input{Checks: found, Data: set, Photos: photos, Versions: versions(), Seed: f.seed, Without: f.without}, err
}

func (f *runFlags) print(t *terminal, result *bench.Result) error {
	if f.asJSON {
		return report.JSON(t.out, result)
	}
	report.Text(t.out, result, style(t.out))
	return nil
}

// write writes the files that were asked for.
func (f *runFlags) write(c *cobra.Command, t *terminal, result *bench.Result, day time.Time) error {
	if f.junit != "" {
		if err := writeFile(f.junit, func(w io.Writer) error { return report.JUnit(w, result) }); err != nil {
			return fmt.Errorf("write JUnit: %w", err)
		}
	}
	if !f.save {
		return nil
	}
	measured := result.Measured(day.Format(time.DateOnly))
	if len(measured.Checks) == 0 {
		return errors.New("nothing was saved: no photo here has a label for any check of checks.yaml")
	}
	file, err := c.Flags().GetString("checks")
	if err != nil {
		return err
	}
	file = filepath.Join(filepath.Dir(file), "measured.json")
	if err := writeFile(file, measured.Write); err != nil {
		return fmt.Errorf("save what was measured: %w", err)
	}
	fmt.Fprintf(t.err, "Saved to %s.\n", filepath.ToSlash(file))
	return nil
}

// style suits where text goes: a terminal's width, colours unless NO_COLOR
// asks for none, and what fits everywhere when nobody looks.
func style(w io.Writer) report.Style {
	const usual = 80
	s := report.Style{Width: usual}
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns > 0 {
		s.Width = columns
	}
	if file, ok := progress.Terminal(w); ok {
		if width, _, err := term.GetSize(int(file.Fd())); err == nil && width > 0 {
			s.Width = width
		}
		s.Colour = os.Getenv("NO_COLOR") == ""
	}
	return s
}
