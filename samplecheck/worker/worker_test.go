package worker

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
)

// TestMain is the tests, or a worker that does what the photo's name says.
func TestMain(m *testing.M) {
	if os.Getenv("WORKER_OF_THE_TEST") == "" {
		os.Exit(m.Run())
	}
	var others sync.WaitGroup // that a photo waits for
	others.Add(together - 1)
	err := Serve(os.Stdin, Out(), func(p Photo) Answer {
		name, data := p.Name, p.Data
		switch name {
		case "crash":
			os.Stderr.WriteString("\nterminate called after throwing\x1b\nsecond line\n")
			os.Exit(134)
		case "panic":
			panic("index out of range")
		case "crash together":
			if !exists(string(data)) {
				others.Wait()
			}
			if os.WriteFile(string(data), nil, 0o600) == nil {
				os.Exit(134)
			}
		case "innocent":
			if !exists(string(data)) {
				others.Done()
				select {} // until the process ends
			}
		case "hang":
			time.Sleep(time.Hour)
		case "print":
			os.Stdout.WriteString("[INFO] a library prints to standard output")
		case "refused":
			return Answer{Refusal: &photo.Refusal{Code: "empty", Reason: "Empty."}}
		}
		return Answer{Reading: measure.Reading{
			name: {Number: float64(len(data))}, "pid": {Number: float64(os.Getpid())},
			"nan": {Number: math.NaN(), Degraded: true}, "infinite": {Number: math.Inf(-1)},
		}}
	})
	if err != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

func worker(t *testing.T, timeout time.Duration) *Worker {
	w := &Worker{Timeout: timeout, Command: func() *exec.Cmd {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), "WORKER_OF_THE_TEST=1")
		return c
	}}
	t.Cleanup(w.Close)
	return w
}

func ask(t *testing.T, w *Worker, name string) Answer {
	t.Helper()
	a, err := w.Measure(t.Context(), Photo{Name: name, Data: []byte("bytes")})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestOneProcessMeasuresManyPhotos(t *testing.T) {
	w := worker(t, time.Minute)
	first := ask(t, w, "a\xff\n.jpg")
	if first.Reading["a\xff\n.jpg"].Number != 5 {
		t.Errorf("got %+v", first)
	}
	if want := (measure.Value{Degraded: true, Absent: "the measure gave no finite number"}); first.Reading["nan"] != want || first.Reading["infinite"].Absent == "" {
		t.Errorf("what is no number is %+v and %+v", first.Reading["nan"], first.Reading["infinite"])
	}
	if again := ask(t, w, "print"); again.Reading["pid"] != first.Reading["pid"] {
		t.Error("the second photo was measured in another process")
	}
	if got := ask(t, w, "refused"); !reflect.DeepEqual(got.Refusal, &photo.Refusal{Code: "empty", Reason: "Empty."}) || !Deterministic(got.Refusal) {
		t.Errorf("got %+v", got)
	}
}

func TestAProcessThatEndsCostsOnePhoto(t *testing.T) {
	w := worker(t, time.Minute)
	for name, want := range map[string]string{
		"crash": "The process that measured this photo ended (exit status 134): terminate called after throwing. Please report it, with the photo.",
		"panic": "(exit status 2): panic: index out of range",
	} {
		before := ask(t, w, "before").Reading["pid"]
		got := ask(t, w, name)
		if got.Refusal == nil || got.Refusal.Code != "crash" || !strings.Contains(got.Refusal.Reason, want) || Deterministic(got.Refusal) {
			t.Errorf("%s: %+v", name, got.Refusal)
		}
		if after := ask(t, w, "after"); after.Refusal != nil || after.Reading["pid"] == before {
			t.Errorf("after %s: %+v", name, after)
		}
	}
}

// together is how many photos are in a process that one of them ends.
const together = 4

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

func TestAProcessThatEndsCostsNoneOfThePhotosBesides(t *testing.T) {
	w, mark := worker(t, time.Minute), filepath.Join(t.TempDir(), "mark")
	answers := make([]Answer, together)
	var group errgroup.Group
	for i := range answers {
		group.Go(func() (err error) {
			answers[i], err = w.Measure(t.Context(), Photo{Name: []string{"crash together", "innocent"}[min(i, 1)], Data: []byte(mark)})
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	if got := answers[0].Refusal; got == nil || got.Code != "crash" {
		t.Errorf("the photo that ended the process: %+v", got)
	}
	for _, a := range answers[1:] {
		if a.Refusal != nil || a.Reading["innocent"].Number != float64(len(mark)) {
			t.Errorf("another: %+v", a)
		}
	}
}

func TestPhotosAreMeasuredSideBySide(t *testing.T) {
	w := worker(t, time.Minute)
	var group errgroup.Group
	for i := range 200 {
		group.Go(func() error {
			name := strings.Repeat("n", 1+i%7)
			a, err := w.Measure(t.Context(), Photo{Name: name, Data: make([]byte, 1000*i)})
			if err == nil && a.Reading[name].Number != float64(1000*i) {
				return fmt.Errorf("photo %d got another's answer: %+v", i, a)
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Error(err)
	}
}

func TestAPhotoThatHangsIsGivenUp(t *testing.T) {
	w := worker(t, 300*time.Millisecond)
	if got := ask(t, w, "hang"); got.Refusal == nil || got.Refusal.Code != "timeout" || !strings.Contains(got.Refusal.Reason, "longer than 300ms") {
		t.Errorf("got %+v", got)
	}
	if got := ask(t, w, "after"); got.Refusal != nil {
		t.Errorf("after it: %+v", got)
	}
}

func TestAStoppedRunStopsItsWorkers(t *testing.T) {
	w := worker(t, time.Minute)
	ask(t, w, "before")
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	time.AfterFunc(50*time.Millisecond, stop)
	if _, err := w.Measure(ctx, Photo{Name: "hang"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := w.Measure(ctx, Photo{Name: "after"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestAWorkerThatCannotStartIsAnError(t *testing.T) {
	w := &Worker{Timeout: time.Minute, Command: func() *exec.Cmd { return exec.Command("./there-is-no-such-program") }}
	if _, err := w.Measure(t.Context(), Photo{Name: "a"}); err == nil {
		t.Error("there is no error")
	}
}
