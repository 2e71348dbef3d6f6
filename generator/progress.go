package main

import (
	"io"
	"os"
	"sync"

	"github.com/cheggaaa/pb/v3"
	"golang.org/x/term"
)

// progress is a bar on a terminal, and nothing elsewhere.
type progress struct {
	once sync.Once
	bar  *pb.ProgressBar
	to   io.Writer
}

// worthABar is the number of files from which a build takes long enough.
const worthABar = 2000

func newProgress(w io.Writer, quiet bool) *progress {
	file, ok := w.(*os.File)
	if quiet || !ok || !term.IsTerminal(int(file.Fd())) {
		return &progress{}
	}
	return &progress{to: w}
}

func (p *progress) report(done, total int) {
	if p.to == nil || total < worthABar {
		return
	}
	p.once.Do(func() { p.bar = pb.New(total).SetWriter(p.to).Start() })
	p.bar.SetCurrent(int64(done))
}

func (p *progress) close() {
	if p.bar != nil {
		p.bar.Finish()
	}
}
