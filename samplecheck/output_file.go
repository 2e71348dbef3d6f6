package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeFile writes a file as a whole or not at all. One that there is keeps
// its permissions; of a link, what it leads to is written.
func writeFile(file string, write func(io.Writer) error) error {
	mode := fs.FileMode(0o644)
	if target, err := filepath.EvalSymlinks(file); err == nil {
		file = target
	}
	if err := writable(file); err != nil {
		return err
	}
	if info, err := os.Stat(file); err == nil {
		if !info.Mode().IsRegular() {
			return overwrite(file, write)
		}
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(file), ".unfinished-*")
	if err != nil {
		return err
	}
	err = errors.Join(write(f), f.Chmod(mode), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// overwrite writes to what is no regular file, like /dev/null: it must stay
// what it is.
func overwrite(file string, write func(io.Writer) error) error {
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// writableAs is writable for the file of a flag, which says what is wrong
// before photos are measured for nothing; a flag without a file is fine.
func writableAs(flag, file string) error {
	if file == "" || file == "-" {
		return nil
	}
	if err := writable(file); err != nil {
		return fmt.Errorf("%s: %w", flag, err)
	}
	return nil
}

// writable tells why a file cannot be written, as far as that shows before it
// is.
func writable(file string) error {
	dir := filepath.Dir(file)
	switch info, err := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no folder %s; make it, or name another file", dir)
	case err == nil && !info.IsDir():
		return fmt.Errorf("%s is a file, not a folder; name another file", dir)
	}
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a folder; name a file in it", file)
	}
	return nil
}
