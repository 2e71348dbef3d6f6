package content

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

// Reader reads a content folder, and again after changes: files that are
// still the same are not read twice. It is not safe for concurrent use.
type Reader struct {
	dir     string
	name    string // dir as a person would name it
	vars    Variables
	varsSum string
	entries map[string]*entry
	now     func() time.Time
}

// NewReader reads the folder dir, which messages call name.
func NewReader(dir, name string) *Reader {
	return &Reader{dir: dir, name: filepath.ToSlash(name), entries: map[string]*entry{}, now: time.Now}
}

// Read returns what the folder holds now, with vars filled in. Mistakes in
// the files are in the library; an error means that the folder itself could
// not be read.
func (r *Reader) Read(ctx context.Context, vars Variables) (*Library, error) {
	if sum := fmt.Sprint(vars); sum != r.varsSum { // maps print in order
		r.vars, r.varsSum, r.entries = maps.Clone(vars), sum, map[string]*entry{}
	}
	files, err := r.list()
	if err != nil {
		return nil, err
	}
	entries, err := r.readAll(ctx, files)
	if err != nil {
		return nil, fmt.Errorf("read content: %w", err)
	}
	r.entries = make(map[string]*entry, len(entries))
	for _, e := range entries {
		r.entries[e.path] = e
	}
	return newLibrary(entries), nil
}

type listed struct {
	path, file string
	info       fs.FileInfo
}

// list walks the folder. Hidden files, editors' leftovers and links are not
// content; a link could lead outside the folder.
func (r *Reader) list() ([]listed, error) {
	var files []listed
	err := filepath.WalkDir(r.dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			if file != r.dir && errors.Is(err, fs.ErrNotExist) {
				return nil // deleted while we looked
			}
			return err
		}
		name := entry.Name()
		if file != r.dir && (strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#")) {
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if !entry.Type().IsRegular() {
			return nil
		}
		info, err := entry.Info()
		if err != nil {
			return nil // deleted while we looked
		}
		rel, err := filepath.Rel(r.dir, file)
		files = append(files, listed{filepath.ToSlash(rel), file, info})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the folder %s: %w", r.name, errors.Unwrap(err))
	}
	return files, nil
}

// readAll reads what changed, on all cores.
func (r *Reader) readAll(ctx context.Context, files []listed) ([]*entry, error) {
	entries := make([]*entry, len(files))
	var taken atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() error {
			for i := taken.Add(1) - 1; i < int64(len(files)); i = taken.Add(1) - 1 {
				if err := ctx.Err(); err != nil {
					return err
				}
				entries[i] = r.current(files[i])
			}
			return nil
		})
	}
	return entries, group.Wait()
}

// current is a file's entry: the one from last time when the file is the
// same, judged by time and size if they can be trusted, else by its bytes.
func (r *Reader) current(f listed) *entry {
	old := r.entries[f.path]
	if old != nil && old.trusted(f.info) {
		return old
	}
	return r.load(f, old)
}

// shown is the name of a content file in messages.
func (r *Reader) shown(path string) string {
	if r.name == "." || r.name == "" {
		return path
	}
	return r.name + "/" + path
}

// Exists tells whether the content folder is there at all.
func (r *Reader) Exists() bool {
	info, err := os.Stat(r.dir)
	return err == nil && info.IsDir()
}
