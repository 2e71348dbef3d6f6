package publish_test

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"retake/generator/publish"
)

// site is a site as it would be published, in memory.
type site struct {
	t     *testing.T
	base  string // its address
	build *publish.Build
	files map[string]string
}

var day = time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)

// files are a guide's files by name.
type files map[string]string

// lamp is a small guide without mistakes.
func lamp() files {
	return files{
		"site.yaml":                    "base_url: https://help.example/\nlanguages: [en]\ncompress: false\npictures: false\nvariables:\n  product: Lamp\n  support_url: https://lamp.example/support\n",
		"content/en/_index.md":         "---\ntitle: What went wrong?\n---\n",
		"content/en/stay-safe.md":      "---\ntitle: Stay safe\nsummary: Pull the plug first.\n---\nAlways.\n",
		"content/en/reasons/_index.md": "---\ntitle: Reasons\n---\n",
		"content/en/reasons/no-light.md": "---\ntitle: No light\nsummary: The {{ product }} stays dark.\nrank: 1\nalso: [dark, ñandú]\n" +
			"reviewed: 2026-11-22\nrelated: [../how-to/change.md]\n---\nIt stays [dark](flicker.md#why).\n\n## What to do {#fixes}\n\n1. [Change it](../how-to/change.md).\n",
		"content/en/reasons/flicker.md": "---\ntitle: Flicker\nsummary: It comes and goes.\nrank: 2\n---\n## Why it happens {#causes}\n\n### Why\n\nLoose.\n\n## What to do {#fixes}\n\n1. Turn it.\n",
		"content/en/how-to/_index.md":   "---\ntitle: How to\n---\n",
		"content/en/how-to/change.md":   "---\ntitle: Change the bulb\nsummary: A new one.\n---\nAsk [support]({{ support_url }}).\n",
	}
}

// with is a copy with other files in it; an empty one is taken out.
func (f files) with(others files) files {
	all := maps.Clone(f)
	for name, text := range others {
		if all[name] = text; text == "" {
			delete(all, name)
		}
	}
	return all
}

// setting is a copy with lines added to site.yaml, above those of its keys
// that are there already.
func (f files) setting(lines string) files {
	key, _, _ := strings.Cut(lines, ":")
	var kept []string
	for line := range strings.SplitAfterSeq(f["site.yaml"], "\n") {
		if !strings.HasPrefix(line, key+":") {
			kept = append(kept, line)
		}
	}
	return f.with(files{"site.yaml": lines + "\n" + strings.Join(kept, "")})
}

func (f files) write(t *testing.T, dir string) string {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(f)) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(f[name]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "site.yaml")
}

// publish makes the site of a guide that has no mistakes.
func (f files) publish(t *testing.T) *site {
	t.Helper()
	return makeSite(t, publish.Options{File: f.write(t, t.TempDir()), Date: day})
}

func (f files) publishDrafts(t *testing.T) *site {
	t.Helper()
	return makeSite(t, publish.Options{File: f.write(t, t.TempDir()), Date: day, Drafts: true})
}

func defaultSite(t *testing.T, overrides map[string]any) *site {
	t.Helper()
	return makeSite(t, publish.Options{File: filepath.Join("..", "..", "site.yaml"), Date: day, Overrides: overrides})
}

func makeSite(t *testing.T, options publish.Options) *site {
	t.Helper()
	build, err := publish.NewBuilder(options).Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(build.Mistakes) > 0 {
		var b strings.Builder
		build.Mistakes.Print(&b)
		t.Fatalf("mistakes:\n%s", b.String())
	}
	return &site{t, build.Config.BaseURL.String(), build, written(t, build)}
}

// written are the files of a build with their bytes.
func written(t *testing.T, build *publish.Build) map[string]string {
	t.Helper()
	all := make(map[string]string, len(build.Outputs))
	for _, o := range build.Outputs {
		var b bytes.Buffer
		if err := o.Write(&b); err != nil {
			t.Fatalf("%s: %v", o.Name, err)
		}
		if _, twice := all[o.Name]; twice {
			t.Fatalf("%s is made twice", o.Name)
		}
		all[o.Name] = b.String()
	}
	return all
}

// file is a file's text; the test fails when it is not published.
func (s *site) file(name string) string {
	s.t.Helper()
	text, ok := s.files[name]
	if !ok {
		s.t.Fatalf("%s is not published; there are %q", name, slices.Sorted(maps.Keys(s.files)))
	}
	return text
}

func (s *site) json(name string, to any) {
	s.t.Helper()
	if err := json.Unmarshal([]byte(s.file(name)), to); err != nil {
		s.t.Fatalf("%s: %v", name, err)
	}
}

// pages are the names of all HTML files in order.
func (s *site) pages() []string {
	var names []string
	for name := range s.files {
		if strings.HasSuffix(name, ".html") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
