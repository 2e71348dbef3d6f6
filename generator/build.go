package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"retake/generator/mistake"
	"retake/generator/output"
	"retake/generator/publish"
	"retake/progress"
	"retake/usage"
)

// worthABar is the number of files from which a build takes long enough for
// a progress bar.
const worthABar = 2000

func newBuild(t *terminal) *cobra.Command {
	var asJSON, inPlace bool
	var chosen siteFlags
	c := &cobra.Command{
		Use:   "build",
		Short: "Publish the guide",
		Long: `Publish the guide: read the content, check all of it, and write the site.

Every mistake is reported at once, and then nothing is changed. The site is
replaced as a whole: readers see the old one or the new one, never half.
Files in the publish directory that build did not write are left alone.`,
		Args: usage.None(siteFlag),
		RunE: func(c *cobra.Command, _ []string) error {
			build, err := chosen.build(c)
			if err != nil {
				return err
			}
			if len(build.Mistakes) > 0 {
				return refuse(t, build, asJSON)
			}
			bar := progress.New(t.err, asJSON, worthABar)
			report, err := publish.Write(c.Context(), build, publish.WriteOptions{
				InPlace: inPlace, Progress: bar.Report,
				Waiting: func() { fmt.Fprintln(t.err, "Another build is publishing here; waiting for it to end.") },
			})
			bar.Close()
			if errors.As(err, &build.Mistakes) {
				return refuse(t, build, asJSON)
			}
			if err != nil {
				return err
			}
			if asJSON {
				return printBuildJSON(t.out, build, report)
			}
			build.Warnings.Print(t.err)
			printBuild(t.out, build, report)
			return nil
		},
	}
	chosen.add(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print the result as JSON")
	c.Flags().BoolVar(&inPlace, "in-place", false, "write file by file into the directory, for containers that mount it")
	return c
}

// siteFlags are the flags of the commands that build.
type siteFlags struct {
	output, baseURL, date string
	drafts                bool
}

func (f *siteFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.output, "output", "", "publish to this directory (default: output in site.yaml)")
	c.Flags().StringVar(&f.baseURL, "base-url", "", "address that the site will have (default: base_url in site.yaml)")
	c.Flags().StringVar(&f.date, "date", "", "publish as on this day, like 2027-01-31 (default: today, UTC)")
	c.Flags().BoolVar(&f.drafts, "drafts", false, "show drafts, and pages before and after their time")
}

func (f *siteFlags) options(c *cobra.Command) (publish.Options, error) {
	file, err := c.Flags().GetString("site")
	if err != nil {
		return publish.Options{}, err
	}
	options := publish.Options{File: file, Overrides: map[string]any{}, Drafts: f.drafts, Date: time.Now().UTC().Truncate(24 * time.Hour)}
	if f.date != "" {
		if options.Date, err = time.Parse(time.DateOnly, f.date); err != nil {
			return options, fmt.Errorf("--date %q is not a day: write year-month-day, like 2027-01-31", f.date)
		}
	}
	if f.output != "" {
		options.Overrides["output"] = f.output
	}
	if f.baseURL != "" {
		options.Overrides["base_url"] = f.baseURL
	}
	return options, nil
}

// build reads and resolves the site that the flags choose; nothing is
// written.
func (f *siteFlags) build(c *cobra.Command) (*publish.Build, error) {
	options, err := f.options(c)
	if err != nil {
		return nil, err
	}
	build, err := publish.NewBuilder(options).Build(c.Context())
	return build, settingsMissing(options.File, err)
}

// settingsMissing says what to do when a build could not run for want of
// settings; other errors stay as they are.
func settingsMissing(file string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		if _, missing := os.Stat(file); errors.Is(missing, fs.ErrNotExist) {
			return noSettings(file)
		}
	}
	return err
}

func refuse(t *terminal, build *publish.Build, asJSON bool) error {
	if !asJSON {
		return build.Mistakes
	}
	if err := printBuildJSON(t.out, build, output.Report{}); err != nil {
		return err
	}
	return exitCode(exitWrong)
}

func printBuild(w io.Writer, build *publish.Build, report output.Report) {
	pages := 0
	for _, g := range build.Site.Guides {
		pages += len(g.Pages)
	}
	fmt.Fprintf(w, "Published %s in %s to %s: %d files written, %d unchanged, %d removed.\n",
		count(pages, "page"), count(len(build.Site.Guides), "language"), build.Config.Path(build.Config.Output),
		report.Written, report.Unchanged, report.Removed)
	if report.Foreign > 0 {
		fmt.Fprintf(w, "Left alone: %s that build did not write.\n", count(report.Foreign, "file"))
	}
	for _, warning := range report.Warnings {
		fmt.Fprintf(w, "Note: %s\n", warning)
	}
}

func printBuildJSON(w io.Writer, build *publish.Build, report output.Report) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(struct {
		Published bool           `json:"published"`
		Output    string         `json:"output"`
		Written   int            `json:"written"`
		Unchanged int            `json:"unchanged"`
		Removed   int            `json:"removed"`
		Foreign   int            `json:"foreign"`
		Notes     []string       `json:"notes,omitempty"`
		Mistakes  []mistake.Data `json:"mistakes"`
		Warnings  []mistake.Data `json:"warnings"`
	}{
		len(build.Mistakes) == 0, build.Config.Path(build.Config.Output), report.Written, report.Unchanged, report.Removed, report.Foreign,
		report.Warnings, build.Mistakes.Data(), build.Warnings.Data(),
	})
}
