package watch

import (
	"fmt"
	"io/fs"
	"time"
)

// Looking takes a few milliseconds for a thousand files; it must not take
// more than a small share of a processor.
const (
	pollLeast = 200 * time.Millisecond
	pollShare = 20
)

// poll looks for changes itself.
type poll struct {
	timer *time.Timer
	known map[string]stamp
}

// stamp tells whether a file is still the same.
type stamp struct {
	modified time.Time
	size     int64
}

// startPolling says why, unless the person asked for it.
func (w *Watcher) startPolling(why string) {
	w.poll = &poll{timer: time.NewTimer(pollLeast)}
	w.poll.look(w.places)
	if why != "" && w.options.Say != nil {
		w.options.Say(fmt.Sprintf("The folders cannot be watched: %s. They are looked through every %v instead.", why, pollLeast))
	}
}

// next fires when it is time to look; never when the system watches.
func (p *poll) next() <-chan time.Time {
	if p == nil {
		return nil
	}
	return p.timer.C
}

// look returns what has changed since it looked last.
func (p *poll) look(places Places) []string {
	start := time.Now()
	now := make(map[string]stamp, len(p.known))
	note := func(name string, entry fs.DirEntry) {
		if entry.IsDir() {
			return
		}
		if info, err := entry.Info(); err == nil {
			now[name] = stamp{info.ModTime(), info.Size()}
		}
	}
	for _, place := range append(append([]string{}, places.Folders...), places.Files...) {
		walk(place, note)
	}
	var changed []string
	for name, stamp := range now {
		if before, ok := p.known[name]; !ok || before != stamp {
			changed = append(changed, name)
		}
	}
	for name := range p.known {
		if _, ok := now[name]; !ok {
			changed = append(changed, name)
		}
	}
	p.known = now
	p.timer.Reset(max(pollLeast, pollShare*time.Since(start)))
	return changed
}
