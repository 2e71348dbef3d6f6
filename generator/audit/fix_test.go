package audit

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// mendings is the folder of fixtures of what --fix does.
const mendings = "fix"

// TestFixMendsOnlyWhatIsCertain plants the faults of each fixture of
// testdata/fix and mends them: what is mended is found no longer, nothing new
// is, every other byte of every file stays, and a second time changes nothing.
// These fixtures have three parts more:
//
//	becomes FILE    what stands there once, a line =>, and what it is mended to
//	changes         what is said of the changes
//	left            what is still found, see [shown]
func TestFixMendsOnlyWhatIsCertain(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", mendings, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatal("there are no fixtures", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			newMending(t, file).run(t)
		})
	}
}

// mending is a fixture of what --fix does.
type mending struct {
	*fixture
	becomes       []txtar.File
	changes, left string
}

func newMending(t *testing.T, file string) *mending {
	t.Helper()
	m := &mending{fixture: readFixture(t, file)}
	m.plant = slices.DeleteFunc(m.plant, func(part txtar.File) bool {
		switch {
		case part.Name == "changes":
			m.changes = string(part.Data)
		case part.Name == "left":
			m.left = string(part.Data)
		case strings.HasPrefix(part.Name, "becomes "):
			part.Name = "replace" + strings.TrimPrefix(part.Name, "becomes")
			m.becomes = append(m.becomes, part)
		default:
			return false
		}
		return true
	})
	return m
}

func (m *mending) run(t *testing.T) {
	c := borrowed(t)
	for _, part := range m.plant {
		m.edit(t, c.dir, part)
	}
	stampAll(t, c.dir)
	keepSearchTests(t, c.dir)
	before := filesOf(t, c.dir)
	report := c.audit(t, m.date, Options{})
	found := planted(t, report, c.dir)
	for _, f := range report.Findings {
		if len(f.Edits) > 0 && Find(f.Rule).Fix == "" {
			t.Errorf("%s does not say what --fix does", f.Rule)
		}
	}

	mends, err := report.Mends()
	if err != nil {
		t.Fatal(err)
	}
	if !maps.EqualFunc(filesOf(t, c.dir), before, bytes.Equal) {
		t.Error("files change before anything is to be written")
	}
	if got := told(mends, c.dir); got != m.changes {
		t.Errorf("changes\n%swant\n%s", got, m.changes)
	}
	if err := mends.Write(); err != nil {
		t.Fatal(err)
	}
	after := filesOf(t, c.dir)
	m.sameAs(t, c, before, after)

	report = c.audit(t, m.date, Options{})
	left := planted(t, report, c.dir)
	if left != m.left {
		t.Errorf("left is\n%swant\n%s", left, m.left)
	}
	for line := range strings.Lines(left) {
		if !strings.Contains(found, line) {
			t.Errorf("mending brought about: %s", line)
		}
	}
	if mends, err = report.Mends(); err != nil || len(mends.Changes) > 0 {
		t.Errorf("a second time changes\n%s, error %v", told(mends, c.dir), err)
	}
}

// sameAs makes sure that files are what they were, but for what the fixture
// says that they become.
func (m *mending) sameAs(t *testing.T, c *copied, before, after map[string][]byte) {
	t.Helper()
	for file, src := range before {
		if src == nil {
			continue
		}
		if err := os.WriteFile(file, src, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, part := range m.becomes {
		m.edit(t, c.dir, part)
	}
	for file, want := range filesOf(t, c.dir) {
		if !bytes.Equal(after[file], want) {
			t.Errorf("%s became\n%s", file, after[file])
		}
	}
}

// changedAt is where a change is: fixtures hold however the lines of the guide
// move.
var changedAt = regexp.MustCompile(`:\d+:\d+: `)

// told is what is said of changes, without the lines.
func told(m *Mends, dir string) string {
	var b strings.Builder
	for _, change := range m.Changes {
		line := strings.TrimPrefix(change.String(), filepath.ToSlash(dir)+"/") + "\n"
		b.WriteString(changedAt.ReplaceAllString(line, ": "))
	}
	return b.String()
}

// TestFixRefusesAFileThatHasChanged makes sure that no file is written when
// one of them is another since it was read, and that files keep their mode and
// their byte order mark.
func TestFixRefusesAFileThatHasChanged(t *testing.T) {
	dir := t.TempDir()
	first, second := filepath.Join(dir, "a.md"), filepath.Join(dir, "b.md")
	write := func(file, text string) {
		if err := os.WriteFile(file, []byte(text), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	write(first, "\ufeffone\r\n")
	write(second, "two\n")
	finding := func(file, src, with string) Finding {
		return Finding{Edits: []Edit{newEdit(file, src, 0, 3, with)}}
	}
	report := &Report{Findings: []Finding{finding(first, "one\r\n", "ONE"), finding(second, "two\n", "TWO")}}
	write(second, "two and more\n")
	if _, err := report.Mends(); err == nil || !strings.Contains(err.Error(), "b.md: the file has changed since it was read; run the audit again") {
		t.Errorf("the error is %v", err)
	}
	write(second, "two\n")
	mends, err := report.Mends()
	if err == nil {
		err = mends.Write()
	}
	if err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{first: "\ufeffONE\r\n", second: "TWO\n"} {
		src, err := os.ReadFile(file)
		if info, _ := os.Stat(file); err != nil || string(src) != want || info.Mode().Perm() != 0o640 {
			t.Errorf("%s is %q, %v, error %v", file, src, info.Mode(), err)
		}
	}
}

// When one file cannot be written, no other one is.
func TestFixWritesAllOrNone(t *testing.T) {
	dir := t.TempDir()
	first, gone := filepath.Join(dir, "a.md"), filepath.Join(dir, "gone", "b.md")
	if err := os.WriteFile(first, []byte("one\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	mends := &Mends{files: map[string][]byte{first: []byte("ONE\n"), gone: []byte("TWO\n")}}
	if err := mends.Write(); err == nil || !strings.Contains(err.Error(), "b.md") {
		t.Errorf("the error is %v", err)
	}
	if src, err := os.ReadFile(first); err != nil || string(src) != "one\n" {
		t.Errorf("the first file is %q, %v", src, err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("beside it there are %v, %v", left, err)
	}
}

// A file that cannot take its place leaves nothing beside the others.
func TestFixLeavesNothingBehind(t *testing.T) {
	dir := t.TempDir()
	folder, last := filepath.Join(dir, "b.md"), filepath.Join(dir, "c.md")
	if err := errors.Join(os.Mkdir(folder, 0o755), os.WriteFile(last, []byte("three\n"), 0o644)); err != nil {
		t.Fatal(err)
	}
	mends := &Mends{files: map[string][]byte{folder: []byte("TWO\n"), last: []byte("THREE\n")}}
	if err := mends.Write(); err == nil {
		t.Error("a folder was written")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 2 {
		t.Errorf("there are %v, %v", left, err)
	}
}

func TestEditsOfOnePlaceAreMadeTogether(t *testing.T) {
	const src = "See http://a.example/?ref=1&b=2 there."
	edit := func(with, rule string) ruled { return ruled{newEdit("a.md", src, 4, 31, with), rule} }
	edited, changes, err := apply([]byte(src), []ruled{
		edit("https://a.example/?ref=1&b=2", "unofficial-link"), edit("http://a.example/?b=2", "referral-link"),
		edit("http://a.example/?b=2", "referral-link"),
	})
	if err != nil || string(edited) != "See https://a.example/?b=2 there." {
		t.Errorf("got %q, error %v", edited, err)
	}
	want := "a.md:1:5: http://a.example/?ref=1&b=2 → https://a.example/?b=2 [referral-link, unofficial-link]"
	if len(changes) != 1 || changes[0].String() != want {
		t.Errorf("changes are %v, want %s", changes, want)
	}
}
