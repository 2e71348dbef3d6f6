package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"retake/generator/checks"
	"retake/generator/mistake"
	"retake/regular"
	"retake/samplecheck/dataset"
	"retake/samplecheck/vision"
	"retake/usage"
)

// ownPhotos is the set that the project draws itself, from the repository's
// root.
const ownPhotos = "photos/synthetic"

func newLabels(t *terminal) *cobra.Command {
	c := &cobra.Command{
		Use: "labels", Short: "Work on the labels of photos",
		Args: cobra.NoArgs, // a misspelt lint must not pass
		RunE: func(*cobra.Command, []string) error {
			return errors.New("say what to do with the labels: labels lint, labels agreement or labels merge")
		},
	}
	c.AddCommand(newLabelsLint(t), newLabelsAgreement(t), newLabelsMerge(t))
	return c
}

func newLabelsLint(t *terminal) *cobra.Command {
	var photos string
	var asJSON bool
	c := &cobra.Command{
		Use:   "lint",
		Short: "Find what makes labels wrong or weak",
		Long: `Find what makes labels wrong or weak: rows that cannot be, files that are not
there or are no photos, the same picture in two groups or with two labels, checks that do not
exist, and classes with fewer than ` + fmt.Sprint(dataset.Enough) + ` photos.

Exit status: 0 nothing was found; 1 something was; 2 the command could not run.`,
		Args: usage.Photos,
		RunE: func(c *cobra.Command, _ []string) error {
			known, err := loadChecks(c)
			if err != nil {
				return err
			}
			set, found, err := dataset.Read(photos)
			if err != nil {
				return err
			}
			sums, refused, err := set.Sums(c.Context(), runtime.GOMAXPROCS(0), func(name string, data []byte) error {
				_, err := vision.Look(name, data)
				return err
			})
			if err != nil {
				return err
			}
			found = append(found, set.Lint(known.IDs(), sums, refused)...).Sorted()
			if err := printLint(t, set, found, asJSON); err != nil {
				return err
			}
			if len(found) > 0 {
				return exitCode(exitWrong)
			}
			return nil
		},
	}
	c.Flags().StringVar(&photos, "photos", ownPhotos, "folder with labels.csv")
	c.Flags().BoolVar(&asJSON, "json", false, "print the result as JSON")
	return c
}

func printLint(t *terminal, set *dataset.Dataset, found mistake.List, asJSON bool) error {
	if asJSON {
		return printJSON(t.out, struct {
			Photos int            `json:"photos"`
			Labels int            `json:"labels"`
			Found  []mistake.Data `json:"found"`
		}{len(set.Photos), len(set.Labels), found.Data()})
	}
	found.Print(t.out)
	says := "nothing is wrong with them"
	if len(found) > 0 {
		says = count(len(found), "thing") + " to look at"
	}
	fmt.Fprintf(t.out, "%s of %s: %s.\n", count(len(set.Labels), "label"), count(len(set.Photos), "photo"), says)
	return nil
}

// loadChecks reads the file that --checks names. Mistakes in it come as the
// error.
func loadChecks(c *cobra.Command) (checks.Checks, error) {
	file, err := c.Flags().GetString("checks")
	if err != nil {
		return nil, err
	}
	return parseChecks(file)
}

// parseChecks reads a file of checks. Mistakes in it come as the error.
func parseChecks(file string) (checks.Checks, error) {
	src, err := regular.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no %s; go to the guide's folder, or name the file with --checks", file)
	}
	if err != nil {
		return nil, err
	}
	found, wrong := checks.Parse(filepath.ToSlash(file), src)
	return found, wrong.Sorted().Err()
}

func printJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
