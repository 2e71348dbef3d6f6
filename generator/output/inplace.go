package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"retake/regular"
)

func (t *Transaction) publishInPlace(p *plan, record []byte) error {
	j := t.journal(p)
	if err := t.stageRecords(j, record); err != nil {
		return err
	}
	t.stage = "" // from here on the next Open finishes what we do not
	root, err := os.OpenRoot(t.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	return j.apply(root, t.last)
}

func (t *Transaction) journal(p *plan) journal {
	j := journal{Write: p.write}
	for _, name := range p.remove {
		if _, blocking := t.names.blocking(name, false); blocking {
			j.First = append(j.First, name)
		} else {
			j.Last = append(j.Last, name)
		}
	}
	return j
}

// stageRecords completes the stage with the manifest to be, and commits to
// publishing it by writing the journal.
func (t *Transaction) stageRecords(j journal, record []byte) error {
	if err := writeSynced(t.own("stage", ownFolder, manifestName), record); err != nil {
		return err
	}
	return writeSynced(t.own(journalName), quoted(j))
}

// stageWithin moves the stage into the directory, after a swap turned out to
// be impossible.
func (t *Transaction) stageWithin(p *plan) error {
	within := t.own("stage")
	err := parallel(len(p.write), func(i int) error {
		return move(t.staged(p.write[i]), filepath.Join(within, filepath.FromSlash(p.write[i])))
	})
	err = errors.Join(err, os.RemoveAll(t.stage))
	t.stage, t.inPlace = within, true
	return err
}

// repairInPlace finishes a build that was killed while it published in place,
// and clears the stage of one that was killed before.
func (t *Transaction) repairInPlace() error {
	data, err := regular.ReadFile(t.own(journalName))
	if err == nil {
		err = t.rollForward(data)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("finish a stopped build: %w", err)
	}
	return errors.Join(remove(t.own(unpublished)), os.RemoveAll(t.own("stage")))
}

func (t *Transaction) rollForward(data []byte) error {
	j, err := decodeJournal(data)
	if err != nil {
		t.warn("The journal of a stopped build cannot be read (%v), so it was not finished.", err)
		return os.Remove(t.own(journalName))
	}
	root, err := os.OpenRoot(t.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	last, _ := readManifest(t.dir)
	next, _ := readManifest(t.own("stage"))
	if err := removeOurs(root, j.First, last); err != nil {
		return err // what still is in the way after this is foreign
	}
	for _, name := range j.Write {
		if err := t.check(name, last, next); err != nil {
			return err
		}
	}
	return j.apply(root, last)
}

// check drops a staged file that a power cut has damaged, for this build will
// write it again, and saves a foreign file that was put into its place since.
func (t *Transaction) check(name string, last, next manifest) error {
	staged := t.own("stage", filepath.FromSlash(name))
	if sum := sumFile(staged); sum == "" || sum != next[name].Sum {
		return remove(staged)
	}
	if _, ours := last[name]; ours || !t.realFolder(path.Dir(name)) {
		return nil
	}
	if _, err := os.Lstat(t.path(name)); err != nil {
		return nil
	}
	return t.setAside(name)
}

// setAside gives a foreign file in the directory a name at which build does
// not write.
func (t *Transaction) setAside(name string) error {
	to := name + ".kept"
	for {
		if _, err := os.Lstat(t.path(to)); err != nil {
			break
		}
		to += ".kept"
	}
	t.warn("%s appeared while the site was published, and is now %s.", name, to)
	if err := os.Rename(t.path(name), t.path(to)); err != nil {
		return fmt.Errorf("keep %s: %w", name, err)
	}
	return nil
}

// remove does not mind when there is nothing to remove.
func remove(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
