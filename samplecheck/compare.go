package main

import (
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"retake/generator/checks"
	"retake/samplecheck/bench"
	"retake/samplecheck/dataset"
	"retake/samplecheck/report"
	"retake/usage"
)

func newCompare(t *terminal) *cobra.Command {
	var f runFlags
	c := &cobra.Command{
		Use:   "compare A.yaml B.yaml",
		Short: "Tell whether other thresholds are better, photo by photo",
		Long: `Judge the same labelled photos by the thresholds of two files, and say for each
check what the second one gains and loses: shares with the interval of their
difference, whether it may be chance, and every photo whose verdict differs.

Exit status: 0 done; 2 the command could not run; 3 there is no labelled photo
that both files can judge.`,
		Example: "  git show HEAD:content/checks.yaml > before.yaml\n  samplecheck compare before.yaml content/checks.yaml --photos ../photos",
		Args:    usage.Exactly(2),
		RunE: func(c *cobra.Command, args []string) error {
			if err := c.Flags().Set("checks", args[0]); err != nil {
				return err
			}
			second, err := parseChecks(args[1])
			if err == nil {
				err = bench.Verify(second).Err()
			}
			if err != nil {
				return err
			}
			_, in, err := f.input(c, t, func(first checks.Checks, set *dataset.Dataset) map[string][]string {
				return bench.Asked(slices.Concat(first, second), set)
			})
			if err != nil {
				return err
			}
			found := bench.Compare(in, second)
			if f.asJSON {
				err = report.JSON(t.out, found)
			} else {
				report.Comparison(t.out, found, [2]string{filepath.ToSlash(args[0]), filepath.ToSlash(args[1])}, style(t.out))
			}
			if code := report.Exit(found.State()); err == nil && code != exitDone {
				return exitCode(code)
			}
			return err
		},
	}
	f.surveyFlags.add(c)
	c.Flags().StringVar(&f.photos, "photos", ownPhotos, "folder with labels.csv")
	c.Flags().Uint64Var(&f.seed, "seed", 1, "seed of the draws that intervals rest on")
	c.Flags().StringSliceVar(&f.without, "without", nil, "leave out photos whose note has this word; may be repeated")
	c.Flags().BoolVar(&f.asJSON, "json", false, "print the comparison as JSON")
	return c
}
