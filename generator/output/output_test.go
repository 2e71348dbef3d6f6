package output

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"retake/generator/mistake"
)

// site is what a build puts: bytes by name.
type site map[string]string

var (
	swapping = Options{}
	inPlace  = Options{InPlace: true}
)

// eachWay runs a test for both ways of publishing.
func eachWay(t *testing.T, test func(t *testing.T, opts Options)) {
	t.Run("swap", func(t *testing.T) { test(t, swapping) })
	t.Run("in place", func(t *testing.T) { test(t, inPlace) })
}

// begin opens dir and puts a site into the transaction.
func begin(t testing.TB, dir string, s site, opts Options) *Transaction {
	t.Helper()
	tx, err := Open(context.Background(), dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(s)) {
		if err := tx.Put(name, []byte(s[name])); err != nil {
			t.Fatal(err)
		}
	}
	return tx
}

func publish(t testing.TB, dir string, s site, opts Options) Report {
	t.Helper()
	report, err := begin(t, dir, s, opts).Commit()
	if err != nil {
		t.Fatal(err)
	}
	noSibling(t, dir)
	return report
}

// noSibling fails when something is left beside the directory.
func noSibling(t testing.TB, dir string) {
	t.Helper()
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(filepath.Clean(dir)), ".*.retake-*"))
	if len(left) > 0 {
		t.Errorf("left beside the directory: %v", left)
	}
}

// newDir is a directory with a parent of its own, not made yet.
func newDir(t testing.TB) string {
	t.Helper()
	parent, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(parent, "public")
}

func write(t testing.TB, dir, name, data string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(data), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// contents is all that dir holds apart from our own folder: files with their
// bytes, links as "-> target", folders that hold nothing as "/".
func contents(dir string) (site, error) {
	found := site{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		name, _ := filepath.Rel(dir, path)
		switch {
		case err != nil || name == ".":
			return err
		case name == ownFolder:
			return fs.SkipDir
		case entry.Type()&fs.ModeSymlink != 0:
			target, err := os.Readlink(path)
			found[name] = "-> " + target
			return err
		case entry.IsDir():
			delete(found, filepath.Dir(name))
			found[name] = "/"
			return nil
		}
		delete(found, filepath.Dir(name))
		data, err := os.ReadFile(path)
		found[name] = string(data)
		return err
	})
	for name := range found {
		for above := filepath.Dir(name); above != "."; above = filepath.Dir(above) {
			delete(found, above)
		}
	}
	return found, err
}

func expect(t testing.TB, dir string, want site) {
	t.Helper()
	got, err := contents(dir)
	if err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(got, want) {
		t.Errorf("directory holds %q\nwant %q", got, want)
	}
}

func expectCounts(t *testing.T, got Report, written, unchanged, removed, foreign int) {
	t.Helper()
	want := Report{Written: written, Unchanged: unchanged, Removed: removed, Foreign: foreign}
	if got.Written != written || got.Unchanged != unchanged || got.Removed != removed || got.Foreign != foreign {
		t.Errorf("report is %+v, want %+v", got, want)
	}
}

func stat(t *testing.T, path string) fs.FileInfo {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// untouched returns a check that a path keeps inode, time and mode.
func untouched(t *testing.T, path string) func() {
	t.Helper()
	before := stat(t, path)
	return func() {
		t.Helper()
		after := stat(t, path)
		if !os.SameFile(before, after) {
			t.Errorf("%s has another inode", path)
		}
		if !before.ModTime().Equal(after.ModTime()) || before.Mode() != after.Mode() {
			t.Errorf("%s was %v %v, is %v %v", path, before.Mode(), before.ModTime(), after.Mode(), after.ModTime())
		}
	}
}

func TestFirstPublishWritesEverything(t *testing.T) {
	eachWay(t, func(t *testing.T, opts Options) {
		dir := newDir(t)
		want := site{"index.html": "home", "reasons/blurry/index.html": "blurry", "empty.txt": ""}
		expectCounts(t, publish(t, dir, want, opts), 3, 0, 0, 0)
		expect(t, dir, want)
	})
}

func TestOnlyChangedFilesAreWritten(t *testing.T) {
	eachWay(t, func(t *testing.T, opts Options) {
		dir := newDir(t)
		publish(t, dir, site{"same": "s", "changes": "old!", "grows": "1", "a/b/goes": "x", "a/stays": "y"}, opts)
		same, stays := untouched(t, filepath.Join(dir, "same")), untouched(t, filepath.Join(dir, "a/stays"))
		next := site{"same": "s", "changes": "new!", "grows": "12", "a/stays": "y", "a/new/page": "z"}
		report := publish(t, dir, next, opts)
		expectCounts(t, report, 3, 2, 1, 0)
		if report.InPlace != opts.InPlace {
			t.Errorf("InPlace is %v", report.InPlace)
		}
		expect(t, dir, next) // and so a/b is gone
		same()
		stays()
	})
}

func TestNothingChangedTouchesNothing(t *testing.T) {
	eachWay(t, func(t *testing.T, opts Options) {
		dir := newDir(t)
		s := site{"index.html": "home", "a/b": "c"}
		publish(t, dir, s, opts)
		root, record := untouched(t, dir), untouched(t, filepath.Join(dir, ownFolder, manifestName))
		expectCounts(t, publish(t, dir, s, Options{}), 0, 2, 0, 0)
		root()
		record()
	})
}

func TestFileAndFolderTradePlaces(t *testing.T) {
	eachWay(t, func(t *testing.T, opts Options) {
		dir := newDir(t)
		publish(t, dir, site{"a": "file", "b/c/index.html": "x", "b/d": "y"}, opts)
		next := site{"a/index.html": "folder", "b": "file"}
		publish(t, dir, next, opts)
		expect(t, dir, next)
	})
}

func TestEmptySiteRemovesTheOldOne(t *testing.T) {
	eachWay(t, func(t *testing.T, opts Options) {
		dir := newDir(t)
		publish(t, dir, site{"a/b": "c"}, opts)
		expectCounts(t, publish(t, dir, site{}, opts), 0, 0, 1, 0)
		expect(t, dir, site{})
	})
}

func TestAbortChangesNothing(t *testing.T) {
	eachWay(t, func(t *testing.T, opts Options) {
		dir := newDir(t)
		if err := begin(t, dir, site{"a": "b"}, opts).Abort(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the directory was made: %v", err)
		}
		publish(t, dir, site{"a": "old"}, opts)
		tx := begin(t, dir, site{"a": "new", "b": "new"}, opts)
		if err := errors.Join(tx.Abort(), tx.Abort()); err != nil {
			t.Fatal(err)
		}
		noSibling(t, dir)
		expect(t, dir, site{"a": "old"})
		if err := tx.Put("c", nil); !errors.Is(err, errOver) {
			t.Errorf("Put after Abort: %v", err)
		}
		if _, err := tx.Commit(); !errors.Is(err, errOver) {
			t.Errorf("Commit after Abort: %v", err)
		}
	})
}

func TestFailedPutRefusesTheCommit(t *testing.T) {
	dir := newDir(t)
	publish(t, dir, site{"a": "old"}, swapping)
	tx := begin(t, dir, site{"a": "new"}, swapping)
	if tx.Put("../b", nil) == nil {
		t.Fatal("a name outside the directory was accepted")
	}
	if _, err := tx.Commit(); err == nil || !strings.Contains(err.Error(), `"../b"`) {
		t.Errorf("commit says %v", err)
	}
	noSibling(t, dir)
	expect(t, dir, site{"a": "old"})
}

func TestManifestIsTheSameWhateverTheOrder(t *testing.T) {
	s := site{"b": "1", "a/c": "2", "a<&>é.html": "3"}
	var records []string
	for _, order := range [][]string{{"b", "a/c", "a<&>é.html"}, {"a<&>é.html", "a/c", "b"}} {
		dir := newDir(t)
		tx := begin(t, dir, nil, swapping)
		for _, name := range order {
			if err := tx.Put(name, []byte(s[name])); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(dir, ownFolder, manifestName))
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, string(data))
	}
	if records[0] != records[1] {
		t.Errorf("%s\nis not\n%s", records[0], records[1])
	}
}

func TestChangedByHandIsWrittenAnewAndTold(t *testing.T) {
	eachWay(t, func(t *testing.T, opts Options) {
		dir := newDir(t)
		publish(t, dir, site{"page": "built", "gone": "built"}, opts)
		write(t, dir, "page", "by hand")
		write(t, dir, "gone", "by hand")
		report := publish(t, dir, site{"page": "built"}, opts)
		expectCounts(t, report, 1, 0, 0, 1)
		expect(t, dir, site{"page": "built", "gone": "by hand"})
		told := strings.Join(report.Warnings, "\n")
		if !strings.Contains(told, "anew: page.") || !strings.Contains(told, "gone is no longer part") {
			t.Errorf("warnings are %q", told)
		}
	})
}

// clashes are the files that a commit refuses to overwrite, below dir.
func clashes(t *testing.T, dir string, err error) []string {
	t.Helper()
	var list mistake.List
	if !errors.As(err, &list) {
		t.Fatalf("commit says %v, not a list of mistakes", err)
	}
	var names []string
	for _, m := range list {
		name, err := filepath.Rel(dir, m.File)
		if err != nil || m.Rule != "foreign-file" || m.Text == "" || m.Hint == "" {
			t.Errorf("mistake is %+v", m)
		}
		names = append(names, filepath.ToSlash(name))
	}
	return names
}

// past is a time that no test happens at.
var past = time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
