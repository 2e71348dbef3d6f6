package output

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// kill ends a transaction as a killed process does: the lock is free, and
// everything else stays as it is.
func kill(t *testing.T, tx *Transaction) {
	t.Helper()
	if err := tx.lock.release(); err != nil {
		t.Fatal(err)
	}
}

// reopen is what the next build does first.
func reopen(t *testing.T, dir string) []string {
	t.Helper()
	tx := begin(t, dir, nil, swapping)
	if err := tx.Abort(); err != nil {
		t.Fatal(err)
	}
	noSibling(t, dir)
	return tx.warnings
}

func TestKilledBeforeCommitLeavesTheOldSite(t *testing.T) {
	eachWay(t, func(t *testing.T, opts Options) {
		dir := newDir(t)
		old := site{"a": "1", "b/c": "1", "foreign": "f"}
		write(t, dir, "foreign", "f")
		publish(t, dir, site{"a": "1", "b/c": "1"}, opts)
		kill(t, begin(t, dir, site{"a": "2", "d/e": "2"}, opts))
		expect(t, dir, old)
		reopen(t, dir)
		expect(t, dir, old)
	})
}

func TestKilledWhileAssemblingLeavesTheOldSite(t *testing.T) {
	dir := newDir(t)
	publish(t, dir, site{"a": "1", "b/c": "1"}, swapping)
	write(t, dir, "foreign/file", "f")
	tx := begin(t, dir, site{"a": "2", "b/c": "1"}, swapping)
	p, err := tx.plan()
	if err != nil {
		t.Fatal(err)
	}
	if err := tx.assemble(p, tx.manifest().encode()); err != nil {
		t.Fatal(err)
	}
	kill(t, tx)
	reopen(t, dir)
	expect(t, dir, site{"a": "1", "b/c": "1", "foreign/file": "f"})
}

func TestKilledAfterTheSwapKeepsTheNewSiteAndForeignFiles(t *testing.T) {
	dir := newDir(t)
	publish(t, dir, site{"a": "1", "b/c": "1"}, swapping)
	write(t, dir, "foreign/file", "f")
	tx := begin(t, dir, site{"a": "2", "d": "2"}, swapping)
	p, err := tx.plan()
	if err != nil {
		t.Fatal(err)
	}
	if err := tx.assemble(p, tx.manifest().encode()); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "foreign/late", "l")
	if err := tx.swap(p); err != nil {
		t.Skip("directories cannot be swapped here: ", err)
	}
	kill(t, tx)
	expect(t, dir, site{"a": "2", "d": "2", "foreign/file": "f"})
	write(t, dir, "foreign/file", "edited since, in the new site")
	reopen(t, dir)
	expect(t, dir, site{"a": "2", "d": "2", "foreign/file": "edited since, in the new site", "foreign/late": "l"})
}

// killInPlace stops a publishing in place when its journal is on disk and n
// of its files are renamed.
func killInPlace(t *testing.T, dir string, next site, n int) {
	t.Helper()
	tx := begin(t, dir, next, inPlace)
	p, err := tx.plan()
	if err != nil {
		t.Fatal(err)
	}
	j := tx.journal(p)
	if err := tx.stageRecords(j, tx.manifest().encode()); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := removeOurs(root, j.First, tx.last); err != nil {
		t.Fatal(err)
	}
	for _, name := range j.Write[:n] {
		if err := publishStaged(root, name); err != nil {
			t.Fatal(err)
		}
	}
	kill(t, tx)
}

func TestKilledInPlaceIsFinishedByTheNextBuild(t *testing.T) {
	for n := range 4 {
		dir := newDir(t)
		publish(t, dir, site{"a": "1", "b/c": "1", "gone/x": "1"}, inPlace)
		write(t, dir, "foreign", "f")
		next := site{"a": "2", "b": "2", "new/page": "2"}
		killInPlace(t, dir, next, n)
		if warnings := reopen(t, dir); len(warnings) > 0 {
			t.Errorf("%d renamed: warns %q", n, warnings)
		}
		want := site{"a": "2", "b": "2", "new/page": "2", "foreign": "f"}
		expect(t, dir, want)
		expectCounts(t, publish(t, dir, next, swapping), 0, 3, 0, 1)
		entries, err := os.ReadDir(filepath.Join(dir, ownFolder))
		if err != nil || len(entries) != 1 {
			t.Errorf("own folder holds %v, %v", entries, err)
		}
	}
}

func TestRollingForwardSparesWhatIsForeignByNow(t *testing.T) {
	dir := newDir(t)
	publish(t, dir, site{"a": "1", "gone": "1"}, inPlace)
	killInPlace(t, dir, site{"a": "2", "new": "2"}, 0)
	write(t, dir, "new", "foreign")
	write(t, dir, "gone", "by hand")
	if warnings := strings.Join(reopen(t, dir), "\n"); !strings.Contains(warnings, "new.kept") {
		t.Errorf("warnings are %q", warnings)
	}
	expect(t, dir, site{"a": "2", "new": "2", "new.kept": "foreign", "gone": "by hand"})
}

func TestRollingForwardSkipsWhatAPowerCutDamaged(t *testing.T) {
	dir := newDir(t)
	publish(t, dir, site{"a": "1", "b": "1"}, inPlace)
	killInPlace(t, dir, site{"a": "2", "b": "2"}, 0)
	write(t, dir, ownFolder+"/stage/b", "")
	reopen(t, dir)
	expect(t, dir, site{"a": "2", "b": "1"})
	publish(t, dir, site{"a": "2", "b": "2"}, inPlace)
	expect(t, dir, site{"a": "2", "b": "2"})
}

func TestJournalThatLeadsOutsideIsNotFollowed(t *testing.T) {
	for name, data := range map[string]string{
		"damaged": "{",
		"outside": `{"remove_first": ["../precious"], "write": [], "remove_last": []}`,
		"own":     `{"write": [".retake/manifest.json"]}`,
	} {
		dir := newDir(t)
		publish(t, dir, site{"a": "1"}, swapping)
		write(t, filepath.Dir(dir), "precious", "p")
		write(t, dir, ownFolder+"/"+journalName, data)
		if warnings := strings.Join(reopen(t, dir), "\n"); !strings.Contains(warnings, "journal") {
			t.Errorf("%s: warnings are %q", name, warnings)
		}
		expect(t, filepath.Dir(dir), site{"precious": "p", "public/a": "1", "public/.retake/manifest.json": record1(t, dir)})
	}
}

func record1(t *testing.T, dir string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, ownFolder, manifestName))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestOwnFolderThatIsALinkIsRefused(t *testing.T) {
	dir, elsewhere := newDir(t), t.TempDir()
	write(t, dir, "a", "1")
	if err := os.Symlink(elsewhere, filepath.Join(dir, ownFolder)); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), dir, inPlace)
	if err == nil || !strings.Contains(err.Error(), ownFolder) {
		t.Errorf("Open says %v", err)
	}
	if left, err := os.ReadDir(elsewhere); len(left) > 0 || err != nil {
		t.Errorf("wrote through the link: %v, %v", left, err)
	}
}

func TestFilesAreReadableAsTheUmaskSays(t *testing.T) {
	eachWay(t, func(t *testing.T, opts Options) {
		dir := newDir(t)
		publish(t, dir, site{"a/b": "1"}, opts)
		if err := errors.Join(os.Chmod(dir, 0o750|os.ModeSetgid)); err != nil {
			t.Fatal(err)
		}
		before := stat(t, dir).Mode()
		publish(t, dir, site{"a/b": "2", "c": "2"}, opts)
		if after := stat(t, dir).Mode(); after != before {
			t.Errorf("the directory's mode was %v, is %v", before, after)
		}
		probe := filepath.Join(t.TempDir(), "probe")
		if err := errors.Join(os.Mkdir(probe, 0o755), os.WriteFile(probe+"/file", nil, 0o644)); err != nil {
			t.Fatal(err)
		}
		for name, like := range map[string]string{"a/b": "file", "c": "file", "a": "."} {
			want := stat(t, filepath.Join(probe, like)).Mode().Perm()
			if got := stat(t, filepath.Join(dir, name)).Mode().Perm(); got != want {
				t.Errorf("%s has mode %v, want %v", name, got, want)
			}
		}
	})
}
