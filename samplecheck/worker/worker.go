package worker

import (
	"context"
	"fmt"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"

	"retake/samplecheck/photo"
)

// Worker measures photos in a process, started when it is first needed and
// again after it ended. Photos that are asked for at the same time are measured
// in it side by side: as many as there are callers.
type Worker struct {
	Command func() *exec.Cmd // a process that calls [Serve] on its standard input and [Out]
	Timeout time.Duration    // for one photo

	together sync.RWMutex // held for writing by who must measure alone
	mu       sync.Mutex
	process  *process
}

// Measure measures one photo. The error is for a worker that cannot be
// started, and for a context that has ended; all else is in the answer. A
// process that ends with several photos in it does not say which of them it
// was: each is measured again, alone.
func (w *Worker) Measure(ctx context.Context, sent Photo) (Answer, error) {
	w.together.RLock()
	answer, end, err := w.try(ctx, sent)
	w.together.RUnlock()
	if end != nil && !end.alone {
		w.together.Lock()
		defer w.together.Unlock()
		answer, end, err = w.try(ctx, sent)
	}
	if end != nil {
		return refused("crash", "The process that measured this photo ended"+end.said+". Please report it, with the photo."), nil
	}
	return answer, err
}

// try measures a photo with what else is being measured. If the process ended,
// and not because of this photo's time, it says how.
func (w *Worker) try(ctx context.Context, sent Photo) (Answer, *end, error) {
	if err := ctx.Err(); err != nil {
		return Answer{}, nil, err
	}
	p, err := w.running()
	if err != nil {
		return Answer{}, nil, fmt.Errorf("start a worker: %w", err)
	}
	var late atomic.Bool
	timer := time.AfterFunc(w.Timeout, func() { late.Store(true); p.kill() })
	defer timer.Stop()
	stop := context.AfterFunc(ctx, p.kill)
	defer stop()
	answer, end := p.ask(sent)
	switch {
	case ctx.Err() != nil:
		return Answer{}, nil, ctx.Err()
	case end != nil && late.Load():
		return refused("timeout", fmt.Sprintf("Measuring this photo took longer than %s and was stopped.", w.Timeout)), nil, nil
	}
	return answer, end, nil
}

// running is a process that has not ended.
func (w *Worker) running() (*process, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.process == nil || w.process.over() {
		p, err := start(w.Command())
		if err != nil {
			return nil, err
		}
		w.process = p
	}
	return w.process, nil
}

// Close ends the process, if there is one. Nobody may be measuring.
func (w *Worker) Close() {
	if w.process != nil {
		w.process.close()
		w.process = nil
	}
}

// Deterministic tells whether a photo would be refused for the same reason
// again; a process may end for reasons that lie outside of the photo.
func Deterministic(r *photo.Refusal) bool { return r.Code != "timeout" && r.Code != "crash" }

func refused(code, reason string) Answer {
	return Answer{Refusal: &photo.Refusal{Code: code, Reason: reason}}
}
