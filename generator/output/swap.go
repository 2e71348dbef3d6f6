package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// unpublished marks a sibling that never was the site. After the swap it lies
// in the published directory for an instant, and the sibling, without it, is
// known to be the old site, which may hold foreign files.
const unpublished = "unpublished"

// siblingOf is the folder beside dir in which a site is assembled. The lock
// keeps others from using it, so one name is enough.
func siblingOf(dir string) string {
	return filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".retake-new")
}

func (t *Transaction) sibling() string { return siblingOf(t.dir) }

// swappable says whether a swap is worth trying. Only the swap itself can
// tell for certain.
func (t *Transaction) swappable() bool {
	info, err := os.Lstat(t.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return true // then a rename does, which works everywhere
	}
	return err == nil && canExchange && !t.asked && info.Mode()&0o700 == 0o700 &&
		sameDevice(t.dir, filepath.Dir(t.dir)) && !standsIn(t.dir)
}

// makeSibling makes an empty folder with the owner and the mode of dir, before
// anything is put into it, so that folders in it inherit the group if dir says
// so.
func makeSibling(path, dir string) error {
	if err := os.Mkdir(path, 0o755); err != nil {
		return err
	}
	old, err := os.Lstat(dir)
	if err == nil {
		err = likeFolder(path, old)
	}
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		err = writeNew(filepath.Join(path, ownFolder, unpublished), nil)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(path))
	}
	return nil
}

func (t *Transaction) publishBySwap(p *plan, record []byte) error {
	if p.found.closed != "" {
		return fmt.Errorf("the folder %s cannot be read", p.found.closed)
	}
	if err := t.assemble(p, record); err != nil {
		return err
	}
	if err := t.swap(p); err != nil {
		return err
	}
	t.settle(p)
	return nil
}

// assemble completes the stage: everything that stays is linked into it.
func (t *Transaction) assemble(p *plan, record []byte) error {
	for _, name := range p.folders {
		if err := makeFolder(t.staged(name)); err != nil {
			return err
		}
	}
	stay := slices.Concat(p.keep, p.foreign)
	err := parallel(len(stay), func(i int) error {
		return link(t.path(stay[i]), t.staged(stay[i]), p.found.kinds[stay[i]])
	})
	if err != nil {
		return err
	}
	for _, name := range slices.Backward(p.folders) {
		if err := copyFolder(t.path(name), t.staged(name)); err != nil {
			return err
		}
	}
	return writeSynced(filepath.Join(t.stage, ownFolder, manifestName), record)
}

// copyFolder makes a filled folder look like the foreign one it stands for.
func copyFolder(from, to string) error {
	info, err := os.Lstat(from)
	if err != nil {
		return err
	}
	if err := likeFolder(to, info); err != nil {
		return err
	}
	return os.Chtimes(to, info.ModTime(), info.ModTime())
}

func (t *Transaction) swap(p *plan) error {
	if !p.found.exists {
		return os.Rename(t.stage, t.dir)
	}
	if err := exchange(t.stage, t.dir); err != nil {
		return fmt.Errorf("swap directories: %w", err)
	}
	return nil
}

// settle tidies up after a swap. The site is published, so what goes wrong
// here is a warning, and the next Open tries again.
func (t *Transaction) settle(p *plan) {
	old := t.stage
	t.stage = "" // it may hold foreign files now
	os.Remove(t.own(unpublished))
	if p.found.exists {
		t.sweep(old, t.last, t.manifest())
	}
}

// repairSibling clears away what a killed build left beside the directory: a
// stage, or an old site that was not swept to its end.
func (t *Transaction) repairSibling() {
	left := t.sibling()
	if _, err := os.Lstat(left); err != nil {
		return
	}
	if _, err := os.Lstat(filepath.Join(left, ownFolder, unpublished)); err == nil {
		if err := os.RemoveAll(left); err != nil {
			t.warn("What a stopped build left could not be removed: %v.", err)
		}
		return
	}
	// An error means no manifest, so that every file there counts as foreign.
	old, _ := readManifest(left)
	published, _ := readManifest(t.dir)
	t.sweep(left, old, published)
}
