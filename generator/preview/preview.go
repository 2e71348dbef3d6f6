// Package preview shows a guide to the people who write it: it watches the
// files, builds the site anew when they change, serves it on this machine,
// and tells the browser what changed. It writes nothing. The bytes that it
// serves are those that build would publish, with two lines added to pages;
// while files have mistakes, the last site without any stays.
package preview

import (
	"context"
	"io"
	"net/http"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"retake/generator/local"
	"retake/generator/publish"
	"retake/generator/watch"
)

// Options say what is shown and how.
type Options struct {
	Build  publish.Options // Date is the day that is shown; zero: today, tomorrow the day after
	Follow bool            // go to the page that was just saved
	Poll   bool            // look through the folders, do not have them watched
	Log    io.Writer       // what happened, for people
	// Find finds what is worth a writer's while beside mistakes; nil: the
	// build's warnings are.
	Find func(context.Context, *publish.Build) ([]Finding, error)
	// Look finds what is worth it on one page as a browser gets it, by the
	// name of its file; nil: nothing is. It is asked for pages on screen only.
	Look func(build *publish.Build, name string) ([]Finding, error)
}

// Preview is a guide being shown. Its zero value is of no use; see [New].
type Preview struct {
	options Options
	maker   maker
	log     log
	cache   *cache
	handler http.Handler
	current atomic.Pointer[state]
	// lookTook is how long the last look for findings went on, in nanoseconds,
	// whether it came to its end or not.
	lookTook atomic.Int64
}

// New makes a preview and builds the site for the first time. The error is
// for what cannot be shown at all; mistakes are shown.
func New(ctx context.Context, options Options) (*Preview, error) {
	p := &Preview{options: options, maker: maker{options: options.Build}, log: log{to: options.Log}, cache: newCache(cacheSize)}
	p.handler = p.routes()
	build, err := p.maker.build(ctx, watch.Change{Unsure: true})
	if err != nil {
		return nil, err
	}
	first := p.next(ctx, &state{}, build, nil)
	p.current.Store(first)
	p.log.first(first)
	return p, nil
}

// dayCheck is how often the preview looks whether another day has begun: a
// laptop may have slept through midnight.
const dayCheck = time.Minute

// Run watches and serves until ctx is done. Nothing of it is left then.
func (p *Preview) Run(ctx context.Context, at *local.Address) error {
	group, ctx := errgroup.WithContext(ctx)
	watcher := watch.New(places(p.state().build), watch.Options{Poll: p.options.Poll, Say: p.log.say})
	group.Go(func() error {
		watcher.Run(ctx)
		return nil
	})
	group.Go(func() error { return p.follow(ctx, watcher) })
	group.Go(func() error { return at.Serve(ctx, p.handler, writeTimeout) })
	return group.Wait()
}

// follow builds again after each change, and when the day changes.
func (p *Preview) follow(ctx context.Context, watcher *watch.Watcher) error {
	days := time.NewTicker(dayCheck)
	defer days.Stop()
	// Files may have changed between the first build and the first watch.
	p.rebuild(ctx, watch.Change{Unsure: true})
	for {
		select {
		case <-ctx.Done():
			return nil
		case change := <-watcher.Changes():
			p.rebuild(ctx, change)
		case <-days.C:
			if p.maker.current() {
				continue
			}
			p.rebuild(ctx, watch.Change{Unsure: true})
		}
		if build := p.state().build; build.Site != nil {
			watcher.Set(ctx, places(build))
		}
	}
}

// places are the files that a site is made of. Of settings with mistakes only
// their file is known.
func places(build *publish.Build) watch.Places {
	site := build.Config
	p := watch.Places{Files: []string{site.File}}
	for _, folder := range []string{site.Content, site.Templates} {
		if build.Site != nil && folder != "" {
			p.Folders = append(p.Folders, site.Path(folder))
		}
	}
	return p
}

// rebuild makes the state that follows a change and shows it.
func (p *Preview) rebuild(ctx context.Context, change watch.Change) {
	start := time.Now()
	before := p.state()
	build, err := p.maker.build(ctx, change)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		build = &publish.Build{Config: before.build.Config, Mistakes: unreadable(before.build.Config.File, err)}
	}
	after := p.next(ctx, before, build, change.Paths)
	p.current.Store(after)
	close(before.over) // whoever waits looks at the next state
	if before.good != nil && before.good != after.good {
		before.good.look.stop()
	}
	if after.good != nil {
		after.good.index() // for the requests that follow
	}
	p.log.changed(before, after, change, time.Since(start))
}

func (p *Preview) state() *state { return p.current.Load() }

// maker builds sites. It is not safe for concurrent use.
type maker struct {
	options publish.Options
	builder *publish.Builder
	day     time.Time // that builder builds
}

func today() time.Time { return time.Now().UTC().Truncate(24 * time.Hour) }

// current tells whether the day that was built is still the day to show.
func (m *maker) current() bool { return !m.options.Date.IsZero() || m.day.Equal(today()) }

func (m *maker) build(ctx context.Context, change watch.Change) (*publish.Build, error) {
	if m.builder == nil || !m.current() {
		options := m.options
		if options.Date.IsZero() {
			options.Date = today()
		}
		m.builder, m.day = publish.NewBuilder(options), options.Date
	}
	if change.Unsure {
		return m.builder.Build(ctx)
	}
	return m.builder.Rebuild(ctx, change.Paths)
}
