// Package worker measures photos in a process of their own. OpenCV ends the
// process that it fails in; so a photo that crashes or hangs it costs that
// photo and a process, never the run. What is measured is the caller's
// business: this package carries bytes there and answers back.
package worker

import (
	"context"
	"encoding/gob"
	"errors"
	"io"
	"math"
	"os"
	"sync"

	"golang.org/x/sync/errgroup"

	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
)

// Answer is what became of one photo: a reading or a picture, or why there is
// none.
type Answer struct {
	Reading measure.Reading
	Picture []byte `json:",omitempty"` // a file, for those who draw
	Refusal *photo.Refusal
}

// Photo is what a process is sent. Names are bytes: gob does not mind what they
// are.
type Photo struct {
	Name   string
	Data   []byte
	Wanted []string // the measures' names; none for who draws
}

// request asks about a photo.
type request struct {
	Number int
	Photo  Photo
}

// response is the answer to the request of a number.
type response struct {
	Number int
	Answer Answer
}

// Out is where a process writes its answers: the first file that it inherits
// after the standard ones, because libraries print to standard output.
func Out() *os.File { return os.NewFile(3, "answers") }

// Serve answers requests until the input ends, all that are under way side by
// side: how many those are is for whoever asks to say.
func Serve(in io.Reader, out io.Writer, take func(Photo) Answer) error {
	requests, answers := gob.NewDecoder(in), gob.NewEncoder(out)
	var sending sync.Mutex
	group, ctx := errgroup.WithContext(context.Background())
	for {
		var r request
		if err := requests.Decode(&r); ctx.Err() != nil || errors.Is(err, io.EOF) {
			return group.Wait()
		} else if err != nil {
			return err
		}
		group.Go(func() error {
			answer := take(r.Photo)
			finite(answer.Reading)
			sending.Lock()
			defer sending.Unlock()
			return answers.Encode(response{r.Number, answer})
		})
	}
}

// finite makes sure that a number is one: nothing can be said of the others.
func finite(reading measure.Reading) {
	for name, v := range reading {
		if math.IsNaN(v.Number) || math.IsInf(v.Number, 0) {
			reading[name] = measure.Value{Degraded: v.Degraded, Absent: "the measure gave no finite number"}
		}
	}
}
