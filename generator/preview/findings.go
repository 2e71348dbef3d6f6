package preview

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"retake/generator/guide"
	"retake/generator/mistake"
	"retake/generator/publish"
)

// Finding is something in a build without mistakes that is worth a writer's
// while.
type Finding struct {
	mistake.Mistake
	Level string // how bad it is, in a word
	Page  string // the address that it is about, below the site's root and with a slash before it; "" for none
}

// warnings are a build's own, as findings.
func warnings(build *publish.Build) []Finding {
	var found []Finding
	for _, w := range build.Warnings {
		found = append(found, Finding{Mistake: w, Level: "warning"})
	}
	return found
}

// find looks for findings in a build without mistakes.
func (p *Preview) find(ctx context.Context, build *publish.Build) []Finding {
	start := time.Now()
	defer func() { p.lookTook.Store(int64(time.Since(start))) }()
	found := warnings(build)
	if p.options.Find != nil {
		var err error
		if found, err = p.options.Find(ctx, build); err != nil && ctx.Err() == nil {
			p.log.say("Findings cannot be looked for: " + err.Error())
			found = warnings(build)
		}
	}
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return found
}

// look is the look for findings in one build. It begins when somebody first
// wants to know: who waits to be told of a change should not wait for it.
type look struct {
	begin func()
	over  chan struct{} // closed when found is there
	found []Finding
	stop  context.CancelFunc // when nobody wants to know any longer
}

func newLook(ctx context.Context, find func(context.Context) []Finding) *look {
	ctx, stop := context.WithCancel(ctx)
	l := &look{over: make(chan struct{}), stop: stop}
	l.begin = sync.OnceFunc(func() {
		go func() {
			defer close(l.over)
			l.found = find(ctx)
		}()
	})
	return l
}

// done begins to look, and is closed when that is done.
func (l *look) done() <-chan struct{} {
	l.begin()
	return l.over
}

// findings are all that there are. It waits for them.
func (s *site) findings() []Finding {
	<-s.look.done()
	return s.look.found
}

// findingsOn are those of what stands on a page: of its own file, or of the
// tree that it is a part of and of the page that ends there.
func (s *site) findingsOn(name string) []Finding {
	s.index()
	address, files := guide.AddressOf(name), map[string]bool{}
	if p := s.pages[name]; p != nil {
		files[p.Doc.At(0).File] = true
	}
	for _, g := range s.Site.Guides {
		for _, t := range g.Trees {
			if !strings.HasPrefix(name, t.URL) {
				continue
			}
			files[t.File.File] = true
			if end := outcome(t, address); end != nil {
				files[end.Doc.At(0).File] = true
			}
		}
	}
	var found []Finding
	for _, f := range s.findings() {
		if files[f.File] || f.Page == "/"+address {
			found = append(found, f)
		}
	}
	return found
}

// lookAt looks for findings on one page as a browser gets it, if that is still
// what it gets.
func (p *Preview) lookAt(s *site, name string) []Finding {
	if p.options.Look == nil || p.state().good != s {
		return nil
	}
	found, err := p.options.Look(s.Build, name)
	if err != nil {
		p.log.say("The page " + name + " cannot be looked at: " + err.Error())
	}
	return found
}

// outcome is the page that a tree ends on at an address; nil while there is a
// question.
func outcome(t *guide.Tree, address string) *guide.Page {
	for state := range t.States() {
		if end := state.Outcome(); end != nil && t.Page(state.Keys()) == address {
			return t.Target(end.Go).Page
		}
	}
	return nil
}

// findingsSaid are findings for the page that shows them.
func findingsSaid(build *publish.Build, found []Finding) []said {
	var list mistake.List
	for _, f := range found {
		list = append(list, f.Mistake)
	}
	all := asSaid(&state{build: build}, list)
	for i, f := range found {
		all[i].Level, all[i].Rule = f.Level, f.Rule
	}
	return all
}
