package audit

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"retake/generator/publish"
)

// copied is a copy of the default guide. It is used again by one test after
// the other: what is the same as in the last one is not read, rendered, looked
// at and searched anew.
type copied struct {
	dir     string
	files   map[string][]byte // as they were copied; nil for folders
	builder *publish.Builder
	memory  Memory
}

// copies are those that no test uses.
var copies struct {
	mu   sync.Mutex
	free []*copied
}

// borrowed is a copy that this test alone has until it ends.
func borrowed(t *testing.T) *copied {
	t.Helper()
	copies.mu.Lock()
	var c *copied
	if n := len(copies.free) - 1; n >= 0 {
		c, copies.free = copies.free[n], copies.free[:n]
	}
	copies.mu.Unlock()
	if c == nil {
		c = newCopy(t)
	}
	t.Cleanup(func() {
		c.restore(t)
		copies.mu.Lock()
		defer copies.mu.Unlock()
		copies.free = append(copies.free, c)
	})
	return c
}

// copiesDir is where copies are until all tests have ended.
var copiesDir string

func newCopy(t *testing.T) *copied {
	t.Helper()
	dir, err := os.MkdirTemp(copiesDir, "guide")
	if err == nil {
		err = os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(repository, "content")))
	}
	// Fixtures move thresholds, and photos that then show something else are no
	// fault of theirs.
	if err == nil {
		err = os.Remove(filepath.Join(dir, "content", "examples.json"))
	}
	settings, readErr := os.ReadFile(filepath.Join(repository, "site.yaml"))
	if err == nil && readErr == nil {
		err = os.WriteFile(filepath.Join(dir, "site.yaml"), settings, 0o600)
	}
	if err != nil || readErr != nil {
		t.Fatal(err, readErr)
	}
	c := &copied{dir: dir, builder: publish.NewBuilder(publish.Options{File: filepath.Join(dir, "site.yaml"), Date: day})}
	c.files = filesOf(t, dir)
	return c
}

func filesOf(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			files[file] = nil
			return err
		}
		files[file], err = os.ReadFile(file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// restore makes the files what they were.
func (c *copied) restore(t *testing.T) {
	t.Helper()
	now := filesOf(t, c.dir)
	for file := range now {
		if _, ok := c.files[file]; !ok {
			if err := os.RemoveAll(file); err != nil {
				t.Error(err)
			}
		}
	}
	for file, src := range c.files {
		if is, ok := now[file]; src == nil || ok && bytes.Equal(is, src) {
			continue
		}
		if err := os.WriteFile(file, src, 0o600); err != nil {
			t.Error(err)
		}
	}
}

// audit audits the copy as it is now, on a day.
func (c *copied) audit(t *testing.T, date time.Time, options Options) *Report {
	t.Helper()
	builder := c.builder
	if date != day {
		builder = publish.NewBuilder(publish.Options{File: filepath.Join(c.dir, "site.yaml"), Date: date})
	}
	build, err := builder.Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	options.Memory = &c.memory
	report, err := Run(t.Context(), NewSubject(build, date), options)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// testsKept is how many search tests of a page are kept where a fixture is for
// a rule that does not search: so each page is still searched for, and a search
// takes as long as a page's other rules.
const testsKept = 1

// keepSearchTests keeps the first few search tests of each page.
func keepSearchTests(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "content", "*", searchTestsFile))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		kept, seen := []byte(nil), map[string]int{}
		for line := range strings.Lines(string(src)) {
			_, page, isTest := strings.Cut(line, ", page: ")
			if page, _, _ = strings.Cut(page, ","); isTest {
				seen[page]++
			}
			if !isTest || seen[page] <= testsKept {
				kept = append(kept, line...)
			}
		}
		if err := os.WriteFile(file, kept, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
