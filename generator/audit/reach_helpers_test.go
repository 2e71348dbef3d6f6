package audit

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"retake/generator/audit/axe"
	"retake/generator/audit/online"
)

// elsewhere is the rest of the web, on this machine: every host there is
// answers 200 to everything, but for the addresses of the lines, each with
// its status and with where it leads:
//
//	other.example/moved 301 https://other.example/new
func elsewhere(lines string) func(*testing.T, *Options) {
	type answer struct {
		status   int
		location string
	}
	answers := map[string]answer{}
	for line := range strings.Lines(lines) {
		var address string
		var a answer
		_, _ = fmt.Sscan(line, &address, &a.status, &a.location) // a line may have no location
		answers[address] = a
	}
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if a, ok := answers[r.Host+r.URL.Path]; ok {
			w.Header().Set("Location", a.location)
			w.WriteHeader(a.status)
		}
	})
	return func(t *testing.T, options *Options) {
		plain, secure := httptest.NewServer(handler), httptest.NewTLSServer(handler)
		t.Cleanup(plain.Close)
		t.Cleanup(secure.Close)
		transport := &http.Transport{
			TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, //nolint:gosec // the server's certificate is for another name
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				to := plain
				if strings.HasSuffix(address, ":443") {
					to = secure
				}
				return (&net.Dialer{}).DialContext(ctx, network, to.Listener.Addr().String())
			},
		}
		t.Cleanup(transport.CloseIdleConnections)
		atOnce := func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
		options.Online = (&online.Checker{Transport: transport, Sleep: atOnce}).Check
	}
}

// browsed looks at a few pages in a browser.
func browsed(wanted []string) func(*testing.T, *Options) {
	return func(t *testing.T, options *Options) {
		browser, err := axe.FindBrowser()
		script, scriptErr := axe.FindScript("", repository)
		if err != nil || scriptErr != nil {
			if os.Getenv("CI") == "true" || os.Getenv("RETAKE_BROWSER") == "required" {
				t.Fatal("this test needs a browser and axe-core: run setup/test-tools")
			}
			t.Skip("SKIPPED: this test needs a browser and axe-core, which are not here. Run make test to install them.")
		}
		options.Browse = func(ctx context.Context, site http.Handler, pages []string) ([]axe.Violation, error) {
			pages = slices.DeleteFunc(pages, func(page string) bool { return !slices.Contains(wanted, page) })
			return (&axe.Checker{Browser: browser, Script: script, Root: "/"}).Check(ctx, site, pages)
		}
	}
}
