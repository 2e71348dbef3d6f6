package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"retake/progress"
	"retake/regular"
	"retake/samplecheck/synth"
	"retake/usage"
)

func newSynth(t *terminal) *cobra.Command {
	set := synth.Set{}
	var defects []string
	c := &cobra.Command{
		Use:   "synth DIR",
		Short: "Draw a set of specimen photos with known defects",
		Long: `Draw photos of specimen documents, of countries that do not exist, into a
folder: of each scene a good one, then each defect alone in several severities,
then two at once. Beside them are labels.csv, for the checks that checks.yaml
has, and truth.csv, with all that is known of each photo. Equal flags make the
same files, byte for byte.

The folder must be new, or one that this command has made before: then its
photos are replaced.

Defects: ` + strings.Join(defectNames(), ", ") + `.

Exit status: 0 done; 2 the command could not run.`,
		Example: "  samplecheck synth more --scenes 100 --levels 3 --size 1280\n  samplecheck synth blurred --defect defocus --defect motion",
		Args:    usage.Exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			known, err := loadChecks(c)
			if err != nil {
				return err
			}
			if set.Defects, err = chosenDefects(defects); err != nil {
				return err
			}
			if set.Coarse == 0 {
				set.Coarse = set.Long
			}
			if set.Scenes < 1 || set.Levels < 1 || min(set.Long, set.Coarse) < 200 || max(set.Long, set.Coarse) > 8000 {
				return fmt.Errorf("--scenes and --levels are at least 1, sizes are from 200 to 8000")
			}
			return drawSet(c.Context(), t, set, known.IDs(), args[0])
		},
	}
	c.Flags().Uint64Var(&set.Seed, "seed", 1, "another number draws other scenes")
	c.Flags().IntVar(&set.Scenes, "scenes", 20, "how many scenes")
	c.Flags().IntVar(&set.Levels, "levels", 3, "severities of each defect in a scene")
	c.Flags().IntVar(&set.Long, "size", 1280, "long side of the photos in pixels")
	c.Flags().IntVar(&set.Coarse, "coarse-size", 0, "the same for photos of defects that are seen in small pictures too (default: --size)")
	c.Flags().StringSliceVar(&defects, "defect", nil, "only these defects (default: all)")
	return c
}

func defectNames() []string {
	var names []string
	for _, d := range synth.Defects() {
		names = append(names, d.Name)
	}
	return names
}

func chosenDefects(names []string) ([]synth.Defect, error) {
	if len(names) == 0 {
		return synth.Defects(), nil
	}
	var chosen []synth.Defect
	for _, name := range names {
		d, ok := synth.FindDefect(name)
		if !ok {
			return nil, fmt.Errorf("there is no defect %q; there are: %s", name, strings.Join(defectNames(), ", "))
		}
		chosen = append(chosen, d)
	}
	return chosen, nil
}

// drawSet writes the set into a folder and says what it has become.
func drawSet(ctx context.Context, t *terminal, set synth.Set, checks []string, dir string) error {
	if err := clearSet(dir); err != nil {
		return err
	}
	bar := progress.New(t.err, false, 10)
	defer bar.Close()
	photos, size := 0, 0
	save := func(name string, data []byte) error {
		if filepath.Ext(name) == ".jpg" {
			photos++
		}
		size += len(data)
		return os.WriteFile(filepath.Join(dir, name), data, 0o644)
	}
	if err := set.Write(ctx, checks, save, bar.Report); err != nil {
		return err
	}
	bar.Close()
	fmt.Fprintf(t.out, "%s of %s in %s, %.1f MB, with %s and %s.\n", count(photos, "photo"), count(set.Scenes, "scene"), dir, float64(size)/1e6, synth.LabelsFile, synth.TruthFile)
	return nil
}

// clearSet makes the folder, or takes out of it what an earlier run has drawn.
// A folder with anything of somebody else's is refused.
func clearSet(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return os.MkdirAll(dir, 0o755)
	}
	if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
		return fmt.Errorf("%s is a file; name a new folder", dir)
	}
	if err != nil || len(entries) == 0 {
		return err
	}
	old, err := regular.ReadFile(filepath.Join(dir, synth.TruthFile))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s has files in it that synth has not drawn; name a new folder", dir)
	}
	if err != nil {
		return err
	}
	for _, name := range synth.Drawn(old) {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
