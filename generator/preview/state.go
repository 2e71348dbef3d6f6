package preview

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"retake/generator/guide"
	"retake/generator/mistake"
	"retake/generator/publish"
)

// state is what is shown from one build to the next. It never changes; the
// next one takes its place.
type state struct {
	number   int
	build    *publish.Build // the last one, which may have mistakes
	good     *site          // of the last build without mistakes; nil when there was none
	mistakes mistake.List
	saved    string        // place of the page that was saved to come here; "" for none or many
	over     chan struct{} // closed when the next state is there
}

// isOver tells whether another state has taken its place.
func (s *state) isOver() bool {
	select {
	case <-s.over:
		return true
	default:
		return false
	}
}

// next is the state after a build.
func (p *Preview) next(ctx context.Context, before *state, build *publish.Build, paths []string) *state {
	s := &state{number: before.number + 1, build: build, good: before.good, mistakes: build.Mistakes, over: make(chan struct{})}
	if len(s.mistakes) > 0 {
		return s
	}
	fresh := newSite(build, before.good, p.cache, newLook(ctx, func(ctx context.Context) []Finding { return p.find(ctx, build) }))
	if before.good == nil || templatesTouched(build, paths) {
		if s.mistakes = fresh.probe(); len(s.mistakes) > 0 {
			return s
		}
	}
	s.good, s.saved = fresh, savedPage(build, paths)
	return s
}

// unreadable makes a mistake of an error that kept a build from running.
func unreadable(file string, err error) mistake.List {
	var wrong mistake.List
	if errors.As(err, &wrong) {
		return wrong
	}
	return mistake.List{{Position: mistake.Position{File: file}, Rule: "unreadable", Text: "the guide cannot be read: " + err.Error()}}
}

// templatesTouched tells whether templates may have changed.
func templatesTouched(build *publish.Build, paths []string) bool {
	folder := build.Config.Path(build.Config.Templates)
	for _, path := range paths {
		if below(path, folder) != "" || path == folder {
			return true
		}
	}
	return len(paths) == 0 // who knows
}

// below is a path seen from a folder, with slashes; "" when it is not in it.
func below(path, folder string) string {
	rel, err := filepath.Rel(folder, path)
	if err != nil || rel == "." || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}

// savedPage is the address of the page or tree whose file was saved, with a
// leading slash. When several were, nobody knows which to look at.
func savedPage(build *publish.Build, paths []string) string {
	folder, found := build.Config.Path(build.Config.Content), ""
	for _, path := range paths {
		url, ok := address(build.Site, below(path, folder))
		if !ok {
			continue
		}
		if found != "" {
			return ""
		}
		found = "/" + url
	}
	return found
}

// address is the place of the page or tree that a content file makes.
func address(site *guide.Site, file string) (url string, ok bool) {
	lang, key, _ := strings.Cut(file, "/")
	for _, g := range site.Guides {
		if g.Lang.Tag != lang {
			continue
		}
		if page := g.Page(key); page != nil {
			return page.URL, true
		}
		slug := strings.TrimSuffix(strings.TrimPrefix(key, "trees/"), ".yaml")
		if tree := g.Tree(slug); tree != nil && tree.Key == key {
			return tree.URL, true
		}
	}
	return "", false
}
