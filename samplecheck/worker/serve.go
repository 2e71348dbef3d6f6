// Package worker measures photos in processes of their own. OpenCV ends the
// process that it fails in; so a photo that crashes or hangs it costs that
// photo and a process, never the run. What is measured is the caller's
// business: this package carries bytes there and answers back.
package worker

import (
	"encoding/gob"
	"errors"
	"io"
	"math"
	"os"

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

// request carries a photo. Names are bytes: gob does not mind what they are.
type request struct {
	Name string
	Data []byte
}

// Out is where a process writes its answers: the first file that it inherits
// after the standard ones, because libraries print to standard output.
func Out() *os.File { return os.NewFile(3, "answers") }

// Serve answers requests until the input ends, one after the other.
func Serve(in io.Reader, out io.Writer, take func(name string, data []byte) Answer) error {
	requests, answers := gob.NewDecoder(in), gob.NewEncoder(out)
	for {
		var r request
		if err := requests.Decode(&r); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		answer := take(r.Name, r.Data)
		finite(answer.Reading)
		if err := answers.Encode(answer); err != nil {
			return err
		}
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
