package output

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

// lockable is a lock file beside the directory, for folders cannot be locked.
func lockable(dir string) []string { return []string{siblingOf(dir) + "-lock"} }

// tryLock opens a file that nobody may share and that the system deletes with
// its last handle, so that a killed build leaves nothing.
func tryLock(path string) (io.Closer, error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	handle, err := windows.CreateFile(name, windows.GENERIC_WRITE, 0, nil, windows.OPEN_ALWAYS,
		windows.FILE_ATTRIBUTE_HIDDEN|windows.FILE_FLAG_DELETE_ON_CLOSE, 0)
	switch {
	case err == nil:
		return os.NewFile(uintptr(handle), path), nil
	case errors.Is(err, windows.ERROR_SHARING_VIOLATION):
		return nil, errLocked
	}
	return nil, nil
}

func sameDevice(a, b string) bool { return true }

func keepOwner(path string, old fs.FileInfo) error { return nil }
