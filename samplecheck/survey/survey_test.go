package survey

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"retake/samplecheck/cache"
	"retake/samplecheck/measure"
	"retake/samplecheck/worker"
)

// TestMain is the tests, or a worker: it counts bytes, writes down what it
// was asked, and crashes on photos that say so.
func TestMain(m *testing.M) {
	log := os.Getenv("WORKER_OF_THE_TEST")
	if log == "" {
		os.Exit(m.Run())
	}
	err := worker.Serve(os.Stdin, worker.Out(), func(p worker.Photo) worker.Answer {
		name, data := p.Name, p.Data
		if bytes.HasPrefix(data, []byte("crash")) {
			os.Exit(134)
		}
		f, err := os.OpenFile(log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			os.Exit(1)
		}
		fmt.Fprintln(f, name, len(data))
		f.Close()
		reading := measure.Reading{}
		for _, wanted := range p.Wanted {
			reading[wanted] = measure.Value{Number: float64(len(data))}
		}
		return worker.Answer{Reading: reading}
	})
	if err != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

// bytesWanted is what the worker of the test measures.
var bytesWanted = []string{"bytes"}

// job is a survey of 30 photos, and what its workers were asked.
type job struct {
	Survey
	files []File
	log   string
}

func newJob(t *testing.T) *job {
	t.Helper()
	j := &job{log: filepath.Join(t.TempDir(), "log")}
	dir := t.TempDir()
	for i := range 30 {
		name := fmt.Sprintf("%02d\xff.jpg", i)
		text := strings.Repeat("x", i+1)
		if i%10 == 3 {
			text = fmt.Sprint("crash", i)
		}
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		long := time.Now().Add(-time.Hour)
		if err := os.Chtimes(path, long, long); err != nil {
			t.Fatal(err)
		}
		j.files = append(j.files, File{name, path, bytesWanted})
	}
	j.files = append(j.files, File{"gone.jpg", filepath.Join(dir, "gone.jpg"), bytesWanted})
	j.Survey = Survey{Workers: 3, Timeout: time.Minute, Folder: dir, Command: func() *exec.Cmd {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), "WORKER_OF_THE_TEST="+j.log)
		return c
	}}
	return j
}

func (j *job) run(t *testing.T) []Photo {
	t.Helper()
	photos, err := j.Measure(t.Context(), j.files)
	if err != nil {
		t.Fatal(err)
	}
	return photos
}

// asked is how many photos workers have measured so far. One that was in a
// process that ended may have been measured twice.
func (j *job) asked(t *testing.T) int {
	t.Helper()
	src, err := os.ReadFile(j.log)
	if err != nil {
		t.Fatal(err)
	}
	different := map[string]bool{}
	for line := range strings.Lines(string(src)) {
		different[line] = true
	}
	return len(different)
}

func TestAnswersAreTheSameWithAnyNumberOfWorkers(t *testing.T) {
	j := newJob(t)
	want := j.run(t)
	for i, p := range want {
		switch {
		case i == 30:
			if p.Refusal == nil || p.Refusal.Code != "missing" {
				t.Errorf("a file that is not there: %+v", p)
			}
		case i%10 == 3:
			if p.Refusal == nil || p.Refusal.Code != "crash" {
				t.Errorf("%q: %+v", p.Name, p.Answer)
			}
		case p.Name != j.files[i].Name || p.Reading["bytes"].Number != float64(i+1):
			t.Errorf("%q: %+v", p.Name, p.Answer)
		}
	}
	for _, workers := range []int{1, 2, 100} {
		j.Workers = workers
		if got := j.run(t); !reflect.DeepEqual(got, want) {
			t.Errorf("%d workers answer differently", workers)
		}
	}
}

func TestAWarmCacheAsksNobody(t *testing.T) {
	j := newJob(t)
	var err error
	if j.Cache, err = cache.Open(t.TempDir(), "1", map[string]string{"bytes": "1"}); err != nil {
		t.Fatal(err)
	}
	cold := j.run(t)
	once := j.asked(t)
	if warm := j.run(t); !reflect.DeepEqual(warm, cold) {
		t.Error("a warm cache answers differently")
	}
	if again := j.asked(t); again != once || once != 27 {
		t.Errorf("%d photos were measured at first, %d after that", once, again-once)
	}
	if err := os.WriteFile(j.files[5].Path, []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := j.run(t)[5]; got.Reading["bytes"].Number != 7 {
		t.Errorf("a photo that changed is still %+v", got.Answer)
	}
	if again := j.asked(t); again != once+1 {
		t.Errorf("one photo changed, %d were measured", again-once)
	}
}

// TestEachPhotoIsMeasuredForWhatIsWantedOfIt: what was measured before and is
// wanted again with something else is completed.
func TestEachPhotoIsMeasuredForWhatIsWantedOfIt(t *testing.T) {
	j := newJob(t)
	var err error
	if j.Cache, err = cache.Open(t.TempDir(), "1", map[string]string{"bytes": "1", "more": "1"}); err != nil {
		t.Fatal(err)
	}
	j.run(t)
	j.files[1].Wanted = []string{"more"}
	j.files[2].Wanted = []string{"bytes", "more"}
	for i, p := range j.run(t)[:3] {
		got := slices.Sorted(maps.Keys(p.Reading))
		if want := j.files[i].Wanted; !slices.Equal(got, want) {
			t.Errorf("photo %d was measured for %q, not for %q", i, got, want)
		}
	}
}

func TestACacheThatCannotBeWrittenCostsOnlyTime(t *testing.T) {
	j := newJob(t)
	dir := t.TempDir()
	var err error
	if j.Cache, err = cache.Open(dir, "1", map[string]string{"bytes": "1"}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"answers", "folders"} { // files where folders should be
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	warnings := 0
	j.Warn = func(error) { warnings++ }
	if got := j.run(t)[0]; got.Refusal != nil {
		t.Errorf("got %+v", got)
	}
	if warnings != 1 {
		t.Errorf("it warns %d times", warnings)
	}
}

func TestProgressReachesTheEnd(t *testing.T) {
	j := newJob(t)
	reports := make(chan int, len(j.files))
	j.Progress = func(done, total int) { reports <- done }
	j.run(t)
	close(reports)
	last, n := 0, 0
	for done := range reports {
		last, n = max(last, done), n+1
	}
	if last != len(j.files) || n != len(j.files) {
		t.Errorf("%d reports, the last of %d", n, last)
	}
}

func TestStoppingStops(t *testing.T) {
	j := newJob(t)
	ctx, stop := context.WithCancel(t.Context())
	j.Progress = func(int, int) { stop() }
	if photos, err := j.Measure(ctx, j.files); err == nil {
		t.Errorf("a stopped survey has %d photos", len(photos))
	}
}

func TestNoWorkerNoSurvey(t *testing.T) {
	j := newJob(t)
	j.Command = func() *exec.Cmd { return exec.Command("./there-is-no-such-program") }
	if _, err := j.Measure(t.Context(), j.files); err == nil {
		t.Error("there is no error")
	}
}
