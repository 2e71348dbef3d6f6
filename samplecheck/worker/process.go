package worker

import (
	"encoding/gob"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
)

// process is one life of a worker.
type process struct {
	command *exec.Cmd
	in      io.WriteCloser
	out     io.Closer
	answers *gob.Decoder
	said    *head // on standard output and error

	sending  sync.Mutex // held while a request is written
	requests *gob.Encoder

	mu      sync.Mutex
	waiting map[int]chan Answer // by the request's number; nil once there will be no more answers
	last    int                 // number that was given

	killed atomic.Bool
	ended  chan struct{} // closed when the process is gone
	end    end           // then
}

// end is how a process ended.
type end struct {
	alone bool   // there was one photo in it, and nobody else ended it
	said  string // in words
}

func start(command *exec.Cmd) (*process, error) {
	p := &process{command: command, said: &head{}, waiting: map[int]chan Answer{}, ended: make(chan struct{})}
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
	go p.receive()
	return p, nil
}

// ask sends a photo and waits for its answer, or for the process's end.
func (p *process) ask(sent Photo) (Answer, *end) {
	number, answer := p.expect()
	if answer != nil {
		p.sending.Lock()
		// When it cannot be written the process is gone, or about to be.
		if err := p.requests.Encode(request{number, sent}); err != nil {
			_ = p.command.Process.Kill()
		}
		p.sending.Unlock()
		if a, ok := <-answer; ok {
			return a, nil
		}
	}
	<-p.ended
	return Answer{}, &p.end
}

// expect gives a request its number, and a channel that brings the answer or
// is closed. There is none when the process has ended already.
func (p *process) expect() (number int, answer <-chan Answer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.waiting == nil {
		return 0, nil
	}
	if len(p.waiting) == 0 {
		p.said.reset()
	}
	p.last++
	c := make(chan Answer, 1)
	p.waiting[p.last] = c
	return p.last, c
}

// receive hands out answers until there are no more, and sees the process off.
func (p *process) receive() {
	for {
		var r response
		if err := p.answers.Decode(&r); err != nil {
			break
		}
		p.mu.Lock()
		p.waiting[r.Number] <- r.Answer
		delete(p.waiting, r.Number)
		p.mu.Unlock()
	}
	p.mu.Lock()
	left := p.waiting
	p.waiting = nil
	p.mu.Unlock()
	p.end = end{len(left) == 1 && !p.killed.Load(), p.wait()}
	close(p.ended)
	for _, c := range left {
		close(c)
	}
}

func (p *process) over() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.waiting == nil
}

func (p *process) kill() {
	p.killed.Store(true)
	_ = p.command.Process.Kill()
}

// grace is how long a process may take to end.
const grace = 2 * time.Second

// close ends a process that has nothing to do.
func (p *process) close() {
	p.in.Close()
	timer := time.AfterFunc(grace, p.kill)
	defer timer.Stop()
	<-p.ended
}

// wait makes sure that the process is gone, and says in words how it ended.
func (p *process) wait() string {
	p.in.Close()
	defer p.out.Close()
	timer := time.AfterFunc(grace, p.kill)
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
