package output

import (
	"context"
	"errors"
	"testing"
)

func TestSecondBuildWaits(t *testing.T) {
	eachWay(t, func(t *testing.T, opts Options) {
		dir := newDir(t)
		first := begin(t, dir, site{"a": "first"}, opts)
		waiting, done := make(chan bool, 2), make(chan error)
		go func() {
			opts.Waiting = func() { waiting <- true }
			second, err := Open(context.Background(), dir, opts)
			if err == nil {
				err = second.Put("b", []byte("second"))
			}
			if err == nil {
				_, err = second.Commit()
			}
			done <- err
		}()
		<-waiting
		if _, err := first.Commit(); err != nil {
			t.Fatal(err)
		}
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		if len(waiting) > 0 {
			t.Error("Waiting was called twice")
		}
		expect(t, dir, site{"b": "second"})
		noSibling(t, dir)
	})
}

func TestWaitingEndsWithItsContext(t *testing.T) {
	dir := newDir(t)
	first := begin(t, dir, nil, swapping)
	defer first.Abort()
	ctx, cancel := context.WithCancel(context.Background())
	_, err := Open(ctx, dir, Options{Waiting: cancel})
	if !errors.Is(err, context.Canceled) || !errors.Is(err, errLocked) {
		t.Errorf("Open says %v", err)
	}
	if _, err := Open(ctx, newDir(t), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Open of a free directory says %v", err)
	}
}

func TestLockIsReleased(t *testing.T) {
	dir := newDir(t)
	never := Options{Waiting: func() { t.Error("waits for a build that ended") }}
	publish(t, dir, site{"a": "1"}, never)
	if err := begin(t, dir, nil, never).Abort(); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "b", "foreign")
	if _, err := begin(t, dir, site{"b": "1"}, never).Commit(); err == nil {
		t.Fatal("a foreign file was overwritten")
	}
	publish(t, dir, site{"a": "1"}, never)
}
