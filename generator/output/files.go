package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// writeNew writes a file that does not exist yet. It is not synced, see
// [writeSynced].
func writeNew(path string, data []byte) error {
	return withParent(path, func() error {
		f, err := openPlain(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL)
		if err != nil {
			return err
		}
		_, err = f.Write(data)
		return errors.Join(err, f.Close())
	})
}

// createNew makes the folders above path only when they turn out to be
// missing, which for most files they are not.
func createNew(path string) (*os.File, error) {
	var f *os.File
	err := withParent(path, func() (err error) {
		f, err = os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		return err
	})
	return f, err
}

// withParent does something at path, again with the folders above it made if
// they were missing.
func withParent(path string, do func() error) error {
	err := do()
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := makeFolder(filepath.Dir(path)); err != nil {
		return err
	}
	return do()
}

// makeFolder is os.MkdirAll for folders that are most likely missing while
// the one above them exists.
func makeFolder(path string) error {
	err := withParent(path, func() error { return os.Mkdir(path, 0o755) })
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// writeSynced replaces a file of our own folder at once, and returns when its
// bytes are on the disk. Only records are written like this: the manifest and
// the journal, without which a power cut would leave files that no build owns.
// Pages are not synced, which would cost more than writing them. They are safe
// from a killed process, and after a power cut the next build sees that their
// bytes are not right and writes them again.
func writeSynced(path string, data []byte) error {
	next := path + ".new"
	os.Remove(next) // left by a killed build
	f, err := createNew(next)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(next, path)
}

// link gives a published file or symbolic link a second name, so that it
// keeps its inode. Only Linux is known to link a symbolic link instead of
// what it points to.
func link(from, to string, kind fs.FileMode) error {
	return withParent(to, func() error {
		if kind&fs.ModeSymlink == 0 || runtime.GOOS == "linux" {
			return os.Link(from, to)
		}
		target, err := os.Readlink(from)
		if err != nil {
			return err
		}
		return os.Symlink(target, to)
	})
}

// move renames a file, or copies it where the two places turn out to be on
// different file systems.
func move(from, to string) error {
	if withParent(to, func() error { return os.Rename(from, to) }) == nil {
		return nil
	}
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := createNew(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close())
}

// likeFolder gives a new folder the owner and the mode of the one that it
// replaces.
func likeFolder(path string, old fs.FileInfo) error {
	if err := keepOwner(path, old); err != nil {
		return err
	}
	return os.Chmod(path, old.Mode())
}
