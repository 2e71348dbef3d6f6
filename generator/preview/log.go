package preview

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"retake/generator/mistake"
	"retake/generator/publish"
	"retake/generator/watch"
)

// log tells people in the terminal what happened, each thing once.
type log struct {
	mu       sync.Mutex // pages are rendered on many goroutines
	to       io.Writer
	warnings mistake.List      // said already
	pages    map[string]string // what is wrong with single pages, by name: said already
}

func (l *log) say(sentence string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	fmt.Fprintln(l.to, sentence)
}

func (l *log) first(s *state) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.mistakes(s)
	l.newWarnings(s.build.Warnings)
}

// changed says what a change did. That nothing came of it needs no words.
func (l *log) changed(before, after *state, change watch.Change, took time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	wasWrong := len(before.mistakes) > 0
	if len(after.mistakes) > 0 {
		if !slices.Equal(before.mistakes, after.mistakes) {
			l.mistakes(after)
		}
		return
	}
	if wasWrong {
		fmt.Fprintln(l.to, "All mistakes are mended.")
	}
	l.newWarnings(after.build.Warnings)
	if before.good == nil {
		return
	}
	l.pages = nil
	changed, removed := publish.Changed(before.good.Outputs, after.good.Outputs)
	if n := len(changed) + len(removed); n > 0 {
		fmt.Fprintf(l.to, "%s: %s changed in %d ms.\n", named(change), count(n, "file of the site", "files of the site"), took.Milliseconds())
	}
}

func (l *log) mistakes(s *state) {
	if len(s.mistakes) == 0 {
		return
	}
	s.mistakes.Print(l.to)
	shown := "the preview shows them until they are mended"
	if s.good != nil {
		shown = "the preview goes on showing the last site without any"
	}
	fmt.Fprintf(l.to, "%s; %s.\n", count(len(s.mistakes), "mistake", "mistakes"), shown)
}

func (l *log) newWarnings(list mistake.List) {
	var fresh mistake.List
	for _, m := range list {
		if !slices.Contains(l.warnings, m) {
			fresh = append(fresh, m)
		}
	}
	fresh.Print(l.to)
	l.warnings = list
}

// page says what is wrong with a single page, which shows when somebody asks
// for it.
func (l *log) page(name string, wrong mistake.List) {
	l.mu.Lock()
	defer l.mu.Unlock()
	text := fmt.Sprint([]mistake.Mistake(wrong))
	if l.pages[name] == text {
		return
	}
	if l.pages == nil {
		l.pages = map[string]string{}
	}
	l.pages[name] = text
	wrong.Print(l.to)
}

// named names what was saved, when it can be said in a line.
func named(change watch.Change) string {
	switch len(change.Paths) {
	case 0:
		return "Looked at everything anew"
	case 1:
		return change.Paths[0]
	}
	return fmt.Sprintf("%s and %s", change.Paths[0], count(len(change.Paths)-1, "other", "others"))
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, strings.TrimSpace(many))
}
