package watch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"
)

// patience is how long a change may take on a busy machine.
const patience = 30 * time.Second

// guide is a watched folder with some files.
type guide struct {
	*testing.T
	dir     string
	watcher *Watcher
	clock   *clock
	heard   chan string
	settled int // how often
	said    []string
	ended   chan struct{}
}

// clock is the watcher's. While it is held, a save goes on for as long as the
// machine likes.
type clock struct {
	mu     sync.Mutex
	read   sync.Cond
	reads  int
	held   bool
	at     time.Time     // while it is held
	behind time.Duration // the true time, otherwise
}

func newClock() *clock {
	c := &clock{}
	c.read.L = &c.mu
	return c
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.reads++
	c.read.Broadcast()
	return c.time()
}

func (c *clock) time() time.Time {
	if c.held {
		return c.at
	}
	return time.Now().Add(-c.behind)
}

func (c *clock) hold(held bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if held {
		c.at = c.time()
	} else {
		c.behind = time.Since(c.at)
	}
	c.held = held
}

// pass lets time pass on a clock that is held, and somebody look at it.
func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for range d / slack {
		c.at = c.at.Add(slack)
		for before := c.reads; c.reads == before; {
			c.read.Wait()
		}
	}
}

func watchGuide(t *testing.T, options Options) *guide {
	g := &guide{T: t, dir: t.TempDir(), clock: newClock(), heard: make(chan string, 10_000), ended: make(chan struct{})}
	for _, name := range []string{"site.yaml", "content/en/a.md", "content/en/b.md", "content/en/sub/c.md", "other/readme.txt"} {
		g.write(name, "text of "+name)
	}
	options.Say = func(why string) { g.said = append(g.said, why) }
	ctx, stop := context.WithCancel(context.Background())
	g.watcher = New(Places{Folders: []string{g.path("content"), g.path("templates")}, Files: []string{g.path("site.yaml")}}, options)
	g.watcher.now, g.watcher.heard = g.clock.now, func(name string) { g.heard <- name }
	go func() {
		defer close(g.ended)
		g.watcher.Run(ctx)
	}()
	t.Cleanup(func() {
		stop()
		<-g.ended
	})
	return g
}

func (g *guide) path(name string) string { return filepath.Join(g.dir, filepath.FromSlash(name)) }

func (g *guide) must(err error) {
	g.Helper()
	if err != nil {
		g.Fatal(err)
	}
}

func (g *guide) write(name, text string) {
	g.Helper()
	g.must(os.MkdirAll(filepath.Dir(g.path(name)), 0o755))
	g.must(os.WriteFile(g.path(name), []byte(text), 0o644))
}

func (g *guide) rename(from, to string) {
	g.Helper()
	g.must(os.Rename(g.path(from), g.path(to)))
}

func (g *guide) remove(name string) {
	g.Helper()
	g.must(os.RemoveAll(g.path(name)))
}

// save does what a program does in one go, however slow the machine is, and
// returns when the watcher has heard of all of it.
func (g *guide) save(do func()) {
	g.Helper()
	g.clock.hold(true)
	do()
	g.settle()
	g.clock.hold(false)
}

// settle returns when the watcher has heard of all that was done.
func (g *guide) settle() {
	g.Helper()
	g.settled++
	last, looks := g.path(fmt.Sprintf(".settled-%d", g.settled)), 0
	g.must(os.WriteFile(last, nil, 0o644))             // it is not told
	for deadline := time.After(patience); looks < 2; { // the first look may have begun before
		select {
		case name := <-g.heard:
			if name == last {
				return
			}
			if name == "" {
				looks++
			}
		case <-deadline:
			g.Fatal("nothing was heard of ", last)
		}
	}
}

// pause is one that an editor makes in the middle of a save.
func (g *guide) pause(d time.Duration) {
	g.Helper()
	g.settle()
	g.clock.pass(d)
}

// next is the next change, its paths below the guide's folder.
func (g *guide) next() []string {
	g.Helper()
	select {
	case c := <-g.watcher.Changes():
		var names []string
		for _, path := range c.Paths {
			rel, err := filepath.Rel(g.dir, path)
			g.must(err)
			names = append(names, filepath.ToSlash(rel))
		}
		if c.Unsure {
			names = append(names, "?")
		}
		return names
	case <-time.After(patience):
		g.Fatal("nothing was told")
		return nil
	}
}

// only makes sure that the save before was told once: the next thing that
// is told is another save.
func (g *guide) only() {
	g.Helper()
	g.save(func() { g.write("content/en/last.md", "another save") })
	if got := g.next(); !slices.Equal(got, []string{"content/en/last.md"}) {
		g.Errorf("the save was told again: %v", got)
	}
}
