// Package starter begins guides: it holds a small guide of a made-up thing,
// which a publisher makes their own, and it drafts pages. What it writes
// builds without mistakes, and it never writes over a file.
package starter

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"retake/schemas"
)

//go:embed all:guide
var embedded embed.FS

// reviewDay stands in the embedded pages for the day on which a guide is
// begun.
const reviewDay = "2026-11-22"

// InTheWay says that a guide was not begun, because of files that are there.
type InTheWay struct{ Files []string }

func (e *InTheWay) Error() string {
	return fmt.Sprintf("in the way: %s", strings.Join(e.Files, ", "))
}

// Write begins a guide in dir and returns the files that it wrote, in order.
// When any of them is there already, nothing is written.
func Write(dir string, day time.Time) ([]string, error) {
	files, err := guideFiles(day)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s is a file; name a folder, or a new one", dir)
	}
	var names, blocked []string
	for _, f := range files {
		names = append(names, f.name)
		_, err := os.Lstat(filepath.Join(dir, f.name))
		switch {
		case err == nil:
			blocked = append(blocked, f.name)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		}
	}
	if len(blocked) > 0 {
		return nil, &InTheWay{blocked}
	}
	for i, f := range files {
		if err := Create(filepath.Join(dir, f.name), f.data); err != nil {
			for _, name := range names[:i] {
				_ = os.Remove(filepath.Join(dir, name)) // the first error is the one to tell
			}
			return nil, err
		}
	}
	return names, nil
}

type file struct {
	name string // below the guide's folder, as the system writes paths
	data []byte
}

// guideFiles are the small guide with the schemas.
func guideFiles(day time.Time) ([]file, error) {
	var files []file
	err := fs.WalkDir(embedded, "guide", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := embedded.ReadFile(name)
		data = bytes.ReplaceAll(data, []byte(reviewDay), []byte(day.Format(time.DateOnly)))
		files = append(files, file{filepath.FromSlash(strings.TrimPrefix(name, "guide/")), data})
		return err
	})
	for _, name := range schemas.Names {
		data, readErr := schemas.Read(name)
		err = errors.Join(err, readErr)
		files = append(files, file{filepath.Join("schemas", name+schemas.Ending), data})
	}
	return files, err
}

// Create writes a file that is not there yet, and the folders above it. When
// it is there, the error is [fs.ErrExist].
func Create(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		_ = f.Close() // the first error is the one to tell
		_ = os.Remove(name)
		return err
	}
	return f.Close()
}
