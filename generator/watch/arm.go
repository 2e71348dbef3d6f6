package watch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// arm makes the system watch every folder that it must: those of the places
// with all below them, and the nearest folder there is above each place, so
// that the place may come, go and come back.
func (w *Watcher) arm() {
	wanted := map[string]struct{}{}
	add := func(dir string) {
		wanted[dir] = struct{}{}
		w.add(dir)
	}
	for _, place := range append(append([]string{}, w.places.Files...), w.places.Folders...) {
		add(nearest(filepath.Dir(place)))
	}
	for _, folder := range w.places.Folders {
		foldersBelow(folder, add)
	}
	for dir := range w.dirs {
		if _, still := wanted[dir]; !still {
			delete(w.dirs, dir)
			_ = w.system.Remove(dir) // which may have gone
		}
	}
}

// foldersBelow adds a folder and those below it. Each is watched before it is
// listed, so that none which comes meanwhile is missed.
func foldersBelow(folder string, add func(string)) {
	walk(folder, func(name string, entry fs.DirEntry) {
		if entry.IsDir() {
			add(name)
		}
	})
}

// add makes the system watch one folder; when it will not, polling begins.
func (w *Watcher) add(dir string) {
	if _, already := w.dirs[dir]; already || w.system == nil {
		return
	}
	switch err := w.system.Add(dir); {
	case err == nil:
		w.dirs[dir] = struct{}{}
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOTDIR):
		// It has gone while we looked, or cannot be read by anybody here.
	default:
		w.stopSystem(reason(err))
	}
}

// disarm forgets a folder that has gone, with all below it: the system goes
// on watching a folder that was renamed, under its old name.
func (w *Watcher) disarm(name string) {
	if _, watched := w.dirs[name]; !watched {
		return // nor is anything below it; most are files
	}
	for dir := range w.dirs {
		if dir == name || within(dir, name) && name != "." {
			delete(w.dirs, dir)
			_ = w.system.Remove(dir) // of a deleted folder there is nothing to remove
		}
	}
}

// stopSystem polls from now on.
func (w *Watcher) stopSystem(why string) {
	_ = w.system.Close() // it is of no use any more
	w.system, w.dirs = nil, map[string]struct{}{}
	w.startPolling(why)
}

// reason puts an error of the system in words that help.
func reason(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "the system watches as many folders as it may (raise fs.inotify.max_user_watches to change that)"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "the system has as many files or watchers open as it may"
	case errors.Is(err, fsnotify.ErrClosed):
		return "the system has stopped watching"
	}
	return err.Error()
}

// nearest is a folder, or the nearest one above it that exists.
func nearest(dir string) string {
	for {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			return dir
		}
		dir = up
	}
}

func isFolder(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.IsDir()
}

// filesBelow are all files in a folder and in those below it.
func filesBelow(name string) []string {
	var found []string
	walk(name, func(name string, entry fs.DirEntry) {
		if !entry.IsDir() {
			found = append(found, name)
		}
	})
	return found
}

// walk visits a file, or a folder and what is in it, without editors'
// leftovers. What goes away meanwhile, or cannot be read, is left out. Of
// links only that to the folder itself is followed.
func walk(folder string, visit func(string, fs.DirEntry)) {
	root := folder
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		root += string(filepath.Separator)
	}
	_ = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if name == root {
			name = folder
		}
		switch {
		case entry == nil:
			return nil
		case name != folder && noise(entry.Name()):
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case err == nil || entry.IsDir():
			visit(name, entry)
		}
		return nil
	})
}
