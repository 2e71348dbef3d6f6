package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"retake/chromium/chromiumtest"
)

// TestServeInBrowser writes a guide while Chromium shows it.
func TestServeInBrowser(t *testing.T) {
	b := chromiumtest.Start(t)
	for _, test := range []struct {
		name string
		run  func(*testing.T, context.Context)
	}{
		{"a saved page keeps its place, focus and open details", testSavedPageKeepsItsPlace},
		{"styles change without a reload", testStylesChangeWithoutReload},
		{"tabs that are not concerned do not blink", testOtherTabsDoNotBlink},
		{"mistakes lie over the page until they are mended", testMistakesLieOverThePage},
		{"findings stand beside the page, or below it", testFindingsStandBesideThePage},
		{"a guide that begins with mistakes appears", testBrokenGuideAppears},
		{"a renamed page is followed", testRenamedPageIsFollowed},
		{"the page that was saved is gone to", testSavedPageIsGoneTo},
		{"pages come back after the server does", testPagesComeBack},
		{"the list of all pages follows what is typed and what changes", testListFollows},
		{"axe finds nothing in the preview", testAxeFindsNothingInPreview},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, b)
		})
	}
}

// served is a guide that the command serve shows, and its files.
type served struct {
	t    *testing.T
	dir  string
	url  string
	stop func()
}

const (
	bulb     = "content/en/how-to/change-the-bulb.md"
	bulbPath = "/how-to/change-the-bulb/"
)

// serveLamp serves the small guide of the stories, with a page that is long
// enough to be scrolled and has details.
func serveLamp(t *testing.T, prepare func(*served), args ...string) *served {
	t.Helper()
	s := &served{t: t, dir: t.TempDir()}
	if err := os.CopyFS(s.dir, os.DirFS(filepath.Join("testdata", "lamp"))); err != nil {
		t.Fatal(err)
	}
	s.write(bulb, "---\ntitle: Change the bulb\nsummary: New for old.\n---\nLet it cool down.\n\n"+strings.Repeat("It takes a while.\n\n", 60)+"The last words.\n\n[Home](../_index.md)\n")
	s.write("templates/notice/notice.html", "<details><summary>One</summary><p>1</p></details>\n<details><summary>Two</summary><p>2</p></details>\n")
	s.write("content/en/how-to/clean.md", "---\ntitle: Clean it\nsummary: Dust.\ndraft: true\n---\nWith a cloth.\n")
	if prepare != nil {
		prepare(s)
	}
	s.start(append([]string{"--port", "0"}, args...)...)
	t.Cleanup(func() { s.stop() })
	return s
}

var address = regexp.MustCompile(`The guide: +(http://\S+)/\n`)

// start runs the command until the test stops it.
func (s *served) start(args ...string) {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	printed, ended, code := &screen{}, make(chan struct{}), exitDone
	args = append([]string{"serve", "--site", filepath.Join(s.dir, "site.yaml")}, args...)
	go func() {
		defer close(ended)
		code = run(ctx, args, strings.NewReader(""), printed, printed)
	}()
	s.stop = sync.OnceFunc(func() {
		cancel()
		if <-ended; code != exitDone {
			s.t.Errorf("serve ended with %d:\n%s", code, printed)
		}
	})
	if !printed.until(ended, address.MatchString) {
		s.t.Fatalf("serve does not say where it is:\n%s", printed)
	}
	s.url = address.FindStringSubmatch(printed.String())[1]
}

func (s *served) write(name, text string) {
	s.t.Helper()
	write(s.t, filepath.Join(s.dir, filepath.FromSlash(name)), text)
}

func (s *served) replace(name, old, new string) {
	s.t.Helper()
	src, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	if err != nil || !strings.Contains(string(src), old) {
		s.t.Fatalf("%s has no %q: %v", name, old, err)
	}
	s.write(name, strings.Replace(string(src), old, new, 1))
}

// tab opens a page of the preview and waits until it is listening.
func (s *served) tab(t *testing.T, b context.Context, path string) *tab {
	t.Helper()
	p := openTab(t, b, s.url)
	p.Width(1280)
	p.open(path)
	p.Until("document.querySelector('retake-preview')?.shadowRoot.querySelector('.all').hidden === false")
	return p
}

// inPanel is an expression for an element of the preview's own panel.
func inPanel(selector string) string {
	return fmt.Sprintf("document.querySelector('retake-preview').shadowRoot.querySelector(%q)", selector)
}

// broken tells which rules of its policy a page has broken.
func (p *tab) brokenPolicy() (broken []string) {
	for _, complaint := range p.Heard() {
		if strings.Contains(complaint, "security") || strings.Contains(complaint, "threw") {
			broken = append(broken, complaint)
		}
	}
	return broken
}
