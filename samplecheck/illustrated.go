package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"

	"retake/generator/checks"
	"retake/progress"
	"retake/regular"
	"retake/samplecheck/dataset"
	"retake/samplecheck/example"
	"retake/samplecheck/report"
)

// illustrated is what became of one check's pair.
type illustrated struct {
	Check string          `json:"check"`
	Why   string          `json:"why,omitempty"` // there is none, or it does not hold
	Pair  *checks.Example `json:"pair"`
}

// write writes the pictures, then the file that names them, and takes away
// what the file named before and does not name any more.
func (f *illustrateFlags) write(pairs []illustrated, files []map[string][]byte) error {
	old, _ := f.read()
	made := checks.Examples{Synthetic: true, Program: versions(), Seed: f.seed, Measures: example.Taken(f.all), Checks: map[string]checks.Example{}}
	if err := os.MkdirAll(f.folder, 0o755); err != nil {
		return err
	}
	named := map[string]bool{}
	for i, p := range pairs {
		if p.Pair != nil {
			made.Checks[p.Check] = *p.Pair
		}
		for _, name := range slices.Sorted(maps.Keys(files[i])) {
			named[name] = true
			data := files[i][name]
			if err := writeFile(filepath.Join(f.content, name), func(w io.Writer) error { _, err := w.Write(data); return err }); err != nil {
				return err
			}
		}
	}
	if err := writeFile(f.file, made.Write); err != nil {
		return err
	}
	if old == nil {
		return nil
	}
	for _, pair := range old.Checks {
		for _, file := range slices.Concat(pair.Good.Files, pair.Bad.Files) {
			if named[file.Name] {
				continue
			}
			if err := os.Remove(filepath.Join(f.content, file.Name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// read reads the examples that are there; nil when there are none.
func (f *illustrateFlags) read() (*checks.Examples, error) {
	src, err := regular.ReadFile(f.file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no %s; samplecheck illustrate writes it", filepath.ToSlash(f.file))
	}
	if err != nil {
		return nil, err
	}
	found, wrong := checks.ParseExamples(filepath.ToSlash(f.file), src)
	return found, wrong.Err()
}

// again measures the pictures that are there, and says which pairs do not
// hold any more.
func (f *illustrateFlags) again(ctx context.Context, t *terminal) ([]illustrated, error) {
	kept, err := f.read()
	if err != nil {
		return nil, err
	}
	ids := slices.Sorted(maps.Keys(kept.Checks))
	for _, c := range example.Drawable(f.all) {
		if _, ok := kept.Checks[c.ID]; !ok {
			ids = append(ids, c.ID)
		}
	}
	pairs := make([]illustrated, len(ids))
	bar := progress.New(t.err, f.asJSON, 1)
	defer bar.Close()
	err = f.each(ctx, len(ids), bar.Report, func(ctx context.Context, i int, judge example.Judge) (err error) {
		pairs[i] = illustrated{Check: ids[i], Why: "there are no photos of it"}
		pair, ok := kept.Checks[ids[i]]
		if !ok {
			return nil
		}
		pairs[i].Pair = &pair
		pairs[i].Why, err = f.doubt(ctx, kept, ids[i], judge)
		return err
	})
	return pairs, err
}

// doubt measures a pair's photos anew. It says why they do not show what they
// claim, "" when they do.
func (f *illustrateFlags) doubt(ctx context.Context, kept *checks.Examples, id string, judge example.Judge) (string, error) {
	pair := kept.Checks[id]
	old := [2]map[string]float64{pair.Good.Numbers, pair.Bad.Numbers}
	for _, p := range []*checks.ExamplePhoto{&pair.Good, &pair.Bad} {
		measured := p.Files[len(p.Files)-1]
		for _, file := range p.Files {
			data, sum, refusal := dataset.Load(filepath.Join(f.content, file.Name))
			if refusal != nil {
				return file.Name + ": " + refusal.Reason, nil
			}
			if fmt.Sprintf("%x", sum[:16]) != file.Sum {
				return file.Name + " is not the picture that was measured", nil
			}
			if file.Name != measured.Name {
				continue
			}
			reading, err := judge(ctx, file.Name, data)
			if err != nil {
				return "", err
			}
			p.Numbers = example.Numbers(reading, f.all)
		}
	}
	now := checks.Examples{Checks: map[string]checks.Example{id: pair}}
	if why := now.Doubt(id, f.all, nil); why != "" {
		return why, nil
	}
	same := maps.Equal(old[0], pair.Good.Numbers) && maps.Equal(old[1], pair.Bad.Numbers)
	if !same && maps.Equal(kept.Program, versions()) { // other versions of libraries see pixels a little differently
		return "they hold, but their numbers are others than those in " + path.Base(filepath.ToSlash(f.file)), nil
	}
	return "", nil
}

// print says what became of the pairs.
func (f *illustrateFlags) print(t *terminal, pairs []illustrated) error {
	if f.asJSON {
		return printJSON(t.out, pairs)
	}
	wrong, photos, size := 0, 0, 0
	width := style(t.out).Width
	for _, p := range pairs {
		if p.Why != "" {
			wrong++
			fmt.Fprintln(t.out, report.Wrap(p.Check+": "+p.Why+".", width, "", "  "))
			continue
		}
		c := f.all.Find(p.Check)
		fmt.Fprintln(t.out, report.Wrap(fmt.Sprintf("%s: %s %s passes, %s fails (%s %s); %s %v in scene %d, %s.", p.Check, p.Pair.Measure,
			number(p.Pair.Good.Numbers[p.Pair.Measure]), number(p.Pair.Bad.Numbers[p.Pair.Measure]), c.Threshold.Side, number(c.Threshold.Fail),
			p.Pair.Defect, p.Pair.Severity, p.Pair.Scene, p.Pair.Surface), width, "", "  "))
		for _, file := range slices.Concat(p.Pair.Good.Files, p.Pair.Bad.Files) {
			photos++
			size += file.Bytes
		}
	}
	switch {
	case wrong > 0 && f.verify:
		fmt.Fprintf(t.out, "%s not hold; samplecheck illustrate draws them anew.\n", counted(wrong, "pair does", "pairs do"))
	case wrong > 0:
		fmt.Fprintf(t.out, "%s not be made.\n", counted(wrong, "pair could", "pairs could"))
	case f.verify:
		fmt.Fprintln(t.out, "Every pair shows what it should.")
	}
	if !f.verify {
		fmt.Fprintf(t.out, "%s in %s, %.1f MB, with %s.\n", count(photos, "picture"), filepath.ToSlash(f.folder), float64(size)/1e6, filepath.ToSlash(f.file))
	}
	return nil
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", many)
}
