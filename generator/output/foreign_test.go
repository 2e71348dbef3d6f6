package output

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// addForeign puts things into dir that build did not write, and returns them
// as contents sees them.
func addForeign(t *testing.T, dir string) site {
	t.Helper()
	write(t, dir, "CNAME", "help.example.org")
	write(t, dir, ".git/objects/aa/bb", "object")
	write(t, dir, "a/notes.txt", "notes")
	write(t, dir, "locked/key", "secret")
	for _, folder := range []string{"empty", "a/empty", "locked/deep"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range map[string]string{"link": "a/notes.txt", "outside": "/etc", "dangling": "nowhere"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"locked/deep", "locked/key", "locked", "empty", "CNAME"} {
		mode := os.FileMode(0o555)
		if name == "locked/key" {
			mode = 0o400
		}
		path := filepath.Join(dir, name)
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, past, past); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(filepath.Join(dir, "locked"), 0o755) })
	return site{
		"CNAME": "help.example.org", ".git/objects/aa/bb": "object", "a/notes.txt": "notes",
		"locked/key": "secret", "locked/deep": "/", "empty": "/", "a/empty": "/",
		"link": "-> a/notes.txt", "outside": "-> /etc", "dangling": "-> nowhere",
	}
}

func TestForeignThingsAreNeverTouched(t *testing.T) {
	eachWay(t, func(t *testing.T, opts Options) {
		dir := newDir(t)
		publish(t, dir, site{"a/index.html": "1", "b/index.html": "1"}, opts)
		foreign := addForeign(t, dir)
		var checks []func()
		for name, data := range foreign {
			if data != "/" {
				checks = append(checks, untouched(t, filepath.Join(dir, name)))
			}
		}
		folders := map[string]os.FileInfo{}
		for _, name := range []string{"locked", "locked/deep", "empty"} {
			folders[name] = stat(t, filepath.Join(dir, name))
		}
		report := publish(t, dir, site{"b/index.html": "2"}, opts)
		expectCounts(t, report, 1, 0, 1, 7)
		want := maps.Clone(foreign)
		want["b/index.html"] = "2"
		expect(t, dir, want)
		for _, check := range checks {
			check()
		}
		for name, before := range folders {
			after := stat(t, filepath.Join(dir, name))
			if after.Mode() != before.Mode() || !after.ModTime().Equal(before.ModTime()) {
				t.Errorf("folder %s was %v %v, is %v %v", name, before.Mode(), before.ModTime(), after.Mode(), after.ModTime())
			}
		}
	})
}

func TestForeignInTheWayRefusesTheCommit(t *testing.T) {
	cases := []struct {
		name    string
		foreign string // a folder when it ends in /, a link when it holds ->
		site    site
		want    []string
	}{
		{"other bytes", "page", site{"page": "built"}, []string{"page"}},
		{"folder where a file goes", "page/", site{"page": "built"}, []string{"page"}},
		{"file where a folder goes", "a", site{"a/b/page": "built"}, []string{"a"}},
		{"file in a folder that becomes a file", "was/notes", site{"was": "built"}, []string{"was/notes"}},
		{"link where a file goes", "page->same", site{"page": "foreign", "same": "foreign"}, []string{"page"}},
		{"link where a folder goes", "a->b", site{"a/page": "built", "b/page": "built"}, []string{"a"}},
		{"case", "README", site{"readme": "built"}, []string{"README"}},
		{"case of a folder", "Docs/x", site{"docs/page": "built"}, []string{"Docs", "Docs/x"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			eachWay(t, func(t *testing.T, opts Options) {
				dir := newDir(t)
				publish(t, dir, site{"was/page": "old", "other": "old"}, opts)
				link, target, isLink := strings.Cut(c.foreign, "->")
				switch {
				case isLink:
					if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
						t.Fatal(err)
					}
				case strings.HasSuffix(c.foreign, "/"):
					if err := os.Mkdir(filepath.Join(dir, c.foreign), 0o755); err != nil {
						t.Fatal(err)
					}
				default:
					write(t, dir, c.foreign, "foreign")
				}
				before, err := contents(dir)
				if err != nil {
					t.Fatal(err)
				}
				_, err = begin(t, dir, c.site, opts).Commit()
				if got := clashes(t, dir, err); !slices.Equal(got, c.want) {
					t.Errorf("refused for %q, want %q", got, c.want)
				}
				noSibling(t, dir)
				expect(t, dir, before)
			})
		})
	}
}

func TestForeignLinkNeverLeadsOutside(t *testing.T) {
	eachWay(t, func(t *testing.T, opts Options) {
		dir, elsewhere := newDir(t), t.TempDir()
		write(t, elsewhere, "page", "private")
		publish(t, dir, site{"other": "x"}, opts)
		if err := os.Symlink(elsewhere, filepath.Join(dir, "reasons")); err != nil {
			t.Fatal(err)
		}
		for _, data := range []string{"private", "other"} {
			_, err := begin(t, dir, site{"reasons/page": data}, opts).Commit()
			if got := clashes(t, dir, err); !slices.Equal(got, []string{"reasons"}) {
				t.Errorf("refused for %q", got)
			}
		}
		expect(t, elsewhere, site{"page": "private"})
	})
}

func TestEveryClashIsNamed(t *testing.T) {
	dir := newDir(t)
	write(t, dir, "b", "foreign")
	write(t, dir, "a/c", "foreign")
	write(t, dir, "same", "built")
	_, err := begin(t, dir, site{"a/c": "built", "b": "built", "same": "built"}, swapping).Commit()
	if got := clashes(t, dir, err); !slices.Equal(got, []string{"a/c", "b"}) {
		t.Errorf("named %q", got)
	}
	expect(t, dir, site{"b": "foreign", "a/c": "foreign", "same": "built"})
}

func TestSameBytesAreAdopted(t *testing.T) {
	eachWay(t, func(t *testing.T, opts Options) {
		dir := newDir(t)
		write(t, dir, "page", "built")
		write(t, dir, "mine", "mine")
		same := untouched(t, filepath.Join(dir, "page"))
		report := publish(t, dir, site{"page": "built", "new": "x"}, opts)
		expectCounts(t, report, 1, 1, 0, 1)
		if len(report.Warnings) != 1 || !strings.Contains(report.Warnings[0], "no record") {
			t.Errorf("warnings are %q", report.Warnings)
		}
		same()
		expectCounts(t, publish(t, dir, site{}, opts), 0, 0, 2, 1)
		expect(t, dir, site{"mine": "mine"})
	})
}

func TestAdoptingAloneIsRecorded(t *testing.T) {
	dir := newDir(t)
	write(t, dir, "page", "built")
	expectCounts(t, publish(t, dir, site{"page": "built"}, swapping), 0, 1, 0, 0)
	expectCounts(t, publish(t, dir, site{"page": "built 2"}, swapping), 1, 0, 0, 0)
}

func TestDamagedManifestMeansThatNothingIsOurs(t *testing.T) {
	for name, data := range map[string]string{
		"empty": "", "not JSON": "{", "other version": `{"version": 2, "files": {}}`,
		"name outside":    `{"version": 1, "files": {"../x": {"sum": "00"}}}`,
		"name of our own": `{"version": 1, "files": {".retake/x": {"sum": "00"}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := newDir(t)
			publish(t, dir, site{"same": "1", "changed": "1", "gone": "1"}, swapping)
			write(t, dir, ownFolder+"/"+manifestName, data)
			next := site{"same": "1", "changed": "2"}
			_, err := begin(t, dir, next, swapping).Commit()
			if got := clashes(t, dir, err); !slices.Equal(got, []string{"changed"}) {
				t.Errorf("refused for %q", got)
			}
			if err := os.Remove(filepath.Join(dir, "changed")); err != nil {
				t.Fatal(err)
			}
			report := publish(t, dir, next, swapping)
			expectCounts(t, report, 1, 1, 0, 1)
			if !strings.Contains(strings.Join(report.Warnings, "\n"), "cannot be read") {
				t.Errorf("warnings are %q", report.Warnings)
			}
			expect(t, dir, site{"same": "1", "changed": "2", "gone": "1"})
			if again := publish(t, dir, next, swapping); len(again.Warnings) > 0 {
				t.Errorf("still warns: %q", again.Warnings)
			}
		})
	}
}

// TestForeignThatAppearsDuringTheSwapIsKept puts things into the old site
// between the steps of a commit.
func TestForeignThatAppearsDuringTheSwapIsKept(t *testing.T) {
	dir := newDir(t)
	publish(t, dir, site{"a/page": "1", "b/page": "1", "late": "1"}, swapping)
	write(t, dir, "edited", "before")
	tx := begin(t, dir, site{"a": "file now", "b/page": "2", "fresh": "2", "deep/er/page": "2"}, swapping)
	defer tx.close()
	p, err := tx.plan()
	if err != nil {
		t.Fatal(err)
	}
	if err := tx.assemble(p, tx.manifest().encode()); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "b/notes", "late")
	write(t, dir, "new/folder/file", "late")
	write(t, dir, "fresh", "late")    // where the new site has a file
	write(t, dir, "a/notes", "late")  // where the new site has no folder
	write(t, dir, "deep", "late")     // where the new site has a folder
	write(t, dir, "fresh.kept", "me") // where the first would go
	if err := os.Mkdir(filepath.Join(dir, "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "edited.new", "after") // as an editor saves
	if err := os.Rename(filepath.Join(dir, "edited.new"), filepath.Join(dir, "edited")); err != nil {
		t.Fatal(err)
	}
	if err := tx.swap(p); err != nil {
		t.Skip("directories cannot be swapped here: ", err)
	}
	tx.settle(p)
	noSibling(t, dir)
	want := site{
		"a": "file now", "b/page": "2", "fresh": "2", "deep/er/page": "2",
		"b/notes": "late", "new/folder/file": "late", "a.kept/notes": "late", "deep.kept": "late",
		"empty": "/", "edited": "after", "fresh.kept": "me", "fresh.kept.kept": "late",
	}
	expect(t, dir, want)
	if warnings := tx.allWarnings(); len(warnings) != 3 {
		t.Errorf("warnings are %q", warnings)
	}
}

func TestFileRemovedDuringTheBuildIsAnError(t *testing.T) {
	dir := newDir(t)
	publish(t, dir, site{"page": "1"}, swapping)
	tx := begin(t, dir, site{"page": "1", "more": "2"}, swapping)
	if err := os.Remove(filepath.Join(dir, "page")); err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Commit(); err == nil || !strings.Contains(err.Error(), "page was removed") {
		t.Errorf("commit says %v", err)
	}
	expect(t, dir, site{})
}
