//go:build !windows

package output

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// publisher makes the test binary publish, edition after edition, until it is
// killed: RETAKE_TEST_PUBLISH is "swap" or "in place", and the directory is
// its only argument.
const publisher = "RETAKE_TEST_PUBLISH"

func TestMain(m *testing.M) {
	if way := os.Getenv(publisher); way != "" {
		err := publishForever(os.Args[1], Options{InPlace: way == "in place"})
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func publishForever(dir string, opts Options) error {
	for n := edition(dir) + 1; ; n++ {
		tx, err := Open(context.Background(), dir, opts)
		if err != nil {
			return err
		}
		for name, data := range editionSite(n) {
			if err := tx.Put(name, []byte(data)); err != nil {
				return err
			}
		}
		report, err := tx.Commit()
		if err != nil {
			return err
		}
		if report.InPlace != opts.InPlace || len(report.Warnings) > 0 {
			return fmt.Errorf("edition %d: %+v", n, report)
		}
		fmt.Println(n)
	}
}

// editionSite differs from the one before it in every way: pages change, stay,
// come, go, and turn into folders.
func editionSite(n int) site {
	s := site{"edition": strconv.Itoa(n), "shared/style.css": "body {}"}
	for i := range 12 {
		s[fmt.Sprintf("reasons/%d/index.html", i)] = fmt.Sprintf("reason %d of edition %d", i, n-n%(i+1))
		s[fmt.Sprintf("only/in-%d/page-%d", n%3, i)] = strconv.Itoa(n)
	}
	if n%2 == 0 {
		s["turns"] = "file"
	} else {
		s["turns/into/folder"] = "file"
	}
	return s
}

// edition is the number that the directory shows, 0 without a site.
func edition(dir string) int {
	data, _ := os.ReadFile(filepath.Join(dir, "edition"))
	n, _ := strconv.Atoi(string(data))
	return n
}

func startPublisher(t *testing.T, dir, way string) (*exec.Cmd, *bufio.Reader) {
	t.Helper()
	cmd := exec.Command(os.Args[0], dir)
	cmd.Env = append(os.Environ(), publisher+"="+way)
	var says strings.Builder
	cmd.Stderr = &says
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if says.Len() > 0 {
			t.Errorf("publisher: %s", says.String())
		}
	})
	return cmd, bufio.NewReader(out)
}

// kills is how often each way is killed.
func kills() int {
	if testing.Short() {
		return 10
	}
	return 40
}

func TestKilledAtAnyMomentLeavesAWholeSite(t *testing.T) {
	for _, way := range []string{"swap", "in place"} {
		t.Run(way, func(t *testing.T) {
			dir := newDir(t)
			random := rand.New(rand.NewPCG(1, 2))
			write(t, dir, "foreign/file", "f")
			halves := 0
			for i := range kills() {
				journalled := way == "in place" && i%2 == 0
				killPublisher(t, dir, way, time.Duration(random.IntN(15_000))*time.Microsecond, journalled)
				if way == "swap" {
					wholeSite(t, dir)
				}
				left := map[string]string{"swap": siblingOf(dir), "in place": filepath.Join(dir, ownFolder, journalName)}
				if _, err := os.Lstat(left[way]); err == nil {
					halves++
				}
				reopen(t, dir)
				wholeSite(t, dir)
			}
			t.Logf("%d editions, %d stopped halfway", edition(dir), halves)
			if halves == 0 {
				t.Error("no build was stopped halfway")
			}
		})
	}
}

// killPublisher lets the publisher finish one edition, so that it is well
// under way, and kills it a while later, or as soon as a journal says that
// files are being renamed.
func killPublisher(t *testing.T, dir, way string, after time.Duration, journalled bool) {
	t.Helper()
	cmd, out := startPublisher(t, dir, way)
	if _, err := out.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	if journalled {
		for _, err := os.Lstat(filepath.Join(dir, ownFolder, journalName)); err != nil; {
			_, err = os.Lstat(filepath.Join(dir, ownFolder, journalName))
		}
		after /= 40
	}
	timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
	defer timer.Stop()
	if _, err := io.Copy(io.Discard, out); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.Exited() {
		t.Fatalf("the publisher was not killed: %v", err)
	}
}

// wholeSite checks that the directory is one edition, exactly.
func wholeSite(t *testing.T, dir string) {
	t.Helper()
	want := editionSite(edition(dir))
	want["foreign/file"] = "f"
	expect(t, dir, want)
	if t.Failed() {
		t.FailNow()
	}
}

// TestReadersNeverSeeHalfASite reads while editions are swapped. A reader that
// asks for one file after another may see a newer edition in the second, but
// never an older one, nor none.
func TestReadersNeverSeeHalfASite(t *testing.T) {
	dir := newDir(t)
	cmd, out := startPublisher(t, dir, "swap")
	defer cmd.Wait()
	defer cmd.Process.Kill()
	if _, err := out.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	go io.Copy(io.Discard, out)
	first := edition(dir)
	for last := first; last < first+20; {
		page, err := os.ReadFile(filepath.Join(dir, "reasons/0/index.html"))
		if err != nil {
			t.Fatal(err)
		}
		_, number, _ := strings.Cut(string(page), "of edition ")
		n, err := strconv.Atoi(number)
		if err != nil || n < last {
			t.Fatalf("the page says %q after edition %d", page, last)
		}
		if last = edition(dir); last < n {
			t.Fatalf("edition %d after a page of %d", last, n)
		}
	}
}

// TestAnyHistoryEndsAsTheModelSays publishes random sites among random foreign
// files, in either way, and compares with a map.
func TestAnyHistoryEndsAsTheModelSays(t *testing.T) {
	for seed := range uint64(6) {
		random := rand.New(rand.NewPCG(seed, 7))
		dir := newDir(t)
		model, foreign := site{}, site{}
		for step := range 20 {
			if random.IntN(3) == 0 {
				name := fmt.Sprintf("%s/own-%d", randomFolder(random), random.IntN(3))
				foreign[name] = strconv.Itoa(step)
				write(t, dir, name, foreign[name])
			}
			model = randomSite(random)
			want := maps.Clone(model)
			maps.Copy(want, foreign)
			before, err := contents(dir)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
			report := publish(t, dir, model, Options{InPlace: random.IntN(2) == 0})
			expect(t, dir, want)
			same := 0
			for name, data := range model {
				if old, ok := before[name]; ok && old == data {
					same++
				}
			}
			expectCounts(t, report, len(model)-same, same, gone(before, want), len(foreign))
			if t.Failed() {
				t.Fatalf("seed %d, step %d", seed, step)
			}
		}
	}
}

func randomFolder(random *rand.Rand) string {
	return []string{"a", "a/b", "c/d/e", "f"}[random.IntN(4)]
}

func randomSite(random *rand.Rand) site {
	s := site{}
	for range random.IntN(12) {
		s[fmt.Sprintf("%s/page-%d", randomFolder(random), random.IntN(4))] = strings.Repeat("x", random.IntN(3))
	}
	return s
}

func gone(before, after site) int {
	n := 0
	for name := range before {
		if _, ok := after[name]; !ok {
			n++
		}
	}
	return n
}
