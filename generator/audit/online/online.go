// Package online asks other servers whether what a guide links to is still
// there. It is polite: one request to a host at a time, with a pause between
// two, a name to be known by, HEAD before GET, and patience with servers that
// are busy. It does not walk: only the addresses that it is given are asked
// for, each once, so it needs no robots.txt.
package online

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// State is what became of an address.
type State string

// The states.
const (
	Alive  State = "alive"
	Moved  State = "moved"  // it is there, at another address from now on
	Dead   State = "dead"   // it is not there, and will not be when it is asked again
	Unsure State = "unsure" // the server did not say: it is busy, or lets no programs in
)

// Answer is what is known of an address.
type Answer struct {
	State State
	Final string    // where redirects lead, with the scheme and the host
	Text  string    // what happened, for people: "404 Not Found"
	Asked time.Time // when it was asked
}

// agent is how the program is known to servers.
const agent = "Mozilla/5.0 (compatible; retake-audit/1; checks links of a help centre, asks each once)"

// Checker asks for addresses. The zero value asks without a cache.
type Checker struct {
	Cache     string            // file that keeps what was alive; empty for none
	Transport http.RoundTripper // nil for the usual one
	Progress  func(done, total int)
	Sleep     func(context.Context, time.Duration) error // nil waits as long as it is told

	now   func() time.Time
	mu    sync.Mutex
	hosts map[string]*host
}

// host is a server that is asked one thing at a time.
type host struct {
	mu    sync.Mutex
	asked bool
}

const (
	pause   = 500 * time.Millisecond // between two requests to a host
	wait    = 2 * time.Second        // before the second try; doubled before each further one
	longest = time.Minute            // that a server may ask to be waited for
	tries   = 3
	patient = 20 * time.Second // for one request
	atOnce  = 8                // hosts
	hops    = 10               // redirects that are followed, as many as patient browsers do
)

// Check asks for each address. Addresses of one host stand in line. The error
// is that of the context.
func (c *Checker) Check(ctx context.Context, addresses []string) (map[string]Answer, error) {
	c.now, c.Sleep = clock(c.now, time.Now), sleeper(c.Sleep)
	c.hosts = map[string]*host{}
	known := c.readCache()
	answers, todo := map[string]Answer{}, map[string][]string{}
	for _, address := range slices.Compact(slices.Sorted(slices.Values(addresses))) {
		if a, ok := known[address]; ok {
			answers[address] = a
		} else {
			todo[hostOf(address)] = append(todo[hostOf(address)], address)
		}
	}
	done, total := len(answers), len(answers)
	for _, of := range todo {
		total += len(of)
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for _, of := range todo {
		group.Go(func() error {
			for _, address := range of {
				a, err := c.ask(ctx, address)
				if err != nil {
					return err
				}
				c.mu.Lock()
				answers[address] = a
				done++
				if c.Progress != nil {
					c.Progress(done, total)
				}
				c.mu.Unlock()
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return answers, c.writeCache(known, answers)
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

func clock(given, usual func() time.Time) func() time.Time {
	if given != nil {
		return given
	}
	return usual
}

func sleeper(given func(context.Context, time.Duration) error) func(context.Context, time.Duration) error {
	if given != nil {
		return given
	}
	return func(ctx context.Context, d time.Duration) error {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(d):
			return nil
		}
	}
}

// request sends one request when it is the host's turn.
func (c *Checker) request(ctx context.Context, method, address string) (*http.Response, error) {
	c.mu.Lock()
	name := hostOf(address)
	if c.hosts[name] == nil {
		c.hosts[name] = &host{}
	}
	h := c.hosts[name]
	c.mu.Unlock()
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.asked {
		if err := c.Sleep(ctx, pause); err != nil {
			return nil, err
		}
	}
	h.asked = true
	ctx, stop := context.WithTimeout(ctx, patient)
	defer stop()
	r, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("User-Agent", agent)
	r.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	client := http.Client{Transport: cmp.Or(c.Transport, http.DefaultTransport), CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
	response, err := client.Do(r)
	if err == nil {
		_ = response.Body.Close() // what it says does not matter
	}
	return response, err
}
