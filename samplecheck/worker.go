package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"

	"github.com/spf13/cobra"

	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
	"retake/samplecheck/vision"
	"retake/samplecheck/worker"
)

// workerName is the command under which the program measures for itself.
const workerName = "worker"

func newWorker(t *terminal) *cobra.Command {
	var faces bool
	c := &cobra.Command{
		Use: workerName, Hidden: true, Args: cobra.NoArgs,
		Short: "Measure photos for another samplecheck",
		RunE: func(*cobra.Command, []string) error {
			return worker.Serve(t.in, worker.Out(), func(name string, data []byte) worker.Answer { return take(name, data, faces) })
		},
	}
	c.Flags().BoolVar(&faces, facesFlag, false, "look for faces too")
	return c
}

// facesFlag tells a worker to look for faces.
const facesFlag = "faces"

// take measures one photo.
func take(name string, data []byte, faces bool) worker.Answer {
	p, err := vision.Open(name, data)
	if err == nil {
		if faces {
			vision.FindFaces(p)
		}
		return worker.Answer{Reading: measure.Take(p)}
	}
	return worker.Answer{Refusal: refusalOf(err)}
}

func refusalOf(err error) *photo.Refusal {
	var refusal *photo.Refusal
	if !errors.As(err, &refusal) {
		refusal = &photo.Refusal{Code: "unreadable", Reason: "This photo cannot be read: " + err.Error() + "."}
	}
	return refusal
}

// workerCommand starts this program again, under the name that it was called
// by. There are as many workers as cores, so each keeps to one; and a worker
// lives on a few pictures at a time, so it may collect garbage less often: that
// takes a tenth off its time.
func workerCommand(faces bool) (func() *exec.Cmd, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return func() *exec.Cmd {
		c := exec.Command(program)
		c.Args = []string{os.Args[0], workerName, fmt.Sprintf("--%s=%t", facesFlag, faces)}
		c.Env = append(os.Environ(), "OPENCV_FOR_THREADS_NUM=1", "GOMAXPROCS=1", "GOGC=400")
		return c
	}, nil
}
