//go:build !windows

package output

import (
	"errors"
	"io"
	"io/fs"

	"golang.org/x/sys/unix"
)

// plainFile is a file that the runtime's poller does not know of. Pages are
// many and small, and os.Open would spend more system calls on introducing
// each to the poller than it takes to read it.
type plainFile int

// openPlain is os.OpenFile with mode 0644 for a path that is not a symbolic
// link.
func openPlain(path string, flag int) (io.ReadWriteCloser, error) {
	for {
		fd, err := unix.Open(path, flag|unix.O_CLOEXEC|unix.O_NOFOLLOW, 0o644)
		switch {
		case err == nil:
			return plainFile(fd), nil
		case !errors.Is(err, unix.EINTR):
			return nil, &fs.PathError{Op: "open", Path: path, Err: err}
		}
	}
}

func (f plainFile) Read(p []byte) (int, error) {
	n, err := again(func() (int, error) { return unix.Read(int(f), p) })
	if n == 0 && err == nil && len(p) > 0 {
		err = io.EOF
	}
	return n, err
}

func (f plainFile) Write(p []byte) (written int, err error) {
	for written < len(p) {
		n, err := again(func() (int, error) { return unix.Write(int(f), p[written:]) })
		if err != nil {
			return written, err
		}
		written += n
	}
	return written, nil
}

func (f plainFile) Close() error { return unix.Close(int(f)) }

// again repeats what a signal interrupted.
func again(do func() (int, error)) (int, error) {
	for {
		n, err := do()
		if !errors.Is(err, unix.EINTR) {
			return max(n, 0), err
		}
	}
}
