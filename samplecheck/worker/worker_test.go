package worker

import (
	"context"
	"errors"
	"math"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"
	"time"

	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
)

// TestMain is the tests, or a worker that does what the photo's name says.
func TestMain(m *testing.M) {
	if os.Getenv("WORKER_OF_THE_TEST") == "" {
		os.Exit(m.Run())
	}
	err := Serve(os.Stdin, Out(), func(name string, data []byte) Answer {
		switch name {
		case "crash":
			os.Stderr.WriteString("\nterminate called after throwing\x1b\nsecond line\n")
			os.Exit(134)
		case "panic":
			panic("index out of range")
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
	a, err := w.Measure(t.Context(), name, []byte("bytes"))
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
	if _, err := w.Measure(ctx, "hang", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := w.Measure(ctx, "after", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestAWorkerThatCannotStartIsAnError(t *testing.T) {
	w := &Worker{Timeout: time.Minute, Command: func() *exec.Cmd { return exec.Command("./there-is-no-such-program") }}
	if _, err := w.Measure(t.Context(), "a", nil); err == nil {
		t.Error("there is no error")
	}
}
