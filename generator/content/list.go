package content

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// listed is a file that is there to be read.
type listed struct {
	path, file string // below the content folder; of the file system
	info       fs.FileInfo
}

// list finds the files at a place below the folder: the one that is there,
// or all that the folder there holds. Hidden files and
// editors' leftovers are not content. Links are listed, to be named: they are
// not followed, because they could lead outside the folder. So are pipes,
// sockets and devices, which may never end.
func (r *Reader) list(place string) ([]listed, error) {
	if !r.reachable(place) {
		return nil, nil
	}
	var files []listed
	root, whole := filepath.Join(r.dir, filepath.FromSlash(place)), place == "."
	if whole {
		root += string(filepath.Separator) // the folder itself may be a link
	}
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		top := whole && file == root
		if err != nil {
			if !top && errors.Is(err, fs.ErrNotExist) {
				return nil // deleted while we looked
			}
			return err
		}
		if !top && passedOver(entry.Name()) {
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if entry.IsDir() {
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
		return nil, r.unlisted(err)
	}
	return files, nil
}

// unlisted says which folder could not be looked through.
func (r *Reader) unlisted(err error) error {
	folder := r.name
	wrong := (*fs.PathError)(nil)
	if errors.As(err, &wrong) {
		err = wrong.Err
		if place, failed := filepath.Rel(r.dir, wrong.Path); failed == nil && place != "." {
			folder = r.shown(filepath.ToSlash(place))
		}
	}
	return fmt.Errorf("read the folder %s: %w", folder, err)
}

// passedOver tells whether a name is that of no content.
func passedOver(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#")
}

// reachable tells whether a walk of the whole folder would come to a place:
// all that is above it are folders that are content.
func (r *Reader) reachable(place string) bool {
	for above := path.Dir(place); above != "."; above = path.Dir(above) {
		info, err := os.Lstat(filepath.Join(r.dir, filepath.FromSlash(above)))
		if err != nil || !info.IsDir() || passedOver(path.Base(above)) {
			return false
		}
	}
	return true
}

// places are those below the folder that paths of the file system name; "."
// is the folder itself, or one that it lies in.
func (r *Reader) places(paths []string) (map[string]bool, error) {
	dir, err := filepath.Abs(r.dir)
	if err != nil {
		return nil, err
	}
	named := map[string]bool{}
	for _, name := range paths {
		if name, err = filepath.Abs(name); err != nil {
			return nil, err
		}
		if below(name, dir) {
			named["."] = true
		}
		if place, err := filepath.Rel(dir, name); err == nil && filepath.IsLocal(place) {
			named[filepath.ToSlash(place)] = true
		}
	}
	for place := range named {
		if covers(named, path.Dir(place)) {
			delete(named, place) // and what is above it stays
		}
	}
	return named, nil
}

// below tells whether a path lies below a folder, or is it.
func below(folder, name string) bool {
	place, err := filepath.Rel(folder, name)
	return err == nil && filepath.IsLocal(place)
}

// covers tells whether a path or a folder above it is among places.
func covers(places map[string]bool, name string) bool {
	for ; name != "."; name = path.Dir(name) {
		if places[name] {
			return true
		}
	}
	return false
}
