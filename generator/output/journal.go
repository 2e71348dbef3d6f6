package output

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
)

const journalName = "journal.json"

// stagePrefix is where new content waits within the directory.
const stageName = ownFolder + "/stage"

// journal is what a build that publishes in place is about to do. Once it is
// on disk the build will be finished, by another process if need be, so each
// step may be done again.
type journal struct {
	First []string `json:"remove_first"` // in the way of what is written
	Write []string `json:"write"`
	Last  []string `json:"remove_last"`
}

func decodeJournal(data []byte) (journal, error) {
	var j journal
	if err := json.Unmarshal(data, &j); err != nil {
		return journal{}, err
	}
	for _, list := range [][]string{j.First, j.Write, j.Last} {
		for _, name := range list {
			if err := checkName(name); err != nil {
				return journal{}, fmt.Errorf("%q: %w", name, err)
			}
		}
	}
	return j, nil
}

// apply works through an os.Root: a symbolic link that somebody puts into the
// directory meanwhile cannot lead the renames out of it.
func (j journal) apply(root *os.Root, last manifest) error {
	if err := removeOurs(root, j.First, last); err != nil {
		return err
	}
	for _, name := range j.Write {
		if err := publishStaged(root, name); err != nil {
			return err
		}
	}
	if err := removeOurs(root, j.Last, last); err != nil {
		return err
	}
	// Last, because it is what the steps before go by when they are done again.
	if err := publishStaged(root, ownFolder+"/"+manifestName); err != nil {
		return err
	}
	return errors.Join(root.Remove(ownFolder+"/"+journalName), root.RemoveAll(stageName))
}

// publishStaged renames a staged file to its place, unless that was done.
func publishStaged(root *os.Root, name string) error {
	staged := stageName + "/" + name
	err := root.Rename(staged, name)
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := root.Lstat(staged); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	return root.Rename(staged, name)
}

// removeOurs removes files that still are as build wrote them, and the folders
// that this leaves empty: also those whose file was removed before build was
// killed.
func removeOurs(root *os.Root, names []string, last manifest) error {
	for _, name := range names {
		if sum := sumIn(root, name); sum != "" && sum == last[name].Sum {
			if err := root.Remove(name); err != nil {
				return err
			}
		}
		removeEmpty(root, path.Dir(name))
	}
	return nil
}

// removeEmpty removes a folder and those above it as long as they are empty.
func removeEmpty(root *os.Root, folder string) {
	for ; folder != "."; folder = path.Dir(folder) {
		info, err := root.Lstat(folder)
		switch {
		case err != nil:
			continue // removed already
		case !info.IsDir() || root.Remove(folder) != nil:
			return
		}
	}
}

// sumIn is empty when there is no file of that name.
func sumIn(root *os.Root, name string) string {
	f, err := root.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return sumEnd(h)
}
