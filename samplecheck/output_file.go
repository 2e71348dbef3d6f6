package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"retake/atomicfile"
)

// writeFile writes a file as a whole or not at all.
func writeFile(file string, write func(io.Writer) error) error {
	if err := writable(file); err != nil {
		return err
	}
	var data bytes.Buffer
	if err := write(&data); err != nil {
		return err
	}
	return atomicfile.Write(file, data.Bytes())
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
