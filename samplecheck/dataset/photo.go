package dataset

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"retake/samplecheck/photo"
)

// MaxPhoto bounds a photo's file, in bytes: 12 megapixels of 16 bits each,
// uncompressed, are 72 MB.
const MaxPhoto = 128 << 20

// Sum is the hash of a photo's bytes.
type Sum = [sha256.Size]byte

// Stat looks at a photo without opening it.
func Stat(file string) (fs.FileInfo, *photo.Refusal) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, missing(file, err)
	}
	switch {
	case info.IsDir():
		return nil, refuse("not-a-file", "This is a folder, not a photo.")
	case !info.Mode().IsRegular():
		return nil, refuse("not-a-file", "This is not a file: a pipe, a socket or a device.")
	case info.Size() > MaxPhoto:
		return nil, refuse("too-large", "This file has %d MiB, more than the %d that are read.", info.Size()>>20, MaxPhoto>>20)
	}
	return info, nil
}

// Load reads a photo's bytes and hashes them. What Stat let pass may have
// grown since: no more is read than it may have.
func Load(file string) ([]byte, Sum, *photo.Refusal) {
	f, err := os.Open(file)
	if err != nil {
		return nil, Sum{}, missing(file, err)
	}
	defer f.Close() // reading only: nothing can be lost
	var b bytes.Buffer
	if info, err := f.Stat(); err == nil {
		b.Grow(int(min(info.Size(), MaxPhoto)) + bytes.MinRead)
	}
	if _, err := b.ReadFrom(io.LimitReader(f, MaxPhoto+1)); err != nil {
		return nil, Sum{}, missing(file, err)
	}
	data := b.Bytes()
	if len(data) > MaxPhoto {
		return nil, Sum{}, refuse("too-large", "This file has more than the %d MiB that are read.", MaxPhoto>>20)
	}
	return data, sha256.Sum256(data), nil
}

// missing says why a file cannot be read, without its name: that stands
// beside it.
func missing(file string, err error) *photo.Refusal {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, linked := os.Lstat(file); linked == nil {
			return refuse("missing", "This is a link to a file that does not exist.")
		}
		return refuse("missing", "There is no such file.")
	case errors.Is(err, fs.ErrPermission):
		return refuse("unreadable", "You may not read this file. Change its permissions.")
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return refuse("unreadable", "This file cannot be read: %v.", err)
}

func refuse(code, format string, values ...any) *photo.Refusal {
	return &photo.Refusal{Code: code, Reason: fmt.Sprintf(format, values...)}
}

// endings of files that are taken for photos when a folder is named. HEIC is
// among them so that its owner hears what to do.
var endings = []string{".jpg", ".jpeg", ".jpe", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".heic", ".heif", ".avif"}

// Find lists the photos that a path stands for: the file itself, whatever its
// ending, or all below a folder whose endings are those of photos, in order.
// Hidden files and folders are left out.
func Find(name string) ([]string, error) {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() {
		return []string{name}, nil // why it cannot be read is said where it is read
	}
	var found []string
	root := name + string(filepath.Separator) // so that a link to a folder is followed
	err = filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case file != root && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir() && slices.Contains(endings, strings.ToLower(filepath.Ext(file))):
			found = append(found, file)
		}
		return nil
	})
	return found, err
}
