// Package atomicfile writes files as a whole or not at all: a crash or a full
// disk leaves what was there before.
package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// usual are the permissions of a file that is new.
const usual fs.FileMode = 0o644

// Pending is a file that is written, and not yet in its place.
type Pending struct {
	written, file string
}

// New writes data beside the file, under a hidden name. It gets the file's
// permissions; of a link, it is for what that leads to.
func New(file string, data []byte) (*Pending, error) {
	if target, err := filepath.EvalSymlinks(file); err == nil {
		file = target
	} else if target, err := os.Readlink(file); err == nil { // to what is not there yet
		if file = filepath.Join(filepath.Dir(file), target); filepath.IsAbs(target) {
			file = target
		}
	}
	mode := usual
	if info, err := os.Stat(file); err == nil {
		mode = info.Mode().Perm()
	}
	beside, err := os.CreateTemp(filepath.Dir(file), ".unfinished-*")
	if err != nil {
		return nil, err
	}
	p := &Pending{beside.Name(), file}
	_, err = beside.Write(data)
	if err = errors.Join(err, beside.Chmod(mode), beside.Sync(), beside.Close()); err != nil {
		p.Discard()
		return nil, err
	}
	return p, nil
}

// Commit puts the file in its place.
func (p *Pending) Commit() error {
	err := os.Rename(p.written, p.file)
	if err != nil {
		p.Discard()
	}
	return err
}

// Discard takes away what was written. After Commit it does nothing.
func (p *Pending) Discard() { _ = os.Remove(p.written) } // nothing more can be done about it

// Write writes a file, or leaves it as it was. What is no regular file, like
// /dev/null, stays what it is, and is written to.
func Write(file string, data []byte) error {
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
		return os.WriteFile(file, data, usual)
	}
	p, err := New(file, data)
	if err != nil {
		return err
	}
	return p.Commit()
}
