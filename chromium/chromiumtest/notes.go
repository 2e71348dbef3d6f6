package chromiumtest

import (
	"fmt"
	"net/http"
	"slices"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// notes is what a page has done since it was opened.
type notes struct {
	may func(address string) bool

	mu         sync.Mutex // events come from another goroutine
	complaints []string   // requests elsewhere, failed requests, broken policies, errors
	loaded     []string   // addresses that were asked for
	bytes      float64    // that came over the wire, headers included, without pictures

	empty   map[network.RequestID]bool // answered by 204, which Chromium calls aborted
	weighed map[network.RequestID]bool // what this page asked for; what the page before still loads is not its own
}

func newNotes(may func(address string) bool) notes {
	return notes{may: may, empty: map[network.RequestID]bool{}, weighed: map[network.RequestID]bool{}}
}

// note takes down what a page does that it should not, and what it loads.
func (n *notes) note(event any) {
	n.mu.Lock()
	defer n.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		n.loaded = append(n.loaded, e.Request.URL)
		n.weighed[e.RequestID] = e.Type != network.ResourceTypeImage // those come when they are scrolled to
		if !n.may(e.Request.URL) {
			n.complain("asked for %s", e.Request.URL)
		}
	case *network.EventResponseReceived:
		if e.Response.Status == http.StatusNoContent {
			n.empty[e.RequestID] = true
		}
		if e.Response.Status >= 400 && e.Type != network.ResourceTypeDocument {
			n.complain("got %d for %s", e.Response.Status, e.Response.URL)
		}
	case *network.EventLoadingFailed:
		if !n.empty[e.RequestID] {
			n.complain("could not load a %s: %s%s", e.Type, e.ErrorText, e.BlockedReason)
		}
	case *network.EventLoadingFinished:
		if n.weighed[e.RequestID] {
			n.bytes += e.EncodedDataLength
		}
	case *log.EventEntryAdded:
		if e.Entry.Source != log.EntrySourceNetwork { // those have been taken down
			n.complain("%s: %s", e.Entry.Source, e.Entry.Text)
		}
	case *runtime.EventExceptionThrown:
		n.complain("threw %s", e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		n.complain("wrote to the console: %s", e.Type)
	}
}

func (n *notes) complain(format string, args ...any) {
	n.complaints = append(n.complaints, fmt.Sprintf(format, args...))
}

func (n *notes) forget() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.complaints, n.loaded, n.bytes = nil, nil, 0
	clear(n.weighed)
}

// Heard is everything that has been taken down since the page was opened.
func (p *Tab) Heard() []string {
	p.took.mu.Lock()
	defer p.took.mu.Unlock()
	return slices.Clone(p.took.complaints)
}

// Fetched is what the page has loaded, and how many bytes that were
// without pictures.
func (p *Tab) Fetched() (addresses []string, bytes float64) {
	p.took.mu.Lock()
	defer p.took.mu.Unlock()
	return slices.Clone(p.took.loaded), p.took.bytes
}
