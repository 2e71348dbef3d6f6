package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/jpeg"
	"image/png"
	"io"
	"os/exec"
	"time"

	"github.com/spf13/cobra"

	"retake/samplecheck/dataset"
	"retake/samplecheck/overlay"
	"retake/samplecheck/photo"
	"retake/samplecheck/survey"
	"retake/samplecheck/vision"
	"retake/samplecheck/worker"
)

// drawName is the command under which the program draws for itself, in a
// process of its own for the same reason as a worker measures in one.
const drawName = "draw"

// Sizes of the pictures in a report: the long side in pixels, and the quality
// of a JPEG, of 100.
const (
	thumbnailSide, thumbnailQuality = 144, 60
	seenSide, seenQuality           = 520, 62
)

// drawings are what can be drawn of a photo.
var drawings = map[string]func(name string, data []byte) ([]byte, error){
	"overlay":   drawOverlay,
	"thumbnail": drawThumbnail,
	"seen":      drawSeen,
}

// drawingVersion is raised when drawings change, which makes remembered ones
// stale.
const drawingVersion = 1

func newDraw(t *terminal) *cobra.Command {
	return &cobra.Command{
		Use: drawName + " WHAT", Hidden: true, Args: cobra.ExactArgs(1),
		Short: "Draw photos for another samplecheck",
		RunE: func(_ *cobra.Command, args []string) error {
			draw, ok := drawings[args[0]]
			if !ok {
				return fmt.Errorf("there is no drawing %q", args[0])
			}
			return worker.Serve(t.in, worker.Out(), func(p worker.Photo) worker.Answer {
				picture, err := draw(p.Name, p.Data)
				if err != nil {
					return worker.Answer{Refusal: refusalOf(err)}
				}
				return worker.Answer{Picture: picture}
			})
		},
	}
}

// drawOverlay is the whole frame with what was seen in it, without loss.
func drawOverlay(name string, data []byte) ([]byte, error) {
	p, err := vision.Open(name, data, photo.Everything)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = png.Encode(&b, overlay.Draw(p, p.Frame))
	return b.Bytes(), err
}

func drawThumbnail(name string, data []byte) ([]byte, error) {
	small, err := vision.Thumbnail(name, data, thumbnailSide)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = jpeg.Encode(&b, small.Image(), &jpeg.Options{Quality: thumbnailQuality})
	return b.Bytes(), err
}

// drawSeen is what was seen, drawn onto a small picture: lines stay sharp
// that would fade if they were shrunk.
func drawSeen(name string, data []byte) ([]byte, error) {
	p, err := vision.Open(name, data, photo.Everything)
	if err != nil {
		return nil, err
	}
	small, err := vision.Thumbnail(name, data, seenSide)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = jpeg.Encode(&b, overlay.Draw(p, small), &jpeg.Options{Quality: seenQuality})
	return b.Bytes(), err
}

func drawCommand(what string) (func() *exec.Cmd, error) {
	start, err := workerCommand()
	if err != nil {
		return nil, err
	}
	return func() *exec.Cmd {
		c := start()
		c.Args = []string{c.Args[0], drawName, what}
		return c
	}, nil
}

// draw draws photos of a folder as they are measured: from the cache, or in
// a worker process, with a progress bar.
func (s *surveyor) draw(ctx context.Context, what, folder string, files []survey.File) ([]survey.Photo, error) {
	command, err := drawCommand(what)
	if err != nil {
		return nil, err
	}
	painter := *s
	painter.Command = command
	painter.Cache = s.Cache.For(fmt.Sprint(what, " ", drawingVersion, " ", cacheVersions(), " ", measureVersions()), nil)
	return painter.measure(ctx, loose+what+" "+folder, files)
}

// writeOverlay writes a picture of what was seen in a photo.
func writeOverlay(ctx context.Context, file, name string, timeout time.Duration) error {
	command, err := drawCommand("overlay")
	if err != nil {
		return err
	}
	data, _, refusal := dataset.Load(name)
	if refusal != nil {
		return refusal
	}
	w := worker.Worker{Command: command, Timeout: timeout}
	defer w.Close()
	drawn, err := w.Measure(ctx, worker.Photo{Name: name, Data: data})
	if err == nil && drawn.Refusal != nil {
		err = errors.New(drawn.Refusal.Reason)
	}
	if err != nil {
		return fmt.Errorf("draw the overlay: %w", err)
	}
	return writeFile(file, func(w io.Writer) error {
		_, err := w.Write(drawn.Picture)
		return err
	})
}
