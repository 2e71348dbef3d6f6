package search_test

import (
	"bytes"
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"retake/generator/guide"
	"retake/generator/publish"
	"retake/generator/render"
	"retake/generator/search"
)

// The script runs in an interpreter that makes garbage all the time: with room
// for more of it, tests spend a tenth of their time on it and not a fifth.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	m.Run()
}

// built is a site with the files that its search loads.
type built struct {
	*guide.Site
	files map[string]func(*bytes.Buffer) error
}

// buildDefault builds the guide of this repository, in memory, once for all
// tests.
var buildDefault = sync.OnceValues(func() (*publish.Build, error) {
	b, err := publish.NewBuilder(publish.Options{File: "../../site.yaml", Date: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}).Build(context.Background())
	if err != nil {
		return nil, err
	}
	return b, b.Mistakes.Err()
})

func defaultGuide(t testing.TB) *built {
	t.Helper()
	b, err := buildDefault()
	if err != nil {
		t.Fatal(err)
	}
	return newBuilt(b.Site, b.Outputs)
}

func newBuilt(site *guide.Site, outputs []render.Output) *built {
	s := &built{site, map[string]func(*bytes.Buffer) error{}}
	for _, o := range outputs {
		s.files[o.Name] = o.Write
	}
	return s
}

func (s *built) guide(lang string) *guide.Guide {
	return s.Guides[slices.IndexFunc(s.Guides, func(g *guide.Guide) bool { return g.Lang.Tag == lang })]
}

func (s *built) load(name string) ([]byte, error) {
	write, ok := s.files[name]
	if !ok {
		return nil, fmt.Errorf("there is no file %s", name)
	}
	var b bytes.Buffer
	err := write(&b)
	return b.Bytes(), err
}

// reader opens the index of a language with its script.
func (s *built) reader(t testing.TB, lang string) *search.Reader {
	t.Helper()
	r, err := search.NewReader(s.script(t), s.guide(lang).Root()+search.ManifestName, s.load)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// script is the reader's script as it is published.
func (s *built) script(t testing.TB) string {
	t.Helper()
	for name := range s.files {
		if strings.HasPrefix(name, "assets/search.") {
			src, err := s.load(name)
			if err != nil {
				t.Fatal(err)
			}
			return string(src)
		}
	}
	t.Fatal("the site has no script")
	return ""
}
