package atomicfile

import (
	"os"
	"path/filepath"
	"testing"
)

func TestWriteKeepsPermissionsAndLinks(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	if err := os.WriteFile(file, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Skip("this system has no links: ", err)
	}
	if err := Write(link, []byte("after")); err != nil {
		t.Fatal(err)
	}
	holds(t, file, "after")
	if info, err := os.Lstat(file); err != nil || info.Mode() != 0o600 {
		t.Errorf("the file is %v, %v", info.Mode(), err)
	}
	if to, err := os.Readlink(link); err != nil || to != file {
		t.Errorf("the link leads to %q, %v", to, err)
	}
	alone(t, dir, 2)
}

// A link may lead to a file that is not there yet.
func TestWriteFollowsALinkToNothing(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	for link, to := range map[string]string{"near": "made", "far": filepath.Join(elsewhere, "made")} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip("this system has no links: ", err)
		}
		if err := Write(filepath.Join(dir, link), []byte(link)); err != nil {
			t.Fatal(err)
		}
	}
	holds(t, filepath.Join(dir, "made"), "near")
	holds(t, filepath.Join(elsewhere, "made"), "far")
	alone(t, dir, 3)
	alone(t, elsewhere, 1)
}

func TestNothingChangesBeforeCommit(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := Write(file, []byte("before")); err != nil {
		t.Fatal(err)
	}
	p, err := New(file, []byte("after"))
	if err != nil {
		t.Fatal(err)
	}
	holds(t, file, "before")
	p.Discard()
	holds(t, file, "before")
	alone(t, dir, 1)
}

func TestWhatIsNoFileStaysWhatItIs(t *testing.T) {
	if err := Write(os.DevNull, []byte("lost")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s is %v, %v", os.DevNull, info.Mode(), err)
	}
	dir := t.TempDir()
	if err := Write(dir, nil); err == nil {
		t.Error("a folder was written")
	}
	alone(t, dir, 0)
}

func holds(t *testing.T, file, want string) {
	t.Helper()
	if got, err := os.ReadFile(file); err != nil || string(got) != want {
		t.Errorf("it holds %q, %v; want %q", got, err, want)
	}
}

// alone makes sure that nothing is left beside the files.
func alone(t *testing.T, dir string, files int) {
	t.Helper()
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != files {
		t.Errorf("there are %v, %v", entries, err)
	}
}
