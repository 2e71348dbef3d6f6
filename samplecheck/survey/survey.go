// Package survey measures many photos: from the cache where it can, in a worker
// process where it must. Its answers are in the order of the photos, and the
// same however many are measured at the same time.
package survey

import (
	"context"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"

	"retake/samplecheck/cache"
	"retake/samplecheck/dataset"
	"retake/samplecheck/worker"
)

// File is a photo to be measured.
type File struct {
	Name   string   // what it is called in results
	Path   string   // where it is
	Wanted []string // the measures' names; none for who draws
}

// Photo is a photo that was measured, or refused.
type Photo struct {
	File
	Sum dataset.Sum // of its bytes; zero when they could not be read
	worker.Answer
}

// Survey says how photos are measured.
type Survey struct {
	Workers  int              // photos that are measured at the same time
	Command  func() *exec.Cmd // starts a worker
	Timeout  time.Duration    // for one photo
	Cache    cache.Cache
	Folder   string                // that the files are remembered by
	Progress func(done, total int) // may be nil
	Warn     func(error)           // told once when the cache cannot be written; may be nil
}

// Measure measures photos. Memory is bounded by the number of workers: each
// has one photo at a time. The error is for what ends the whole survey.
func (s Survey) Measure(ctx context.Context, files []File) ([]Photo, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	r := &round{Survey: s, folder: s.Cache.Folder(s.Folder), files: files, photos: make([]Photo, len(files))}
	w := &worker.Worker{Command: s.Command, Timeout: s.Timeout}
	defer w.Close()
	var wg sync.WaitGroup
	for range max(1, min(s.Workers, len(files))) {
		wg.Go(func() {
			if err := r.work(ctx, w); err != nil {
				stop(err)
			}
		})
	}
	wg.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	r.warn(r.folder.Save())
	return r.photos, nil
}

// round is one survey under way.
type round struct {
	Survey
	folder *cache.Folder
	files  []File
	photos []Photo
	next   atomic.Int64
	done   atomic.Int64
	warned sync.Once
}

// work measures one photo after the other until there is none left.
func (r *round) work(ctx context.Context, w *worker.Worker) error {
	for {
		i := int(r.next.Add(1)) - 1
		if i >= len(r.files) {
			return nil
		}
		var err error
		if r.photos[i], err = r.one(ctx, w, r.files[i]); err != nil {
			return err
		}
		if done := int(r.done.Add(1)); r.Progress != nil {
			r.Progress(done, len(r.files))
		}
	}
}

func (r *round) one(ctx context.Context, w *worker.Worker, f File) (Photo, error) {
	p := Photo{File: f}
	info, refusal := dataset.Stat(f.Path)
	if refusal != nil {
		p.Refusal = refusal
		return p, ctx.Err()
	}
	sum, known := r.folder.Sum(f.Name, info)
	if known {
		if a, ok := r.folder.Answer(f.Name, sum, f.Wanted); ok {
			p.Sum, p.Answer = sum, a
			return p, ctx.Err()
		}
	}
	data, sum, refusal := dataset.Load(f.Path)
	if refusal != nil {
		p.Refusal = refusal
		return p, ctx.Err()
	}
	p.Sum = sum
	r.folder.Hashed(f.Name, info, len(data), sum)
	if a, ok := r.folder.Answer(f.Name, sum, f.Wanted); ok {
		p.Answer = a
		return p, ctx.Err()
	}
	var err error
	if p.Answer, err = w.Measure(ctx, worker.Photo{Name: f.Name, Data: data, Wanted: f.Wanted}); err != nil {
		return p, err
	}
	r.warn(r.folder.Remember(f.Name, sum, p.Answer))
	return p, nil
}

// warn tells of the first thing that could not be remembered: that costs time
// and no more.
func (r *round) warn(err error) {
	if err != nil && r.Warn != nil {
		r.warned.Do(func() { r.Warn(err) })
	}
}
