package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os/exec"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"retake/samplecheck/dataset"
	"retake/samplecheck/overlay"
	"retake/samplecheck/vision"
)

// overlayName is the command under which the program draws for itself.
const overlayName = "overlay"

// newOverlay draws in a process of its own, for the same reason as workers
// measure in theirs.
func newOverlay(t *terminal) *cobra.Command {
	return &cobra.Command{
		Use: overlayName + " PHOTO", Hidden: true, Args: cobra.ExactArgs(1),
		Short: "Draw what was seen in a photo, for another samplecheck",
		RunE: func(_ *cobra.Command, args []string) error {
			data, _, refusal := dataset.Load(args[0])
			if refusal != nil {
				return refusal
			}
			p, err := vision.Open(args[0], data)
			if err != nil {
				return err
			}
			vision.FindFaces(p)
			return png.Encode(t.out, overlay.Draw(p))
		},
	}
}

// writeOverlay writes a picture of what was seen in a photo.
func writeOverlay(ctx context.Context, file, photo string, timeout time.Duration) error {
	start, err := workerCommand(false)
	if err != nil {
		return err
	}
	own := start()
	ctx, stop := context.WithTimeout(ctx, timeout)
	defer stop()
	var picture, said bytes.Buffer
	c := exec.CommandContext(ctx, own.Path)
	c.Args, c.Env = []string{own.Args[0], overlayName, "--", photo}, own.Env
	c.Stdout, c.Stderr = &picture, &said
	if err := c.Run(); err != nil {
		first, _, _ := strings.Cut(said.String(), "\n")
		return fmt.Errorf("draw the overlay: %w", errors.Join(err, errors.New(first)))
	}
	return writeFile(file, func(w io.Writer) error {
		_, err := w.Write(picture.Bytes())
		return err
	})
}
