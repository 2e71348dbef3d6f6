package watch

import (
	"maps"
	"os"
	"slices"
	"strings"
	"time"
)

// A save is over when nothing has happened for a while. The while is short,
// since somebody is waiting for the page, and becomes a share of the time that
// the save has taken so far: a git checkout makes longer pauses than an editor.
const (
	quietLeast = 5 * time.Millisecond
	quietMost  = 100 * time.Millisecond
	quietShare = 4 // one quarter
	// unfinished is how long a file may be gone or empty in the middle of a
	// save: editors move the old file away or cut it to nothing first. On a
	// busy machine a writer may be held up there. Deleting a page shows that late.
	unfinished = 100 * time.Millisecond
	// longest is when a save is told though it goes on: something writes
	// without ever stopping.
	longest = 2 * time.Second
)

// save is what has happened since the last change was told.
type save struct {
	paths       map[string]struct{}
	lost        bool
	first, last time.Time // when something happened; they have monotonic clocks
}

func (s *save) reset() { *s = save{paths: map[string]struct{}{}} }

func (s *save) empty() bool { return len(s.paths) == 0 && !s.lost }

func (s *save) add(now time.Time, paths ...string) {
	if len(paths) == 0 {
		return
	}
	for _, path := range paths {
		s.paths[path] = struct{}{}
	}
	s.touch(now)
}

func (s *save) unsure(now time.Time) {
	s.lost = true
	s.touch(now)
}

func (s *save) touch(now time.Time) {
	if s.first.IsZero() {
		s.first = now
	}
	s.last = now
}

// slack is how late a timer may be before the machine counts as busy.
const slack = 2 * time.Millisecond

// late begins the quiet anew when the machine was too busy to tell whether it
// was quiet: what held the watcher up held up who saves, and the news of it.
func (s *save) late(now, due time.Time) {
	if now.Sub(due) > slack {
		s.last = now
	}
}

// wait is how long it must stay quiet from now on until the save is over.
func (s *save) wait(now time.Time) time.Duration {
	if s.empty() {
		return 0
	}
	quiet := min(max(quietLeast, s.last.Sub(s.first)/quietShare), quietMost)
	left := quiet - now.Sub(s.last)
	if left <= 0 && now.Sub(s.last) < unfinished && s.unfinished() {
		left = unfinished - now.Sub(s.last)
	}
	return min(left, longest-now.Sub(s.first))
}

// manyFiles is where a save is no longer one of an editor, and its files are
// not looked at.
const manyFiles = 32

// unfinished tells whether a file is gone or empty.
func (s *save) unfinished() bool {
	if len(s.paths) > manyFiles {
		return false
	}
	for path := range s.paths {
		if info, err := os.Stat(path); err != nil || info.Size() == 0 {
			return true
		}
	}
	return false
}

func (s *save) change() Change {
	return Change{Paths: slices.Sorted(maps.Keys(s.paths)), Unsure: s.lost}
}

// noise tells names of files that editors leave beside those that they save.
// Names that begin or end like the first three are no content either.
func noise(name string) bool {
	if name == "." || name == ".." {
		return false
	}
	return strings.HasPrefix(name, ".") || // hidden, .swp of Vim
		strings.HasPrefix(name, "#") || // #x# of Emacs
		strings.HasSuffix(name, "~") || // backups
		strings.HasSuffix(name, "___jb_tmp___") || strings.HasSuffix(name, "___jb_old___") ||
		name == "4913" // Vim tries with it whether it may write into the folder
}
