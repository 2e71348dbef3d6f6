// Package watch tells which files of some folders have changed: one message
// a save, however an editor goes about saving, and one for a whole git
// checkout. Where the system cannot watch, it looks again and again. What the
// files mean is not its business.
package watch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Places are what is watched. They need not exist yet.
type Places struct {
	Folders []string // with all that is below them
	Files   []string
}

// Change is what one save did. Paths are of files, or of folders that have
// gone; they are in order.
type Change struct {
	Paths  []string
	Unsure bool // anything may have changed: the system lost count
}

// Options say how a watcher watches.
type Options struct {
	Poll bool             // never ask the system to watch
	Say  func(why string) // that it polls, and why; a full sentence; may be nil
}

// Watcher watches places until its Run ends.
type Watcher struct {
	options Options
	places  Places
	set     chan Places
	changes chan Change

	system *fsnotify.Watcher   // nil while polling
	dirs   map[string]struct{} // that system watches
	poll   *poll               // nil while system watches
	save   save

	now   func() time.Time
	heard func(name string) // is told of each event, and of each look with "", once it is taken down
}

// New makes a watcher of places, which watches from now on; Run must follow.
func New(places Places, options Options) *Watcher {
	w := &Watcher{options: options, set: make(chan Places), changes: make(chan Change), dirs: map[string]struct{}{}, now: time.Now, heard: func(string) {}}
	w.save.reset()
	w.places = clean(places)
	if options.Poll {
		w.startPolling("")
		return w
	}
	if name := networkFolder(w.places.Folders); name != "" {
		w.startPolling(name + " lies on a network, where other machines' changes are not announced")
		return w
	}
	system, err := fsnotify.NewWatcher()
	if err != nil {
		w.startPolling(reason(err))
		return w
	}
	w.system = system
	w.arm()
	return w
}

// Changes are the saves, in order. While nobody receives, they become one.
func (w *Watcher) Changes() <-chan Change { return w.changes }

// Set changes what is watched.
func (w *Watcher) Set(ctx context.Context, places Places) {
	select {
	case w.set <- places:
	case <-ctx.Done():
	}
}

// Run watches until ctx is done.
func (w *Watcher) Run(ctx context.Context) {
	defer func() {
		if w.system != nil {
			_ = w.system.Close() // nothing is left to be done with it
		}
	}()
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	var due time.Time // of the timer, when it has fired
	for {
		var ready chan<- Change
		var change Change
		now := w.now()
		if !due.IsZero() {
			w.save.late(now, due)
			due = time.Time{}
		}
		wait := w.save.wait(now)
		if !w.save.empty() && wait > 0 {
			timer.Reset(wait)
		}
		events, failures := w.sources()
		if !w.save.empty() && wait <= 0 {
			if w.drain(events) {
				continue
			}
			ready, change = w.changes, w.save.change()
		}
		select {
		case <-ctx.Done():
			return
		case places := <-w.set:
			w.move(clean(places))
		case event := <-events:
			w.note(event)
		case err := <-failures:
			w.fail(err)
		case <-w.poll.next():
			w.save.add(w.now(), w.poll.look(w.places)...)
			w.heard("")
		case ready <- change:
			w.save.reset()
		case <-timer.C: // the save may be over
			if wait > 0 {
				due = now.Add(wait)
			}
		}
	}
}

// drain takes down an event that has come already.
func (w *Watcher) drain(events <-chan fsnotify.Event) bool {
	select {
	case event := <-events:
		w.note(event)
		return true
	default:
		return false
	}
}

func (w *Watcher) sources() (<-chan fsnotify.Event, <-chan error) {
	if w.system == nil {
		return nil, nil
	}
	return w.system.Events, w.system.Errors
}

// move changes the places. All files in new ones count as changed: nobody
// looked at them before.
func (w *Watcher) move(places Places) {
	if slices.Equal(places.Folders, w.places.Folders) && slices.Equal(places.Files, w.places.Files) {
		return
	}
	w.places = places
	w.save.unsure(w.now())
	if w.poll != nil {
		w.poll.look(places)
		return
	}
	w.arm()
}

// note takes down one event of the system.
func (w *Watcher) note(event fsnotify.Event) {
	name := filepath.Clean(event.Name)
	defer w.heard(name)
	_, watched := w.dirs[name]
	if event.Op == fsnotify.Chmod || noise(filepath.Base(name)) && !watched {
		return
	}
	concerns, folder := w.concerns(name), isFolder(name)
	if event.Has(fsnotify.Remove) || event.Has(fsnotify.Rename) {
		w.disarm(name)
		folder = false // though another may have come in its place
	}
	if event.Has(fsnotify.Create) && w.relinked(name) {
		w.disarm(name)
		w.save.add(w.now(), name) // what the link led to before
		folder = true
	}
	if folder && event.Has(fsnotify.Create) && (concerns || w.leadsTo(name)) {
		if w.leadsTo(name) {
			w.arm()
		} else { // of many that come, each is looked through alone
			foldersBelow(name, w.add)
		}
		// Files may have come into the folder before it was watched.
		for _, file := range filesBelow(name) {
			if w.concerns(file) {
				w.save.add(w.now(), file)
			}
		}
	}
	if !folder && concerns { // of a folder, the files in it say what changed
		w.save.add(w.now(), name)
	}
}

// relinked tells whether a watched folder is a link to one, which may have led
// elsewhere before.
func (w *Watcher) relinked(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir() && !isFolder(name) && slices.Contains(w.places.Folders, name)
}

func (w *Watcher) fail(err error) {
	switch {
	case errors.Is(err, fsnotify.ErrEventOverflow):
		w.arm()
		w.save.unsure(w.now())
	case err != nil:
		w.stopSystem(reason(err))
	}
}

// concerns tells whether a path is watched, or is in or at a watched folder.
func (w *Watcher) concerns(name string) bool {
	return slices.Contains(w.places.Files, name) || slices.ContainsFunc(w.places.Folders, func(f string) bool { return within(name, f) })
}

// leadsTo tells whether a path is a folder above a watched place.
func (w *Watcher) leadsTo(name string) bool {
	above := func(place string) bool { return within(place, name) }
	return slices.ContainsFunc(w.places.Folders, above) || slices.ContainsFunc(w.places.Files, above)
}

func within(name, folder string) bool {
	return name == folder || folder == "." && !filepath.IsAbs(name) && name != ".." && !strings.HasPrefix(name, ".."+string(filepath.Separator)) ||
		strings.HasPrefix(name, strings.TrimSuffix(folder, string(filepath.Separator))+string(filepath.Separator))
}

func clean(p Places) Places {
	cleaned := func(names []string) []string {
		var list []string
		for _, name := range names {
			list = append(list, filepath.Clean(name))
		}
		slices.Sort(list)
		return slices.Compact(list)
	}
	return Places{cleaned(p.Folders), cleaned(p.Files)}
}
