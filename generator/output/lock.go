package output

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// lockPause is how long a waiting build sleeps between two attempts. Blocking
// in the kernel would be quicker, but could not be cancelled.
const lockPause = 20 * time.Millisecond

var errLocked = errors.New("another build is publishing to it")

// lock is what keeps a second build out; the system releases it when the
// process ends, however it ends.
type lock []io.Closer

func (l *lock) release() error {
	var errs []error
	for _, held := range *l {
		errs = append(errs, held.Close())
	}
	*l = nil
	return errors.Join(errs...)
}

// acquire waits until no other build publishes to the directory.
func (t *Transaction) acquire(ctx context.Context, waiting func()) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	tell := sync.OnceFunc(func() {
		if waiting != nil {
			waiting()
		}
	})
	for _, path := range lockable(t.dir) {
		held, err := await(ctx, path, tell)
		if err != nil {
			return err
		}
		if held != nil {
			t.lock = append(t.lock, held)
		}
	}
	if len(t.lock) == 0 {
		t.warn("%s cannot be locked here. Do not run two builds at once.", t.shown)
	}
	return nil
}

func await(ctx context.Context, path string, tell func()) (io.Closer, error) {
	for {
		held, err := tryLock(path)
		if !errors.Is(err, errLocked) {
			return held, err
		}
		tell()
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("%w: %w", errLocked, context.Cause(ctx))
		case <-time.After(lockPause):
		}
	}
}
