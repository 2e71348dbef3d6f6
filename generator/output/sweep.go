package output

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// sweep removes an old site that was swapped for the published one, and first
// carries over whatever foreign appeared in it after the new one had been
// assembled. Its manifest goes last, so that a sweep that was killed can be
// taken up again.
func (t *Transaction) sweep(old string, last, published manifest) {
	s := &sweeper{t: t, old: old, last: last, ours: last.folders(), published: published}
	if err := s.run(); err != nil {
		t.warn("The old site could not be removed from %s: %v.", old, err)
	}
}

type sweeper struct {
	t         *Transaction
	old       string
	last      manifest        // of the old site
	ours      map[string]bool // folders of the old site
	published manifest

	mu      sync.Mutex
	visited []string // folders, each after those that hold it
}

func (s *sweeper) run() error {
	if err := walk(s.old, s.visit); err != nil {
		return err
	}
	for _, folder := range slices.Backward(s.visited) {
		if folder == "." {
			break
		}
		if err := s.remove(folder); err != nil {
			return err
		}
	}
	return errors.Join(os.RemoveAll(s.oldPath(ownFolder)), os.Remove(s.old))
}

func (s *sweeper) visit(folder string, entries []fs.DirEntry, err error) (next []string, _ error) {
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		name := path.Join(folder, entry.Name())
		_, ours := s.last[name]
		switch {
		case name == ownFolder:
		case entry.IsDir() && (s.ours[name] || s.inSite(name)):
			next = append(next, name)
		case ours && entry.Type().IsRegular():
			err = errors.Join(err, s.remove(name))
		default:
			err = errors.Join(err, s.carry(name))
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.visited = append(s.visited, folder)
	return next, err
}

// inSite says whether the published site has this folder.
func (s *sweeper) inSite(name string) bool {
	info, err := os.Lstat(s.t.path(name))
	return err == nil && info.IsDir()
}

// carry moves something foreign to where it was, unless it is there already.
func (s *sweeper) carry(name string) error {
	from := s.oldPath(name)
	mine, err := os.Lstat(from)
	if err != nil || s.superseded(name, mine) {
		return errors.Join(err, s.remove(name))
	}
	to := s.room(name, mine)
	if to != name {
		s.t.warn("%s appeared while the site was published, and is now %s.", name, to)
	}
	return withParent(s.t.path(to), func() error { return os.Rename(from, s.t.path(to)) })
}

// superseded says whether the published directory has the same file, or one
// of its owner's that is newer.
func (s *sweeper) superseded(name string, mine fs.FileInfo) bool {
	theirs, err := os.Lstat(s.t.path(name))
	if err != nil {
		return false
	}
	if os.SameFile(mine, theirs) || s.sameLink(name, mine, theirs) {
		return true
	}
	_, ours := s.published[name]
	return !ours && mine.Mode().Type() == theirs.Mode().Type() && theirs.ModTime().After(mine.ModTime())
}

func (s *sweeper) sameLink(name string, mine, theirs fs.FileInfo) bool {
	if mine.Mode()&theirs.Mode()&fs.ModeSymlink == 0 {
		return false
	}
	a, errA := os.Readlink(s.oldPath(name))
	b, errB := os.Readlink(s.t.path(name))
	return errA == nil && errB == nil && a == b
}

// room is a name in the published directory at which nothing of the site is:
// name, or with .kept after the part of it that is taken.
func (s *sweeper) room(name string, mine fs.FileInfo) string {
	parts := strings.Split(name, "/")
	for i := range parts {
		at := path.Join(parts[:i+1]...)
		theirs, err := os.Lstat(s.t.path(at))
		_, ours := s.published[at]
		switch {
		case err != nil:
			return name
		case i < len(parts)-1 && theirs.IsDir():
			continue
		case i == len(parts)-1 && !ours && !theirs.IsDir() && !mine.IsDir():
			return name // foreign and older, as superseded has seen
		}
		return path.Join(append([]string{s.free(at)}, parts[i+1:]...)...)
	}
	return name
}

// free adds .kept to a name until neither the site nor the sweep has it.
func (s *sweeper) free(name string) string {
	for {
		name += ".kept"
		_, published := os.Lstat(s.t.path(name))
		_, old := os.Lstat(s.oldPath(name))
		if published != nil && old != nil {
			return name
		}
	}
}

// remove also works in a foreign folder that was read-only: this one is not
// published any more.
func (s *sweeper) remove(name string) error {
	err := os.Remove(s.oldPath(name))
	if errors.Is(err, fs.ErrPermission) && os.Chmod(s.oldPath(path.Dir(name)), 0o700) == nil {
		err = os.Remove(s.oldPath(name))
	}
	return err
}

func (s *sweeper) oldPath(name string) string {
	return filepath.Join(s.old, filepath.FromSlash(name))
}
