package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"retake/samplecheck/bench"
	"retake/samplecheck/dataset"
	"retake/samplecheck/report/page"
	"retake/samplecheck/survey"
	"retake/usage"
)

type reportFlags struct {
	runFlags
	output            string
	thumbnails, limit int
}

func newReport(t *terminal) *cobra.Command {
	var f reportFlags
	c := &cobra.Command{
		Use:   "report",
		Short: "Show what the checks are worth as a page, with thresholds to drag",
		Long: `Measure labelled photos and write what the checks are worth as one page of HTML
that needs nothing else: no network, no other file. In a browser its thresholds
can be dragged, and the rates and the photos that change side follow; the YAML
of what was found goes into checks.yaml by copy and paste.

The page has small pictures of the photos in it. Nothing is sent anywhere, and
whoever gets the page gets them: --thumbnails 0 leaves them out.

Exit status: 0 done; 2 the command could not run.`,
		Example: "  samplecheck report --photos ../photos --output report.html",
		Args:    usage.Photos,
		RunE:    func(c *cobra.Command, _ []string) error { return f.run(c, t) },
	}
	f.add(c)
	c.Flags().StringVar(&f.photos, "photos", ownPhotos, "folder with labels.csv")
	c.Flags().StringVar(&f.output, "output", "report.html", "file to write; - is standard output")
	c.Flags().IntVar(&f.thumbnails, "thumbnails", 1000, "photos to show at most, the most telling first")
	c.Flags().IntVar(&f.limit, "limit", 5, "size of all pictures together at most, in megabytes")
	c.Flags().Uint64Var(&f.seed, "seed", 1, "seed of the draws that intervals rest on")
	c.Flags().StringSliceVar(&f.without, "without", nil, "leave out photos whose note has this word; may be repeated")
	return c
}

func (f *reportFlags) run(c *cobra.Command, t *terminal) error {
	if f.thumbnails < 0 || f.limit < 0 {
		return errors.New("--thumbnails and --limit must not be less than 0")
	}
	if err := writableAs("--output", f.output); err != nil {
		return err
	}
	s, from, err := f.input(c, t, bench.Everywhere)
	if err != nil {
		return err
	}
	from.Everywhere = true
	in := page.Input{Result: bench.Run(from), Limit: f.limit * 1e6}
	if err := f.draw(c.Context(), s, from.Data, &in); err != nil {
		return err
	}
	if f.output == "-" {
		return page.Write(t.out, in)
	}
	if err := writeFile(f.output, func(w io.Writer) error { return page.Write(w, in) }); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	fmt.Fprintf(t.err, "Wrote %s.\n", filepath.ToSlash(f.output))
	return nil
}

// draw draws the pictures that the page has room for.
func (f *reportFlags) draw(ctx context.Context, s *surveyor, set *dataset.Dataset, in *page.Input) (err error) {
	thumbnails, seen := page.Wanted(in.Result)
	thumbnails = thumbnails[:min(len(thumbnails), f.thumbnails)]
	if f.thumbnails == 0 {
		seen = nil
	}
	if in.Thumbnails, err = s.pictures(ctx, "thumbnail", set, thumbnails); err != nil {
		return err
	}
	in.Seen, err = s.pictures(ctx, "seen", set, seen)
	return err
}

// pictures are drawings of some of a folder's photos, by their names. What
// cannot be drawn is left out.
func (s *surveyor) pictures(ctx context.Context, what string, set *dataset.Dataset, names []string) (map[string][]byte, error) {
	files := make([]survey.File, len(names))
	for i, name := range names {
		files[i] = survey.File{Name: name, Path: set.Path(name)}
	}
	drawn, err := s.draw(ctx, what, set.Dir, files)
	if err != nil {
		return nil, err
	}
	found := map[string][]byte{}
	for _, p := range drawn {
		if p.Picture != nil {
			found[p.Name] = p.Picture
		}
	}
	return found, nil
}
