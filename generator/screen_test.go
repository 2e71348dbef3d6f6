package main

import (
	"bytes"
	"sync"
	"time"
)

// patience is how long a command may take to print what is waited for.
const patience = time.Minute

// screen is what a command has printed so far.
type screen struct {
	mu   sync.Mutex
	text bytes.Buffer
	more chan struct{} // closed when more is printed
}

func (o *screen) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.more != nil {
		close(o.more)
		o.more = nil
	}
	return o.text.Write(p)
}

func (o *screen) String() string {
	text, _ := o.now()
	return text
}

func (o *screen) now() (text string, more <-chan struct{}) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.more == nil {
		o.more = make(chan struct{})
	}
	return o.text.String(), o.more
}

// until waits until what is on the screen is what is waited for, and tells
// whether it ever is: it is not when the command has ended before.
func (o *screen) until(ended <-chan struct{}, shown func(text string) bool) bool {
	late := time.After(patience)
	for {
		text, more := o.now()
		if shown(text) {
			return true
		}
		select {
		case <-more:
		case <-ended:
			return shown(o.String())
		case <-late:
			return false
		}
	}
}
