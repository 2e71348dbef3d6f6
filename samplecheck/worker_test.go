package main

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"golang.org/x/sync/errgroup"

	"retake/samplecheck/measure"
	"retake/samplecheck/worker"
)

// TestPhotosSideBySideGiveTheSameNumbers: a worker measures several at the
// same time, with all that they share.
func TestPhotosSideBySideGiveTheSameNumbers(t *testing.T) {
	files, err := filepath.Glob("../photos/synthetic/*.jpg")
	if err != nil || len(files) < 4 {
		t.Fatalf("there are %d drawn photos: %v", len(files), err)
	}
	everything := func(data []byte) worker.Answer {
		return take(worker.Photo{Name: "photo.jpg", Data: data, Wanted: measure.Names(measure.All())})
	}
	photos, alone := make([][]byte, 4), make([]worker.Answer, 4)
	for i := range photos {
		if photos[i], err = os.ReadFile(files[i*len(files)/len(photos)]); err != nil {
			t.Fatal(err)
		}
		alone[i] = everything(photos[i])
	}
	var group errgroup.Group
	for i := range 3 * len(photos) {
		group.Go(func() error {
			i %= len(photos)
			if got := everything(photos[i]); !reflect.DeepEqual(got, alone[i]) {
				return fmt.Errorf("photo %d gave %+v, alone %+v", i, got, alone[i])
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Error(err)
	}
}
