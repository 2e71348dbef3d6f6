package publish_test

import (
	"context"
	"crypto/sha256"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"retake/generator/publish"
)

// copyGuide copies the default guide, its files in another order and with
// other times.
func copyGuide(t *testing.T, dir string, backwards bool) string {
	t.Helper()
	root := filepath.Join("..", "..")
	names := []string{"site.yaml"}
	if err := fs.WalkDir(os.DirFS(root), "content", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, name)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if backwards {
		slices.Reverse(names)
	}
	for i, name := range names {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		files{name: string(data)}.write(t, dir)
		then := time.Unix(int64(1_600_000_000+1000*i), 0)
		if err := os.Chtimes(filepath.Join(dir, name), then, then); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "site.yaml")
}

func write(t *testing.T, file, output string) (written int) {
	t.Helper()
	build, err := publish.NewBuilder(publish.Options{File: file, Date: day, Overrides: map[string]any{"output": output}}).Build(context.Background())
	if err != nil || len(build.Mistakes) > 0 {
		t.Fatal(err, build.Mistakes)
	}
	report, err := publish.Write(context.Background(), build, publish.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return report.Written
}

// tree is what stands below a folder: the bytes, and the times.
func tree(t *testing.T, dir string) (sums map[string][32]byte, times map[string]time.Time) {
	t.Helper()
	sums, times = map[string][32]byte{}, map[string]time.Time{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		sums[name], times[name] = sha256.Sum256(data), info.ModTime()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums, times
}

// The same guide gives the same bytes, whatever the machine does at the same
// time and in whichever order its files were made; and publishing it again
// writes nothing.
func TestSameGuideSameBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("writes the default guide twice")
	}
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	one, eight := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "public")
	first := copyGuide(t, t.TempDir(), false)
	write(t, first, one)
	runtime.GOMAXPROCS(8)
	write(t, copyGuide(t, t.TempDir(), true), eight)
	sums, times := tree(t, one)
	others, _ := tree(t, eight)
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		if sums[name] != others[name] {
			t.Errorf("%s differs", name)
		}
	}
	if len(sums) != len(others) {
		t.Errorf("there are %d files, and then %d", len(sums), len(others))
	}
	if n := write(t, first, one); n != 0 {
		t.Errorf("a second build writes %d files", n)
	}
	again, timesAgain := tree(t, one)
	if !maps.Equal(sums, again) {
		t.Error("a second build changes bytes")
	}
	for name, then := range times {
		if !then.Equal(timesAgain[name]) {
			t.Errorf("a second build touches %s", name)
		}
	}
}
