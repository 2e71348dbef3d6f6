package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"retake/generator/checks"
	"retake/progress"
	"retake/samplecheck/bench"
	"retake/samplecheck/example"
	"retake/samplecheck/measure"
	"retake/samplecheck/worker"
)

type illustrateFlags struct {
	out             string
	seed            uint64
	workers         int
	timeout         time.Duration
	verify, asJSON  bool
	all             checks.Checks
	file            string // examples.json
	content, folder string // of the guide; where the pictures lie
}

func newIllustrate(t *terminal) *cobra.Command {
	var f illustrateFlags
	c := &cobra.Command{
		Use:   "illustrate",
		Short: "Draw the pairs of photos that show readers what the checks mean",
		Long: `Draw, for each check in checks.yaml whose defect can be drawn, two photos of one
scene for the guide's pages: one that passes every check, and one that fails
this one. Both are measured before anything is said of them; scenes and
severities are tried in an order that never changes, until a pair shows what it
should. Equal thresholds and measures make the same files, byte for byte.

The pictures are written in four widths to the folder examples beside
checks.yaml, and what is known of them to examples.json, which the guide reads.
--check writes nothing: it measures the pictures that are there, and says which
pairs do not show any more what they claim.

Exit status: 0 every pair shows what it should; 1 one does not, or could not be
made; 2 the command could not run.`,
		Example: "  samplecheck illustrate\n  samplecheck illustrate --check",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return f.run(c, t) },
	}
	c.Flags().StringVar(&f.out, "out", "", "folder for the pictures; examples.json is written beside it (default: examples beside checks.yaml)")
	c.Flags().Uint64Var(&f.seed, "seed", 1, "another number draws other scenes")
	c.Flags().IntVar(&f.workers, "workers", runtime.GOMAXPROCS(0), "checks that are worked on at the same time")
	c.Flags().DurationVar(&f.timeout, "timeout", time.Minute, "longest time to measure one photo")
	c.Flags().BoolVar(&f.verify, "check", false, "only find out whether the pairs that are there still hold")
	c.Flags().BoolVar(&f.asJSON, "json", false, "print the result as JSON")
	return c
}

func (f *illustrateFlags) run(c *cobra.Command, t *terminal) (err error) {
	if f.workers < 1 || f.timeout <= 0 {
		return errors.New("--workers and --timeout must be more than 0")
	}
	if f.all, err = loadChecks(c); err == nil {
		err = bench.Verify(f.all).Err()
	}
	if err != nil {
		return err
	}
	if err := f.places(c); err != nil {
		return err
	}
	work := f.make
	if f.verify {
		work = f.again
	}
	pairs, err := work(c.Context(), t)
	if err != nil {
		return err
	}
	if err := f.print(t, pairs); err != nil {
		return err
	}
	if slices.ContainsFunc(pairs, func(p illustrated) bool { return p.Why != "" }) {
		return exitCode(exitWrong)
	}
	return nil
}

// places finds out where the files lie.
func (f *illustrateFlags) places(c *cobra.Command) error {
	file, err := c.Flags().GetString("checks")
	if err != nil {
		return err
	}
	f.folder = f.out
	if f.folder == "" {
		f.folder = filepath.Join(filepath.Dir(file), checks.ExamplesFolder)
	}
	if filepath.Base(f.folder) != checks.ExamplesFolder {
		return fmt.Errorf("--out %s: the folder's name is %s in every guide", f.folder, checks.ExamplesFolder)
	}
	f.content = filepath.Dir(f.folder)
	f.file = f.folder + ".json"
	return nil
}

// make draws the pairs and writes them.
func (f *illustrateFlags) make(ctx context.Context, t *terminal) ([]illustrated, error) {
	drawable := example.Drawable(f.all)
	pairs, files := make([]illustrated, len(drawable)), make([]map[string][]byte, len(drawable))
	bar := progress.New(t.err, f.asJSON, 1)
	defer bar.Close()
	err := f.each(ctx, len(drawable), bar.Report, func(ctx context.Context, i int, judge example.Judge) error {
		maker := example.Maker{Checks: f.all, Seed: f.seed, Judge: judge}
		pairs[i] = illustrated{Check: drawable[i].ID}
		pair, err := maker.Pair(ctx, drawable[i])
		if err != nil {
			return err
		}
		if pair == nil {
			pairs[i].Why = "in no scene that was tried does one photo pass every check and another clearly fail this one; move its thresholds, or try another --seed"
			return nil
		}
		described, data, err := pair.Describe(f.all)
		pairs[i].Pair, files[i] = &described, data
		return err
	})
	if err != nil {
		return nil, err
	}
	return pairs, f.write(pairs, files)
}

// each works on things at the same time, and measures for them in a worker
// process.
func (f *illustrateFlags) each(ctx context.Context, n int, report func(done, total int), work func(ctx context.Context, i int, judge example.Judge) error) error {
	// A check of faces has nothing to say of a card.
	wanted := slices.DeleteFunc(bench.Measures(f.all), func(m measure.Measure) bool { return m.OfFaces() })
	names := measure.Names(wanted)
	command, err := workerCommand()
	if err != nil {
		return err
	}
	w := &worker.Worker{Command: command, Timeout: f.timeout}
	defer w.Close()
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(f.workers)
	var done atomic.Int64
	for i := range n {
		group.Go(func() error {
			err := work(ctx, i, func(ctx context.Context, name string, file []byte) (measure.Reading, error) {
				a, err := w.Measure(ctx, worker.Photo{Name: name, Data: file, Wanted: names})
				return a.Reading, err
			})
			report(int(done.Add(1)), n)
			return err
		})
	}
	return group.Wait()
}
