package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Open locks the directory, waiting for another build if there is one, and
// clears up or finishes what a killed build left. The directory need not
// exist, and no file of the site appears in it before Commit. Open fails when
// ctx ends while it waits, and when the directory holds more than a site: the
// root of the file system, a home directory, one with a site.yaml or with
// sources. The lock also covers the folder above the directory, so that of two
// directories side by side only one can be open at a time.
func Open(ctx context.Context, dir string, opts Options) (*Transaction, error) {
	real, err := resolve(dir)
	if err == nil {
		err = refuse(real, opts.Sources)
	}
	if err != nil {
		return nil, fmt.Errorf("publish directory %s: %w", dir, err)
	}
	t := &Transaction{
		shown: dir, dir: real, asked: opts.InPlace,
		names: claims{}, files: map[string]file{},
		creating: map[string]bool{}, folders: map[string]bool{},
	}
	if err := t.begin(ctx, opts.Waiting); err != nil {
		t.close()
		return nil, fmt.Errorf("publish directory %s: %w", dir, err)
	}
	return t, nil
}

func (t *Transaction) begin(ctx context.Context, waiting func()) error {
	if err := os.MkdirAll(filepath.Dir(t.dir), 0o755); err != nil {
		return err
	}
	if err := t.acquire(ctx, waiting); err != nil {
		return err
	}
	if info, err := os.Lstat(t.own()); err == nil && !info.IsDir() {
		return fmt.Errorf("%s is not a folder, but build keeps its records there", ownFolder)
	}
	if err := t.repairInPlace(); err != nil {
		return err
	}
	t.repairSibling()
	clear(t.folders)
	t.load()
	t.chooseStage()
	return nil
}

// own is the path of a file in the package's own folder of the directory.
func (t *Transaction) own(name ...string) string {
	return filepath.Join(append([]string{t.dir, ownFolder}, name...)...)
}

// load reads the manifest of the last build. Without one that can be read,
// build wrote nothing: every file is foreign, and those that this build would
// write with the same bytes become its own.
func (t *Transaction) load() {
	last, err := readManifest(t.dir)
	t.last, t.recorded = last, err == nil
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.warn("The record of the last build cannot be read (%v). Every file in %s counts as foreign.", err, t.shown)
	}
}

// chooseStage prefers a sibling of the directory, from which it can be
// swapped, and falls back to the directory itself.
func (t *Transaction) chooseStage() {
	if t.swappable() {
		if err := makeSibling(t.sibling(), t.dir); err == nil {
			t.stage = t.sibling()
			return
		}
	}
	t.stage, t.inPlace = t.own("stage"), true
}
