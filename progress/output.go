package progress

import (
	"io"
	"os"
	"sync"

	"golang.org/x/term"
)

// Output is where a command prints. It remembers why something could not be
// printed: a command must not end well when nobody gets what it says.
type Output struct {
	To io.Writer

	mu  sync.Mutex
	err error
}

func (o *Output) Write(p []byte) (int, error) {
	n, err := o.To.Write(p)
	if err != nil {
		o.mu.Lock()
		defer o.mu.Unlock()
		if o.err == nil {
			o.err = err
		}
	}
	return n, err
}

// Err is the first reason for which something could not be printed.
func (o *Output) Err() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.err
}

// Terminal is the terminal that w prints on, false when it is none.
func Terminal(w io.Writer) (*os.File, bool) {
	if o, ok := w.(*Output); ok {
		w = o.To
	}
	file, ok := w.(*os.File)
	return file, ok && term.IsTerminal(int(file.Fd()))
}
