package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"retake/generator/mistake"
	"retake/generator/output"
	"retake/generator/render"
)

// WriteOptions say how a site is written.
type WriteOptions struct {
	InPlace  bool
	Waiting  func()                // another build is writing; we wait
	Progress func(done, total int) // called after each file, from several goroutines; may be nil
}

// Write publishes a build. On an error the published site is as it was. What
// shows only when files are made, like a picture that breaks off, is found in
// all of them: then the error is a [mistake.List].
func Write(ctx context.Context, build *Build, options WriteOptions) (output.Report, error) {
	site := build.Config
	transaction, err := output.Open(ctx, site.Path(site.Output), output.Options{
		Waiting: options.Waiting, InPlace: options.InPlace,
		Sources: []string{site.File, site.Path(site.Content), site.Path(site.Templates)},
	})
	if err != nil {
		return output.Report{}, err
	}
	w := &writer{transaction: transaction, compress: site.Compress, options: options, outputs: build.Outputs}
	if err := w.all(ctx); err != nil {
		return output.Report{}, abort(transaction, err)
	}
	return transaction.Commit()
}

// abort keeps the error that came first.
func abort(t *output.Transaction, err error) error {
	if closing := t.Abort(); closing != nil {
		return fmt.Errorf("%w (and while cleaning up: %v)", err, closing)
	}
	return err
}

type writer struct {
	transaction *output.Transaction
	compress    bool
	options     WriteOptions
	outputs     []render.Output
	done        atomic.Int64
	mu          sync.Mutex
	wrong       mistake.List
}

// all writes every output, on all cores. The biggest ones come last in the
// list; each core takes the next that nobody has. A mistake in one keeps none
// of the others from being looked at.
func (w *writer) all(ctx context.Context) error {
	var taken atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() error {
			for i := taken.Add(1) - 1; i < int64(len(w.outputs)); i = taken.Add(1) - 1 {
				if err := ctx.Err(); err != nil {
					return err
				}
				err := w.one(w.outputs[i])
				if wrong := (mistake.List)(nil); errors.As(err, &wrong) {
					w.note(wrong)
				} else if err != nil {
					return fmt.Errorf("write %s: %w", w.outputs[i].Name, err)
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return w.wrong.Sorted().Err()
}

// note keeps mistakes, each once: a template's may be on every page.
func (w *writer) note(wrong mistake.List) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, m := range wrong {
		if !slices.Contains(w.wrong, m) {
			w.wrong = append(w.wrong, m)
		}
	}
}

// buffers are used again: a page has some kilobytes, and there are many.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// bufferKept is the largest buffer that is kept for the next page, in bytes.
const bufferKept = 1 << 20

func (w *writer) one(o render.Output) error {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	defer func() {
		if b.Cap() <= bufferKept {
			buffers.Put(b)
		}
	}()
	if o.Costly {
		err := w.transaction.Derive(o.Name, o.Key, func() ([]byte, error) {
			err := o.Write(b)
			return b.Bytes(), err
		})
		w.report()
		return err
	}
	if err := o.Write(b); err != nil {
		return err
	}
	if err := w.transaction.Put(o.Name, b.Bytes()); err != nil {
		return err
	}
	w.report()
	return w.twins(o.Name, b.Bytes())
}

func (w *writer) report() {
	if done := w.done.Add(1); w.options.Progress != nil {
		w.options.Progress(int(done), len(w.outputs))
	}
}

var textEndings = []string{".html", ".css", ".js", ".svg", ".xml", ".json", ".txt", ".md"}

func isText(name string) bool { return slices.Contains(textEndings, strings.ToLower(path.Ext(name))) }

// leastTwin is the size in bytes from which a file gets compressed twins:
// below it they save nothing that a network would notice.
const leastTwin = 256

func (w *writer) twins(name string, data []byte) error {
	if !w.compress || len(data) < leastTwin || !isText(name) {
		return nil
	}
	sum := sha256.Sum256(data)
	from := twinRecipe + hex.EncodeToString(sum[:16])
	for _, c := range compressions {
		if err := w.transaction.Derive(name+c.ending, from, func() ([]byte, error) { return c.compress(name, data) }); err != nil {
			return err
		}
	}
	return nil
}
