package content

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
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
	entries []*entry // from last time, in the order of their paths
	now     func() time.Time
}

// NewReader reads the folder dir, which messages call name.
func NewReader(dir, name string) *Reader {
	return &Reader{dir: dir, name: filepath.ToSlash(name), now: time.Now}
}

// Read returns what the folder holds now, with vars filled in. Mistakes in
// the files are in the library; an error means that the folder itself could
// not be read.
func (r *Reader) Read(ctx context.Context, vars Variables) (*Library, error) {
	r.fill(vars)
	files, err := r.list(".")
	if err != nil {
		return nil, err
	}
	return r.read(ctx, files, nil, r.current)
}

// Reread is Read for a caller who knows what may have changed since the last
// reading: changed are paths of files and folders that were written, made,
// renamed or removed. Only there is looked, and what is there is read,
// whatever its time and size say. Paths outside the folder do not matter.
func (r *Reader) Reread(ctx context.Context, vars Variables, changed []string) (*Library, error) {
	r.fill(vars)
	places, err := r.places(changed)
	if err != nil {
		return nil, fmt.Errorf("read content: %w", err)
	}
	if r.entries == nil || places["."] {
		return r.Read(ctx, vars)
	}
	var files []listed
	for place := range places {
		found, err := r.list(place)
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	kept := make([]*entry, 0, len(r.entries)+len(files))
	for _, e := range r.entries {
		if !covers(places, e.path) {
			kept = append(kept, e)
		}
	}
	return r.read(ctx, files, kept, r.load)
}

// fill forgets all files when other values are to be filled in.
func (r *Reader) fill(vars Variables) {
	if sum := fmt.Sprint(vars); sum != r.varsSum { // maps print in order
		r.vars, r.varsSum, r.entries = maps.Clone(vars), sum, nil
	}
}

// read reads files, on all cores, and joins them with entries that are kept.
func (r *Reader) read(ctx context.Context, files []listed, kept []*entry, one func(listed, *entry) *entry) (*Library, error) {
	entries := make([]*entry, len(files))
	var taken atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() error {
			for i := taken.Add(1) - 1; i < int64(len(files)); i = taken.Add(1) - 1 {
				if err := ctx.Err(); err != nil {
					return err
				}
				entries[i] = one(files[i], r.last(files[i].path))
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("read content: %w", err)
	}
	gone := func(e *entry) bool { return e == nil }
	r.entries = append(kept, slices.DeleteFunc(entries, gone)...)
	slices.SortFunc(r.entries, func(a, b *entry) int { return strings.Compare(a.path, b.path) })
	return newLibrary(r.entries), nil
}

// last is a file's entry from last time, nil when there is none.
func (r *Reader) last(path string) *entry {
	i, found := slices.BinarySearchFunc(r.entries, path, func(e *entry, path string) int { return strings.Compare(e.path, path) })
	if !found {
		return nil
	}
	return r.entries[i]
}

// current is a file's entry: the one from last time when the file is the
// same, judged by time and size if they can be trusted, else by its bytes.
func (r *Reader) current(f listed, old *entry) *entry {
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
