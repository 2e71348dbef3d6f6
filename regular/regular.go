// Package regular reads files that come to an end. A named pipe in a file's
// place waits for somebody who writes into it, and a device may never end: who
// reads one by mistake hangs without a word, and so these are refused.
package regular

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
)

var errSpecial = errors.New("this is a pipe, a socket or a device, and not a file")

// ReadFile is os.ReadFile for regular files. What a shell hands over open, as
// in <(git show main:site.yaml), is read as well, and the null device is empty.
func ReadFile(file string) ([]byte, error) {
	f, err := Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() // reading only: nothing can be lost
	return io.ReadAll(f)
}

// Open is os.Open for what [ReadFile] reads.
func Open(file string) (*os.File, error) {
	if info, err := os.Stat(file); err == nil && !ends(file) {
		if err := Check(info); err != nil {
			return nil, &fs.PathError{Op: "open", Path: file, Err: err}
		}
	}
	return os.Open(file)
}

// ends tells whether a name is that of a special file that comes to an end: the
// null device, or what this process was given open.
func ends(file string) bool {
	return file == os.DevNull || file == "/dev/stdin" || strings.HasPrefix(file, "/dev/fd/") || strings.HasPrefix(file, "/proc/self/fd/")
}

// Check is an error for what is neither a regular file nor a folder.
func Check(info fs.FileInfo) error {
	if mode := info.Mode(); mode.IsRegular() || mode.IsDir() {
		return nil
	}
	return errSpecial
}
