package watch

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// saves are the ways in which programs save, each with what it must tell.
var saves = []struct {
	name string
	save func(g *guide)
	want string
}{
	{"written in place", func(g *guide) { g.write("content/en/a.md", "new") }, "content/en/a.md"},
	{"cut, and written after a pause", func(g *guide) {
		f, err := os.Create(g.path("content/en/a.md"))
		g.must(err)
		g.pause(12 * time.Millisecond) // longer than it has to be quiet
		_, err = f.WriteString("new")
		g.must(err)
		g.must(f.Close())
	}, "content/en/a.md"},
	{"written in pieces", func(g *guide) {
		f, err := os.Create(g.path("content/en/a.md"))
		g.must(err)
		for range 200 {
			_, err = f.WriteString("a line of many\n")
			g.must(err)
		}
		g.must(f.Close())
	}, "content/en/a.md"},
	{"written beside and renamed", func(g *guide) {
		g.write("content/en/.a.md.x7", "new")
		g.rename("content/en/.a.md.x7", "content/en/a.md")
	}, "content/en/a.md"},
	{"Vim with a backup", func(g *guide) {
		g.write("content/en/.a.md.swp", "b0VIM")
		g.write("content/en/4913", "")
		g.remove("content/en/4913")
		g.rename("content/en/a.md", "content/en/a.md~")
		g.pause(12 * time.Millisecond)
		g.write("content/en/a.md", "new")
		g.remove("content/en/a.md~")
		g.remove("content/en/.a.md.swp")
	}, "content/en/a.md"},
	{"Emacs", func(g *guide) {
		g.must(os.Symlink("me@host.1", g.path("content/en/.#a.md")))
		g.write("content/en/#a.md#", "auto-saved")
		g.rename("content/en/a.md", "content/en/a.md~")
		g.write("content/en/a.md", "new")
		g.remove("content/en/#a.md#")
		g.remove("content/en/.#a.md")
	}, "content/en/a.md"},
	{"JetBrains", func(g *guide) {
		g.write("content/en/a.md___jb_tmp___", "new")
		g.rename("content/en/a.md", "content/en/a.md___jb_old___")
		g.rename("content/en/a.md___jb_tmp___", "content/en/a.md")
		g.remove("content/en/a.md___jb_old___")
	}, "content/en/a.md"},
	{"two files at once", func(g *guide) {
		g.write("content/en/a.md", "new")
		g.write("content/en/b.md", "new")
	}, "content/en/a.md content/en/b.md"},
	{"the settings, renamed over", func(g *guide) {
		g.write("site.yaml.new", "new")
		g.rename("site.yaml.new", "site.yaml")
	}, "site.yaml"},
	{"a page renamed", func(g *guide) { g.rename("content/en/a.md", "content/en/z.md") }, "content/en/a.md content/en/z.md"},
	{"a page deleted", func(g *guide) { g.remove("content/en/a.md") }, "content/en/a.md"},
	{"a new folder with pages", func(g *guide) {
		g.write("content/es/deep/down/a.md", "new")
		g.write("content/es/deep/b.md", "new")
	}, "content/es/deep/b.md content/es/deep/down/a.md"},
	{"a folder renamed", func(g *guide) { g.rename("content/en", "content/fr") },
		"content/en content/fr/a.md content/fr/b.md content/fr/sub/c.md"},
	{"a folder deleted", func(g *guide) { g.remove("content/en/sub") }, "content/en/sub content/en/sub/c.md"},
	{"the first template", func(g *guide) { g.write("templates/card/card.html", "new") }, "templates/card/card.html"},
	{"the whole content replaced", func(g *guide) {
		g.write("content.new/en/a.md", "new")
		g.rename("content", "content.old")
		g.rename("content.new", "content")
	}, "content content/en/a.md"},
}

func TestEverySaveIsToldOnce(t *testing.T) {
	for _, test := range saves {
		t.Run(test.name, func(t *testing.T) {
			g := watchGuide(t, Options{})
			g.save(func() { test.save(g) })
			if got := strings.Join(g.next(), " "); got != test.want {
				t.Errorf("told %s, want %s", got, test.want)
			}
			g.only()
		})
	}
}

func TestFoldersThatCameAreWatched(t *testing.T) {
	g := watchGuide(t, Options{})
	g.save(func() { g.rename("content/en/sub", "content/en/moved") })
	g.next()
	g.save(func() { g.write("content/en/moved/c.md", "changed") })
	if got := g.next(); !slices.Equal(got, []string{"content/en/moved/c.md"}) {
		t.Errorf("in a renamed folder: told %v", got)
	}
	g.save(func() { g.remove("content") })
	g.next()
	g.save(func() { g.write("content/en/a.md", "back") })
	g.next()
	g.save(func() { g.write("content/en/a.md", "and changed") })
	if got := g.next(); !slices.Equal(got, []string{"content/en/a.md"}) {
		t.Errorf("in a folder that came back: told %v", got)
	}
}

// TestAFolderThatComesIsLookedThroughAlone: for each of many to look through
// all would take a time that grows with their square. A folder that the watcher
// has forgotten tells whether it did.
func TestAFolderThatComesIsLookedThroughAlone(t *testing.T) {
	dir := t.TempDir()
	old, come := filepath.Join(dir, "content", "old"), filepath.Join(dir, "content", "come")
	for _, folder := range []string{old, filepath.Join(come, "deep")} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	w := New(Places{Folders: []string{filepath.Join(dir, "content")}}, Options{})
	if w.system == nil {
		t.Skip("the system does not watch folders here")
	}
	defer w.system.Close()
	clear(w.dirs)
	w.note(fsnotify.Event{Name: come, Op: fsnotify.Create})
	if got, want := slices.Sorted(maps.Keys(w.dirs)), []string{come, filepath.Join(come, "deep")}; !slices.Equal(got, want) {
		t.Errorf("looked through are %q, want %q", got, want)
	}
	w.note(fsnotify.Event{Name: come, Op: fsnotify.Rename})
	if len(w.dirs) > 0 {
		t.Errorf("of a folder that has gone, %v are watched", w.dirs)
	}
}

func TestOtherFilesAreNotTold(t *testing.T) {
	for name, poll := range map[string]bool{"watching": false, "polling": true} {
		t.Run(name, func(t *testing.T) {
			g := watchGuide(t, Options{Poll: poll})
			g.write("other/readme.txt", "changed")
			g.write("notes.txt", "new")
			g.write("public/index.html", "published")
			g.write("content/en/a.md~", "backup")
			g.write("content/.git/index", "hidden")
			g.must(os.Chmod(g.path("content/en/a.md"), 0o600))
			g.only()
		})
	}
}

func TestPlacesCanMove(t *testing.T) {
	g := watchGuide(t, Options{})
	g.watcher.Set(context.Background(), Places{Folders: []string{g.path("other")}, Files: []string{g.path("site.yaml")}})
	if got := g.next(); !slices.Equal(got, []string{"?"}) {
		t.Errorf("after the move: told %v", got)
	}
	g.save(func() {
		g.write("content/en/a.md", "nobody's business any more")
		g.write("other/readme.txt", "changed")
	})
	if got := g.next(); !slices.Equal(got, []string{"other/readme.txt"}) {
		t.Errorf("told %v", got)
	}
}

func TestAFolderBehindALinkIsWatched(t *testing.T) {
	for name, poll := range map[string]bool{"watching": false, "polling": true} {
		t.Run(name, func(t *testing.T) {
			g := watchGuide(t, Options{Poll: poll})
			if err := os.Symlink(g.path("other"), g.path("linked")); err != nil {
				t.Skip("this system has no links: ", err)
			}
			g.settle() // that the link has come is not to be told later
			g.watcher.Set(context.Background(), Places{Folders: []string{g.path("linked")}})
			g.next()
			g.save(func() { g.write("other/readme.txt", "changed by its other name") })
			if got := g.next(); !slices.Equal(got, []string{"linked/readme.txt"}) {
				t.Errorf("told %v", got)
			}
			g.write("another/sub/more.txt", "behind the link from now on")
			g.save(func() { // as ln -sfn does it
				g.must(os.Symlink(g.path("another"), g.path(".link")))
				g.rename(".link", "linked")
			})
			if got := g.next(); !slices.Contains(got, "linked/sub/more.txt") {
				t.Errorf("of the folder behind the link, told is %v", got)
			}
			g.save(func() { g.write("another/sub/more.txt", "changed by its other name") })
			if got := g.next(); !slices.Equal(got, []string{"linked/sub/more.txt"}) {
				t.Errorf("in the folder behind the link, told is %v", got)
			}
		})
	}
}

func TestSavesWaitForWhoIsBusy(t *testing.T) {
	g := watchGuide(t, Options{})
	for i := range 20 {
		g.write(fmt.Sprintf("content/en/page-%02d.md", i), "new")
		time.Sleep(2 * quietLeast) // each is a save of its own
	}
	g.settle()
	if got := g.next(); len(got) != 20 {
		t.Errorf("told %v", got)
	}
	g.only()
}

func TestPollingFindsChanges(t *testing.T) {
	g := watchGuide(t, Options{Poll: true})
	g.save(func() {
		g.write("content/en/a.md", "changed")
		g.write("content/en/new/d.md", "new")
		g.remove("content/en/b.md")
	})
	if got := strings.Join(g.next(), " "); got != "content/en/a.md content/en/b.md content/en/new/d.md" {
		t.Errorf("told %s", got)
	}
	if len(g.said) > 0 {
		t.Errorf("who asks for polling is told why: %q", g.said)
	}
}

// TestGitCheckoutIsOneSave goes to another branch and back.
func TestGitCheckoutIsOneSave(t *testing.T) {
	g := watchGuide(t, Options{})
	git := func(args ...string) {
		t.Helper()
		c := exec.Command("git", append([]string{"-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"}, args...)...)
		c.Dir = g.dir
		if out, err := c.CombinedOutput(); err != nil {
			t.Skipf("git %v: %v\n%s", args, err, out)
		}
	}
	git("init", "-q")
	git("add", ".")
	git("commit", "-q", "-m", "one")
	git("checkout", "-q", "-b", "other")
	g.save(func() {
		for i := range 300 {
			g.write(fmt.Sprintf("content/en/part-%d/page-%03d.md", i/50, i), "new")
		}
		g.remove("content/en/a.md")
	})
	if got := g.next(); len(got) != 301 {
		t.Errorf("what was written by hand told %d paths", len(got))
	}
	git("add", ".")
	git("commit", "-q", "-m", "two")
	g.save(func() { git("checkout", "-q", "-") })
	if got := g.next(); len(got) < 301 {
		t.Errorf("going back told %d paths", len(got))
	}
	g.only()
	g.save(func() { git("checkout", "-q", "other") })
	if got := g.next(); len(got) != 301 {
		t.Errorf("going there told %d paths: %v", len(got), got)
	}
	g.only()
}
