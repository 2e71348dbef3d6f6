package translation

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"retake/generator/content"
)

// library reads a content folder of the given files.
func library(t *testing.T, files map[string]string) (string, *content.Library) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir, reread(t, dir)
}

func reread(t *testing.T, dir string) *content.Library {
	t.Helper()
	l, err := content.NewReader(dir, "content").Read(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestOnlyPagesOfTheDefaultLanguageAreSources(t *testing.T) {
	_, l := library(t, map[string]string{
		"en/a.md":       "---\ntitle: A\nsummary: A\n---\n",
		"en/b.md":       "---\ntitle: B\nsummary: B\n---\n",
		"es/a.md":       "---\ntitle: A\nsummary: A\n---\n",
		"es/c.md":       "---\ntitle: C\nsummary: C\n---\n",
		"pt/c.md":       "---\ntitle: C\nsummary: C\n---\n",
		"unlisted/a.md": "---\ntitle: A\nsummary: A\n---\n",
	})
	found := Find(l, []string{"en", "es", "pt"})
	if len(found) != 1 || found[0].Page.Path != "es/a.md" || found[0].Source.Path != "en/a.md" {
		t.Errorf("got %v", found)
	}
}

func TestStateFollowsTheSourcesText(t *testing.T) {
	dir, l := library(t, map[string]string{
		"en/a.md": "---\ntitle: A\nsummary: A\n---\nText.\n",
		"es/a.md": "---\ntitle: A\nsummary: A\n---\nTexto.\n",
	})
	file := filepath.Join(dir, "es", "a.md")
	state := func() State { return Find(reread(t, dir), []string{"en", "es"})[0].State() }
	if got := state(); got != Unrecorded {
		t.Fatalf("before: %v", got)
	}
	if err := Find(l, []string{"en", "es"})[0].Stamp(file); err != nil {
		t.Fatal(err)
	}
	if got := state(); got != Current {
		t.Errorf("stamped: %v", got)
	}
	rewrite := func(text string) {
		if err := os.WriteFile(filepath.Join(dir, "en", "a.md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if rewrite("---\ntitle: A\nsummary: A\nreviewed: 2027-01-31\n---\nText.\n"); state() != Current {
		t.Error("a new review day made the translation stale")
	}
	if rewrite("---\ntitle: A\nsummary: A\n---\nOther text.\n"); state() != Stale {
		t.Error("another text did not make the translation stale")
	}
}

func TestStampLeavesNothingBesideTheFile(t *testing.T) {
	dir, l := library(t, map[string]string{
		"en/a.md": "---\ntitle: A\nsummary: A\n---\n",
		"es/a.md": "---\n{title: A, summary: A}\n---\n",
	})
	found := Find(l, []string{"en", "es"})
	if err := found[0].Stamp(filepath.Join(dir, "es", "a.md")); err == nil {
		t.Error("front matter in braces was stamped")
	}
	if entries, err := os.ReadDir(filepath.Join(dir, "es")); err != nil || len(entries) != 1 {
		t.Errorf("%d files are there, %v", len(entries), err)
	}
}

// TestChangedPartsAreNamed changes a summary, one paragraph of three, and
// takes one away; it wraps another anew, which is no change.
func TestChangedPartsAreNamed(t *testing.T) {
	dir, l := library(t, map[string]string{
		"en/a.md": "---\ntitle: A\nsummary: A\n---\nOne and\none.\n\nTwo.\n\nThree.\n\nFour.\n",
		"es/a.md": "---\ntitle: A\nsummary: A\n---\nTexto.\n",
	})
	languages := []string{"en", "es"}
	if err := Find(l, languages)[0].Stamp(filepath.Join(dir, "es", "a.md")); err != nil {
		t.Fatal(err)
	}
	if stamped := Find(reread(t, dir), languages)[0]; !stamped.Recorded() {
		t.Errorf("it records %v", stamped.Page.Front)
	} else if fresh, gone := stamped.Changed(); len(fresh) > 0 || gone > 0 {
		t.Errorf("nothing has changed, and it says %v and %d", fresh, gone)
	}
	text := "---\ntitle: A\nsummary: B\n---\nOne\nand one.\n\n2.\n\nFour.\n"
	if err := os.WriteFile(filepath.Join(dir, "en", "a.md"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	stale := Find(reread(t, dir), languages)[0]
	fresh, gone := stale.Changed()
	if len(fresh) != 2 || gone != 3 {
		t.Fatalf("got %v and %d, want two parts and three gone", fresh, gone)
	}
	for i, line := range []int{3, 8} {
		if got := stale.Source.At(fresh[i].Offset).Line; got != line {
			t.Errorf("part %d is on line %d, want %d", i, got, line)
		}
	}
	stale.Page.Front.SourceParts = nil
	if fresh, gone := stale.Changed(); fresh != nil || gone != 0 {
		t.Errorf("without recorded parts, got %v and %d", fresh, gone)
	}
}
