//go:build unix

package label

import (
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// limit lets no file of this process grow beyond a size, as on a full disk.
func limit(t *testing.T, size int64) (lift func()) {
	t.Helper()
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	signal.Ignore(syscall.SIGXFSZ)
	now := before
	now.Cur = uint64(size)
	set := func(to syscall.Rlimit) {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &to); err != nil {
			t.Fatal(err)
		}
	}
	set(now)
	return func() {
		set(before)
		signal.Reset(syscall.SIGXFSZ)
	}
}

func TestAnAnswerThatDoesNotFitSpoilsNoOther(t *testing.T) {
	dir := photosDir(t)
	b, err := Open(dir, "ana")
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	first, second, third := Pair{"a.jpg", "dark"}, Pair{"b.jpg", "dark"}, Pair{"c.jpg", "dark"}
	if err := b.Say(first, Yes); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, "labels.ana.csv"))
	if err != nil {
		t.Fatal(err)
	}
	const cut = 4 // bytes of the row that still fit
	lift := limit(t, info.Size()+cut)
	err = b.Say(second, Yes)
	lift()
	if err == nil || !strings.Contains(err.Error(), "too large") {
		t.Fatalf("the disk is full, and the answer is: %v", err)
	}
	if err := b.Say(third, No); err != nil {
		t.Fatal(err)
	}
	books, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	for p, want := range map[Pair]Answer{first: Yes, second: Withdrawn, third: No} {
		if got, _ := books[0].Said(p); got != want {
			t.Errorf("of %s the answer is %q, want %q", p.Photo, got, want)
		}
	}
}
