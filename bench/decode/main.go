// Decode decodes every photo of a folder at full size with OpenCV, on all
// cores, and does nothing else: what samplecheck is measured against.
package main

import (
	"fmt"
	"os"
	"runtime"

	"golang.org/x/sync/errgroup"

	"retake/samplecheck/dataset"
	"retake/samplecheck/vision"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "decode:", err)
		os.Exit(1)
	}
}

func run(folder string) error {
	files, err := dataset.Find(folder)
	if err != nil {
		return err
	}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, file := range files {
		group.Go(func() error {
			data, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			return vision.DecodeWhole(data)
		})
	}
	return group.Wait()
}
