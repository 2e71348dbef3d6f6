package online

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// trouble is a server with every kind of failure, by path.
type trouble struct {
	*httptest.Server
	mu     sync.Mutex
	asked  map[string][]string // path → methods
	agents map[string]bool
	now    atomic.Int32
	most   atomic.Int32
}

func newTrouble(t *testing.T) *trouble {
	s := &trouble{asked: map[string][]string{}, agents: map[string]bool{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *trouble) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.most.Store(max(s.most.Load(), s.now.Add(1)))
	defer s.now.Add(-1)
	s.mu.Lock()
	s.asked[r.URL.Path] = append(s.asked[r.URL.Path], r.Method)
	s.agents[r.UserAgent()] = true
	times := len(s.asked[r.URL.Path])
	s.mu.Unlock()
	var status int
	switch name := strings.TrimPrefix(r.URL.Path, "/"); {
	case name == "reset" || name == "reset-once" && times == 1:
		panic(http.ErrAbortHandler)
	case name == "no-head" && r.Method == http.MethodHead, name == "rude-head" && r.Method == http.MethodHead:
		w.WriteHeader(map[string]int{"no-head": 405, "rude-head": 404}[name])
	case name == "busy-twice" && times <= 2:
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(http.StatusServiceUnavailable)
	case name == "busy-for-hours":
		w.Header().Set("Retry-After", "7200")
		w.WriteHeader(http.StatusTooManyRequests)
	case name == "slow":
		<-r.Context().Done()
	case name == "circle":
		http.Redirect(w, r, "/circle-back", http.StatusFound)
	case name == "circle-back":
		http.Redirect(w, r, "/circle", http.StatusFound)
	case strings.HasPrefix(name, "endless"):
		http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
	case name == "nowhere":
		w.WriteHeader(http.StatusMovedPermanently)
	case name == "to-mail":
		http.Redirect(w, r, "mailto:a@example.com", http.StatusMovedPermanently)
	case name == "moved":
		http.Redirect(w, r, "/moved-again", http.StatusMovedPermanently)
	case name == "moved-again":
		http.Redirect(w, r, "/200", http.StatusPermanentRedirect)
	case name == "for-now":
		http.Redirect(w, r, "/200", http.StatusFound)
	case name == "moved-to-nothing":
		http.Redirect(w, r, "/404", http.StatusMovedPermanently)
	default:
		if _, err := fmt.Sscan(name, &status); err == nil {
			w.WriteHeader(status)
		}
	}
}

// impatient gives up on what is slow, and knows no server called nowhere.
type impatient struct{}

func (impatient) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host == "nowhere.example" {
		return nil, &net.DNSError{Err: "no such host", IsNotFound: true}
	}
	if r.URL.Path == "/slow" {
		return nil, context.DeadlineExceeded
	}
	return http.DefaultTransport.RoundTrip(r)
}

// checker does not wait, and writes down how long it would have.
func checker(t *testing.T) (*Checker, *[]time.Duration) {
	var mu sync.Mutex
	var waited []time.Duration
	return &Checker{Transport: impatient{}, Cache: filepath.Join(t.TempDir(), "cache", "links.json"), Sleep: func(ctx context.Context, d time.Duration) error {
		mu.Lock()
		defer mu.Unlock()
		waited = append(waited, d)
		return ctx.Err()
	}}, &waited
}

func TestEveryKindOfFailure(t *testing.T) {
	server := newTrouble(t)
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	defer secure.Close()
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	for address, want := range map[string]string{
		"/200": "alive 200 OK", "/204": "alive 204 No Content", "/no-head": "alive 200 OK", "/rude-head": "alive 200 OK",
		"/busy-twice": "alive 200 OK", "/reset-once": "alive 200 OK", "/for-now": "alive 200 OK",
		"/moved": "moved 200 OK", "/moved-to-nothing": "dead 404 Not Found",
		"/404": "dead 404 Not Found", "/410": "dead 410 Gone",
		"/401": "unsure 401 Unauthorized", "/403": "unsure 403 Forbidden", "/500": "unsure 500 Internal Server Error", "/503": "unsure 503 Service Unavailable",
		"/busy-for-hours": "unsure 429 Too Many Requests", "/slow": "unsure no answer within 20 seconds", "/reset": "unsure EOF",
		"/circle": "dead it leads round in circles", "/endless": "dead it leads on more than 10 times",
		"/nowhere": "dead 301 Moved Permanently to no address", "/to-mail": "dead 301 Moved Permanently to no address",
		secure.URL + "/": "dead its certificate is not valid, so browsers warn of it", "https://nowhere.example/": "dead there is no server of this name",
		closed.URL + "/": "unsure dial tcp",
	} {
		t.Run(strings.Trim(strings.TrimPrefix(address, "http"), ":/"), func(t *testing.T) {
			c, _ := checker(t)
			full := address
			if strings.HasPrefix(address, "/") {
				full = server.URL + address
			}
			answers, err := c.Check(t.Context(), []string{full})
			if err != nil {
				t.Fatal(err)
			}
			if got := string(answers[full].State) + " " + answers[full].Text; !strings.HasPrefix(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// TestServersAreTreatedWell makes sure of what is promised to them.
func TestServersAreTreatedWell(t *testing.T) {
	server := newTrouble(t)
	c, waited := checker(t)
	addresses := []string{server.URL + "/busy-twice"}
	for i := range 20 {
		addresses = append(addresses, fmt.Sprintf("%s/page-%d", server.URL, i), fmt.Sprintf("%s/page-%d", server.URL, i))
	}
	if _, err := c.Check(t.Context(), addresses); err != nil {
		t.Fatal(err)
	}
	if n := server.most.Load(); n != 1 {
		t.Errorf("%d requests at a time", n)
	}
	for path, methods := range server.asked {
		if got := strings.Join(methods, " "); path != "/busy-twice" && got != "HEAD" {
			t.Errorf("%s was asked for with %s", path, got)
		}
	}
	if len(server.agents) != 1 || !server.agents[agent] {
		t.Errorf("it calls itself %v", server.agents)
	}
	pauses, waits := 0, []time.Duration{}
	for _, d := range *waited {
		if d == pause {
			pauses++
		} else {
			waits = append(waits, d)
		}
	}
	if pauses != 22 || fmt.Sprint(waits) != "[7s 7s]" {
		t.Errorf("%d pauses, and waits of %v", pauses, waits)
	}
}

// TestWhatWasAliveIsNotAskedForAgain, for a week; what was not is.
func TestWhatWasAliveIsNotAskedForAgain(t *testing.T) {
	server := newTrouble(t)
	c, _ := checker(t)
	addresses := []string{server.URL + "/200", server.URL + "/404"}
	day := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	for _, want := range []struct{ days, alive, dead int }{{0, 1, 2}, {6, 1, 4}, {8, 2, 6}} {
		c.now = func() time.Time { return day.AddDate(0, 0, want.days) }
		answers, err := c.Check(t.Context(), addresses)
		if err != nil {
			t.Fatal(err)
		}
		if answers[addresses[0]].State != Alive || answers[addresses[1]].State != Dead {
			t.Errorf("got %v", answers)
		}
		if got := len(server.asked["/200"]); got != want.alive {
			t.Errorf("after %d days the living one was asked for %d times, want %d", want.days, got, want.alive)
		}
		if got := len(server.asked["/404"]); got != want.dead { // HEAD, then GET
			t.Errorf("after %d days the dead one was asked for %d times, want %d", want.days, got, want.dead)
		}
	}
}

func TestACacheThatIsNoneIsWrittenAnew(t *testing.T) {
	server := newTrouble(t)
	for _, found := range []string{"", "null", "[]", "{\"a\":"} {
		c, _ := checker(t)
		if err := errors.Join(os.MkdirAll(filepath.Dir(c.Cache), 0o755), os.WriteFile(c.Cache, []byte(found), 0o644)); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Check(t.Context(), []string{server.URL + "/200"}); err != nil {
			t.Errorf("%q: %v", found, err)
		}
		if kept, err := os.ReadFile(c.Cache); err != nil || !strings.Contains(string(kept), "/200") {
			t.Errorf("%q: it keeps %s, %v", found, kept, err)
		}
	}
}

func TestAsksNoMoreWhenItIsStopped(t *testing.T) {
	server := newTrouble(t)
	c, _ := checker(t)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := c.Check(ctx, []string{server.URL + "/200"}); err == nil {
		t.Error("it went on")
	}
}
