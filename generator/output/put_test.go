package output

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCreateStreams(t *testing.T) {
	eachWay(t, func(t *testing.T, opts Options) {
		dir := newDir(t)
		stream := func(parts ...string) Report {
			tx := begin(t, dir, nil, opts)
			w, err := tx.Create("big/file")
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range parts {
				if _, err := w.Write([]byte(part)); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			report, err := tx.Commit()
			if err != nil {
				t.Fatal(err)
			}
			return report
		}
		stream("one", "two")
		same := untouched(t, filepath.Join(dir, "big/file"))
		expectCounts(t, stream("on", "etwo"), 0, 1, 0, 0)
		same()
		expectCounts(t, stream("eno", "two"), 1, 0, 0, 0)
		expect(t, dir, site{"big/file": "enotwo"})
	})
}

func TestCreatedButNotClosedRefusesTheCommit(t *testing.T) {
	dir := newDir(t)
	tx := begin(t, dir, nil, swapping)
	if _, err := tx.Create("half"); err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Commit(); err == nil || !strings.Contains(err.Error(), "half") {
		t.Errorf("commit says %v", err)
	}
	if _, err := os.Lstat(dir); err == nil {
		t.Error("something was published")
	}
}

func TestDeriveMakesOnlyWhatItsKeyOrDiskDemands(t *testing.T) {
	eachWay(t, func(t *testing.T, opts Options) {
		dir := newDir(t)
		derive := func(from string) (made bool) {
			tx := begin(t, dir, nil, opts)
			err := tx.Derive("x.br", from, func() ([]byte, error) { made = true; return []byte("made from " + from), nil })
			if err != nil {
				t.Fatal(err)
			}
			if _, err := tx.Commit(); err != nil {
				t.Fatal(err)
			}
			expect(t, dir, site{"x.br": "made from " + from})
			return made
		}
		for i, step := range []struct {
			from string
			want bool
		}{{"1", true}, {"1", false}, {"2", true}, {"2", false}, {"1", true}, {"", true}, {"", true}} {
			if got := derive(step.from); got != step.want {
				t.Errorf("step %d: made is %v, want %v", i, got, step.want)
			}
		}
		derive("1")
		write(t, dir, "x.br", "made FROM 1")
		if !derive("1") {
			t.Error("a file changed by hand was kept")
		}
	})
}

func TestDeriveKeyChangeAloneIsRecorded(t *testing.T) {
	dir := newDir(t)
	for _, from := range []string{"1", "2", "2"} {
		tx := begin(t, dir, nil, swapping)
		if err := tx.Derive("x", from, func() ([]byte, error) { return []byte("same"), nil }); err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		if m, err := readManifest(dir); err != nil || m["x"].From != from {
			t.Errorf("recorded %v, %v; want from %s", m["x"], err, from)
		}
	}
}

func TestDeriveErrorRefusesTheCommit(t *testing.T) {
	tx := begin(t, newDir(t), nil, swapping)
	broken := errors.New("broken picture")
	if err := tx.Derive("x", "1", func() ([]byte, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("derive says %v", err)
	}
	if _, err := tx.Commit(); !errors.Is(err, broken) {
		t.Errorf("commit says %v", err)
	}
}
