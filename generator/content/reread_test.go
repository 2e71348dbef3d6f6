package content

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// rereads is how often files are changed at random between readings.
const rereads = 400

// A reader that is told what changed finds what a walk of the whole folder
// does: also hidden and deleted files, links, folders that come and go, and
// files in the place of folders.
func TestRereadFindsWhatAWalkFinds(t *testing.T) {
	random := rand.New(rand.NewPCG(20261122, 4))
	dir, elsewhere := t.TempDir(), t.TempDir()
	change(random, filepath.Join(elsewhere, "a.md"), elsewhere, 1)
	told := NewReader(dir, "content")
	parts := []string{"en", "reasons", "a.md", "b.md", ".hidden", "c.md~", "lamp.svg"}
	for step := range rereads {
		place := dir
		for range 1 + random.IntN(3) {
			place = filepath.Join(place, parts[random.IntN(len(parts))])
		}
		change(random, place, elsewhere, step)
		if random.IntN(5) == 0 && place != dir {
			place = filepath.Dir(place)
		}
		got, err := told.Reread(context.Background(), nil, []string{place, elsewhere})
		if err != nil {
			t.Fatal(err)
		}
		want, err := NewReader(dir, "content").Read(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := summary(got), summary(want); a != b {
			t.Fatalf("step %d, told of %s:\ngot  %s\nwant %s", step, place, a, b)
		}
	}
}

// A content folder may be a link to one that several guides share.
func TestReadsAFolderBehindALink(t *testing.T) {
	shared, guide := t.TempDir(), filepath.Join(t.TempDir(), "content")
	if err := os.Symlink(shared, guide); err != nil {
		t.Skip("this system has no links: ", err)
	}
	page := filepath.Join(guide, "en", "a.md")
	write := func(text string) {
		if err := errors.Join(os.MkdirAll(filepath.Dir(page), 0o777), os.WriteFile(page, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	r := NewReader(guide, "content")
	for _, title := range []string{"One", "Two"} {
		write("---\ntitle: " + title + "\nsummary: S.\n---\nText.\n")
		library, err := r.Reread(context.Background(), nil, []string{page})
		if err != nil || len(library.Documents) != 1 || library.Documents[0].Path != "en/a.md" || library.Documents[0].Front.Title != title {
			t.Fatalf("it holds %s, %v", summary(library), err)
		}
	}
}

// A file that is renamed while the folder is read is no mistake.
func TestFilesMayGoWhileTheyAreRead(t *testing.T) {
	dir := t.TempDir()
	page := filepath.Join(dir, "en", "a.md")
	if err := errors.Join(os.MkdirAll(filepath.Dir(page), 0o777), os.WriteFile(page, []byte("---\ntitle: A\nsummary: S.\n---\n"), 0o666)); err != nil {
		t.Fatal(err)
	}
	r := NewReader(dir, "content")
	files, err := r.list(".")
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	if err := os.Remove(page); err != nil {
		t.Fatal(err)
	}
	library, err := r.read(context.Background(), files, nil, r.current)
	if err != nil || len(library.Documents)+len(library.Mistakes) > 0 {
		t.Errorf("it holds %s, %v", summary(library), err)
	}
}

// change does what may be done at a place; what cannot be done is
// not. Links lead elsewhere.
func change(random *rand.Rand, place, elsewhere string, step int) {
	switch random.IntN(6) {
	case 0:
		_ = os.RemoveAll(place)
	case 1:
		_ = os.RemoveAll(place)
		_ = os.Symlink(elsewhere, place)
	case 2:
		_ = os.MkdirAll(place, 0o777)
	default:
		_ = os.MkdirAll(filepath.Dir(place), 0o777)
		_ = os.WriteFile(place, fmt.Appendf(nil, "---\ntitle: Page %d\nsummary: S.\n---\nText.\n", step%5), 0o666)
	}
}

func summary(l *Library) string {
	text := fmt.Sprint(l.Mistakes, l.Warnings)
	for _, d := range l.Documents {
		text += fmt.Sprintf("\n%s %s %s", d.Path, d.Sum, d.Front.Title)
	}
	return text
}

// A folder that cannot be looked through is named, not only the whole.
func TestNamesTheFolderThatCannotBeListed(t *testing.T) {
	dir := t.TempDir()
	r := NewReader(dir, "content")
	for name, want := range map[string]string{"": "read the folder content: ", "en/reasons": "read the folder content/en/reasons: "} {
		err := r.unlisted(&fs.PathError{Op: "open", Path: filepath.Join(dir, filepath.FromSlash(name)), Err: fs.ErrPermission})
		if !errors.Is(err, fs.ErrPermission) || err.Error() != want+fs.ErrPermission.Error() {
			t.Errorf("of %q it says: %v", name, err)
		}
	}
}
