package worker

import (
	"context"
	"encoding/gob"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"

	"retake/samplecheck/photo"
)

// Worker is a process that measures, started when it is first needed and
// again after it ended. It is for one goroutine.
type Worker struct {
	Command func() *exec.Cmd // a process that calls [Serve] on its standard input and [Out]
	Timeout time.Duration    // for one photo

	process *process
}

// process is one life of a worker.
type process struct {
	command  *exec.Cmd
	in       io.WriteCloser
	out      io.Closer
	requests *gob.Encoder
	answers  *gob.Decoder
	said     *head // on standard output and error
}

// Measure measures one photo. The error is for a worker that cannot be
// started, and for a context that has ended; all else is in the answer.
func (w *Worker) Measure(ctx context.Context, name string, data []byte) (Answer, error) {
	if err := ctx.Err(); err != nil {
		return Answer{}, err
	}
	if w.process == nil {
		p, err := start(w.Command())
		if err != nil {
			return Answer{}, fmt.Errorf("start a worker: %w", err)
		}
		w.process = p
	}
	var late atomic.Bool
	kill := w.process.command.Process.Kill
	timer := time.AfterFunc(w.Timeout, func() { late.Store(true); _ = kill() })
	stop := context.AfterFunc(ctx, func() { _ = kill() })
	answer, err := w.process.ask(request{name, data})
	inTime := timer.Stop()
	stop()
	if err == nil && inTime {
		return answer, ctx.Err()
	}
	said := w.process.end()
	w.process = nil
	switch {
	case ctx.Err() != nil:
		return Answer{}, ctx.Err()
	case err == nil:
		return answer, nil // it came at the last moment
	case late.Load():
		return refused("timeout", fmt.Sprintf("Measuring this photo took longer than %s and was stopped.", w.Timeout)), nil
	}
	return refused("crash", "The process that measured this photo ended"+said+". Please report it, with the photo."), nil
}

// Close ends the process, if there is one.
func (w *Worker) Close() {
	if w.process != nil {
		w.process.end()
		w.process = nil
	}
}

// Deterministic tells whether a photo would be refused for the same reason
// again; a process may end for reasons that lie outside of the photo.
func Deterministic(r *photo.Refusal) bool { return r.Code != "timeout" && r.Code != "crash" }

func refused(code, reason string) Answer {
	return Answer{Refusal: &photo.Refusal{Code: code, Reason: reason}}
}

func start(command *exec.Cmd) (*process, error) {
	p := &process{command: command, said: &head{}}
	command.Stdout, command.Stderr = p.said, p.said
	in, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, theirs, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer theirs.Close() // the process has its own
	command.ExtraFiles = []*os.File{theirs}
	p.in, p.out, p.requests, p.answers = in, out, gob.NewEncoder(in), gob.NewDecoder(out)
	if err := command.Start(); err != nil {
		out.Close()
		return nil, err
	}
	return p, nil
}

func (p *process) ask(r request) (Answer, error) {
	p.said.reset()
	var a Answer
	if err := p.requests.Encode(r); err != nil {
		return a, err
	}
	err := p.answers.Decode(&a)
	return a, err
}

// end makes sure that the process is gone, and says in words how it ended.
func (p *process) end() string {
	p.in.Close()
	defer p.out.Close()
	const grace = 2 * time.Second
	timer := time.AfterFunc(grace, func() { _ = p.command.Process.Kill() })
	err := p.command.Wait()
	timer.Stop()
	said := ""
	if err != nil {
		said = " (" + err.Error() + ")"
	}
	if line := p.said.line(); line != "" {
		said += ": " + strings.TrimRight(line, ".")
	}
	return said
}

// head keeps the beginning of what a process says: that is where the cause
// stands, before the traces.
type head struct {
	mu   sync.Mutex
	text []byte
}

const headSize = 4096

func (h *head) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.text = append(h.text, p[:min(len(p), headSize-len(h.text))]...)
	return len(p), nil
}

func (h *head) reset() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.text = h.text[:0]
}

// line is the first line that says something.
func (h *head) line() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	for line := range strings.Lines(string(h.text)) {
		line = strings.TrimSpace(strings.Map(func(r rune) rune {
			if unicode.IsControl(r) || r == unicode.ReplacementChar {
				return ' '
			}
			return r
		}, line))
		if line != "" {
			return line
		}
	}
	return ""
}
