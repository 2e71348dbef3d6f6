package main

import (
	"errors"
	"os"
	"os/exec"
	"slices"

	"github.com/spf13/cobra"

	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
	"retake/samplecheck/vision"
	"retake/samplecheck/worker"
)

// workerName is the command under which the program measures for itself.
const workerName = "worker"

func newWorker(t *terminal) *cobra.Command {
	return &cobra.Command{
		Use: workerName, Hidden: true, Args: cobra.NoArgs,
		Short: "Measure photos for another samplecheck",
		RunE:  func(*cobra.Command, []string) error { return worker.Serve(t.in, worker.Out(), take) },
	}
}

// take takes the measures of a photo that are wanted.
func take(sent worker.Photo) worker.Answer {
	wanted := slices.DeleteFunc(measure.All(), func(m measure.Measure) bool { return !slices.Contains(sent.Wanted, m.Name) })
	p, err := vision.Open(sent.Name, sent.Data, measure.Needs(wanted))
	if err != nil {
		return worker.Answer{Refusal: refusalOf(err)}
	}
	return worker.Answer{Reading: measure.Take(p, wanted)}
}

func refusalOf(err error) *photo.Refusal {
	var refusal *photo.Refusal
	if !errors.As(err, &refusal) {
		refusal = &photo.Refusal{Code: "unreadable", Reason: "This photo cannot be read: " + err.Error() + "."}
	}
	return refusal
}

// workerCommand starts this program again, under the name that it was called
// by. It is asked for more photos at the same time than there are cores, so
// OpenCV keeps to one for each; and it lives on a few pictures at a time, so it
// may collect garbage less often: that takes a tenth off its time.
func workerCommand() (func() *exec.Cmd, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return func() *exec.Cmd {
		c := exec.Command(program)
		c.Args = []string{os.Args[0], workerName}
		c.Env = append(os.Environ(), "OPENCV_FOR_THREADS_NUM=1", "GOGC=400")
		return c
	}, nil
}
