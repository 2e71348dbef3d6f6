//go:build !windows

package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

// lockable are the folders to lock, in this order. The one above the
// directory stays when the directory is swapped, and exists before the
// directory does; the directory itself is what a container that mounts it
// shares with us. Locking folders leaves no lock file behind.
func lockable(dir string) []string { return []string{filepath.Dir(dir), dir} }

// tryLock returns nil without an error for a folder that does not exist, that
// may not be read, or that is on a file system without locks.
func tryLock(path string) (io.Closer, error) {
	folder, err := os.Open(path)
	if err != nil {
		return nil, nil
	}
	for {
		err = unix.Flock(int(folder.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if !errors.Is(err, unix.EINTR) {
			break
		}
	}
	if err == nil {
		return folder, nil
	}
	folder.Close()
	if errors.Is(err, unix.EWOULDBLOCK) {
		return nil, errLocked
	}
	return nil, nil
}

// sameDevice says whether two paths are on one file system. A bind mount
// passes for it; linking or swapping fails then, and output falls back.
func sameDevice(a, b string) bool {
	var first, second unix.Stat_t
	return unix.Lstat(a, &first) == nil && unix.Lstat(b, &second) == nil && first.Dev == second.Dev
}

func keepOwner(path string, old fs.FileInfo) error {
	want, ok := old.Sys().(*syscall.Stat_t)
	var got unix.Stat_t
	if err := unix.Lstat(path, &got); err != nil || !ok {
		return err
	}
	if got.Uid == want.Uid && got.Gid == want.Gid {
		return nil
	}
	return os.Lchown(path, int(want.Uid), int(want.Gid))
}
