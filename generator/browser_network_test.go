package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// testEveryPage visits every page there is, once. None breaks its policy,
// loads anything from elsewhere or in vain, or scrolls sideways.
func testEveryPage(t *testing.T, b *browser) {
	p := b.tab(t)
	for _, address := range b.sites.pages(t) {
		p.open(address + stay)
		p.change("document.querySelectorAll('img').forEach((e) => e.loading = 'eager')")
		p.change("Promise.allSettled([...document.images].map((e) => e.decode()))")
		if found := p.heard(); len(found) > 0 {
			t.Errorf("%s\n\t%s", address, strings.Join(found, "\n\t"))
		}
		for _, width := range []int64{320, 1280} {
			p.width(width)
			if found := ask[[]string](p, "page.sideways()"); len(found) > 0 {
				t.Errorf("%s at %d px: %s", address, width, strings.Join(found, "\n\t"))
			}
		}
	}
}

// rude is a page that does all that ours must not.
const rude = "/rude/"

func serveRudePage(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte(`<!doctype html><html lang="en"><head><title>Rude</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src http://127.0.0.1:*">
</head><body><p style="color: red">Red</p>
<img alt="missing" src="/nothing.png"><img alt="elsewhere" src="http://127.0.0.1:9/elsewhere.png">
<script>alert("no")</script></body></html>`))
}

// testComplaintsAreHeard shows that the tests of the other pages would hear
// of a fault.
func testComplaintsAreHeard(t *testing.T, b *browser) {
	p := b.tab(t)
	p.open(rude)
	p.change("Promise.allSettled([...document.images].map((e) => e.decode()))")
	heard := strings.Join(p.heard(), "\n")
	for _, want := range []string{"inline style", "inline script", "asked for http://127.0.0.1:9/elsewhere.png", "got 404 for", "could not load"} {
		if !strings.Contains(heard, want) {
			t.Errorf("of the rude page nobody heard %q, only\n%s", want, heard)
		}
	}
}

// heaviest is what a reason page may weigh over the wire, in bytes: half a
// second on the slow connections that phones have indoors (400 kbit/s).
const heaviest = 25 * 1024

func testReasonPagesAreLight(t *testing.T, b *browser) {
	p, measured := b.tab(t), 0
	for _, address := range b.sites.pages(t) {
		if !strings.HasPrefix(strings.TrimPrefix(address, "/es"), "/reasons/") {
			continue
		}
		p.open(address)
		loaded, weight := p.fetched()
		measured++
		switch {
		case weight > heaviest:
			t.Errorf("%s takes %.0f bytes, more than %d: %s", address, weight, heaviest, strings.Join(loaded, " "))
		case !slices.ContainsFunc(loaded, func(url string) bool { return strings.HasSuffix(url, ".css") }):
			t.Errorf("%s was weighed without its style sheet: %s", address, strings.Join(loaded, " "))
		}
		t.Logf("%s: %.0f bytes in %d files", address, weight, len(loaded))
	}
	if measured < 14 {
		t.Errorf("%d reason pages were weighed; the guide has 14 in two languages", measured)
	}
}
