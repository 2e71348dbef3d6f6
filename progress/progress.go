// Package progress shows how far a long command has come: a bar on a
// terminal, and nothing elsewhere.
package progress

import (
	"io"
	"sync"

	"github.com/cheggaaa/pb/v3"
)

// Bar shows how many things of how many are done. It draws nothing when it
// is not on a terminal, or when there are too few things to be worth it.
type Bar struct {
	mu    sync.Mutex
	bar   *pb.ProgressBar
	to    io.Writer // nil: draw nothing
	worth int
}

// New makes a bar. worth is the number of things from which the work takes
// long enough for one.
func New(w io.Writer, quiet bool, worth int) *Bar {
	if quiet || !OnTerminal(w) {
		return &Bar{}
	}
	return &Bar{to: w, worth: worth}
}

// OnTerminal tells whether a person sees at once what is written.
func OnTerminal(w io.Writer) bool {
	_, ok := Terminal(w)
	return ok
}

// Report moves the bar. It may be called from several goroutines.
func (b *Bar) Report(done, total int) {
	if b.to == nil || total < b.worth {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar == nil {
		b.bar = pb.New(total).SetWriter(b.to).Start()
	}
	b.bar.SetCurrent(int64(done))
}

// Close ends the bar, drawn or not.
func (b *Bar) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar != nil {
		b.bar.Finish()
		b.bar = nil
	}
}
