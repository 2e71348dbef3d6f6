package output

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// walk visits every folder below root, "." first, by its slash path: a level
// at a time, and the folders of a level in parallel. visit returns the folders
// in it that are to be visited next; err says that it could not be read.
func walk(root string, visit func(folder string, entries []fs.DirEntry, err error) (next []string, _ error)) error {
	for level := []string{"."}; len(level) > 0; {
		next := make([][]string, len(level))
		err := parallel(len(level), func(i int) (err error) {
			entries, unread := readFolder(filepath.Join(root, filepath.FromSlash(level[i])))
			next[i], err = visit(level[i], entries, unread)
			return err
		})
		if err != nil {
			return err
		}
		level = flatten(next)
	}
	return nil
}

func flatten(lists [][]string) []string {
	var flat []string
	for _, list := range lists {
		flat = append(flat, list...)
	}
	return flat
}

// readFolder is os.ReadDir without its sorting.
func readFolder(path string) ([]fs.DirEntry, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

// run is how many things in a row one goroutine does, so that neighbours, which
// mostly share a folder, do not get into each other's way.
const run = 32

// parallel does n things, in as many goroutines as there are processors, and
// returns the first error.
func parallel(n int, do func(i int) error) error {
	var begun atomic.Int64
	var group errgroup.Group
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() error {
			for from := int(begun.Add(run)) - run; from < n; from = int(begun.Add(run)) - run {
				for i := from; i < min(n, from+run); i++ {
					if err := do(i); err != nil {
						return err
					}
				}
			}
			return nil
		})
	}
	return group.Wait()
}

// tree is what a directory holds: the kind of each thing in it by its name.
// Our own folder is left out.
type tree struct {
	exists bool
	kinds  map[string]fs.FileMode

	// closed is a folder that cannot be read. It is foreign, and only its
	// inode could take its content along.
	closed string
}

func scan(dir string) (tree, error) {
	found := tree{exists: true, kinds: map[string]fs.FileMode{}}
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return tree{}, nil
	}
	var mu sync.Mutex
	err := walk(dir, func(folder string, entries []fs.DirEntry, err error) (next []string, _ error) {
		mu.Lock()
		defer mu.Unlock()
		if err != nil && folder != "." {
			found.closed = folder
			return nil, nil
		}
		for _, entry := range entries {
			name := path.Join(folder, entry.Name())
			if name == ownFolder {
				continue
			}
			found.kinds[name] = entry.Type()
			if entry.IsDir() {
				next = append(next, name)
			}
		}
		return next, err
	})
	return found, err
}
