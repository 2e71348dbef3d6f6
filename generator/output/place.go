package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// resolve is the absolute path of dir without symbolic links, so that a link
// keeps pointing to the site after a swap. The last parts may be missing.
func resolve(dir string) (string, error) {
	if dir == "" {
		return "", errors.New("no directory is named")
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	real, err := follow(abs)
	if err != nil {
		return "", err
	}
	info, err := os.Stat(real)
	if err == nil && !info.IsDir() {
		return "", errors.New("it is a file, not a directory")
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	return real, nil
}

// follow resolves the part of path that exists.
func follow(path string) (string, error) {
	real, err := filepath.EvalSymlinks(path)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return real, err
	}
	if _, err := os.Lstat(path); err == nil {
		return "", fmt.Errorf("%s is a symbolic link to nothing", path)
	}
	parent, err := follow(filepath.Dir(path))
	return filepath.Join(parent, filepath.Base(path)), err
}

// refuse protects directories that hold more than a site.
func refuse(dir string, sources []string) error {
	if filepath.Dir(dir) == dir {
		return errors.New("it is the root of the file system")
	}
	if home, err := os.UserHomeDir(); err == nil && holds(dir, known(home)) {
		return errors.New("it is your home directory, or holds it; name a folder of its own, such as public")
	}
	if _, err := os.Lstat(filepath.Join(dir, "site.yaml")); err == nil {
		return errors.New("it holds a site.yaml, so it is where a site is made; name a folder of its own, such as public")
	}
	for _, source := range sources {
		if holds(dir, known(source)) {
			return fmt.Errorf("it holds %s, which the site is made from; name a folder of its own, such as public", source)
		}
		if holds(known(source), dir) {
			return fmt.Errorf("it lies within %s, which the site is made from", source)
		}
	}
	return nil
}

// known is path as resolve would write it, or as it stands when that fails: a
// source that cannot be found is the reader's mistake to report, not ours.
func known(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if real, err := follow(abs); err == nil {
		return real
	}
	return abs
}

// holds says whether inner is dir or lies below it. Both are clean.
func holds(dir, inner string) bool {
	rel, err := filepath.Rel(dir, inner)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// standsIn says whether this process works within dir, whose inode a swap
// would pull away under it and under the shell that started it.
func standsIn(dir string) bool {
	here, err := os.Getwd()
	return err == nil && holds(dir, known(here))
}
