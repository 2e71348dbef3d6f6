package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"retake/chromium/chromiumtest"
)

// testEveryPage visits every page there is, once. None breaks its policy,
// loads anything from elsewhere or in vain, or scrolls sideways; and those of
// trees are all there, each the state that its address says.
func testEveryPage(t *testing.T, b *browser) {
	pages, states := b.sites.pages(t), readStates(t)
	for address := range states {
		if !slices.Contains(pages, address) {
			t.Errorf("%s is not published", address)
		}
	}
	b.each(t, pages, func(p *tab, address string) {
		p.open(address + stay)
		p.change("document.querySelectorAll('img').forEach((e) => e.loading = 'eager')")
		p.change("Promise.allSettled([...document.images].map((e) => e.decode()))")
		if found := p.Heard(); len(found) > 0 {
			p.T.Errorf("%s\n\t%s", address, strings.Join(found, "\n\t"))
		}
		if state, ok := states[address]; ok {
			p.is(state)
		}
		for _, width := range []int64{1280, 320} {
			p.Width(width)
			if found := chromiumtest.Ask[[]string](p, "page.sideways()"); len(found) > 0 {
				p.T.Errorf("%s at %d px: %s", address, width, strings.Join(found, "\n\t"))
			}
		}
	})
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
	heard := strings.Join(p.Heard(), "\n")
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
		loaded, weight := p.Fetched()
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

// testScreensLoadPhotosOfTheirSize holds what sizes= promises against what is
// laid out, and keeps phones with three pixels a point from loading more than
// anybody sees.
func testScreensLoadPhotosOfTheirSize(t *testing.T, b *browser) {
	for _, c := range []struct {
		width  int64   // in points
		pixels float64 // a point
		want   string
	}{
		{360, 2, "320"}, {360, 3, "400"}, {412, 2.625, "400"}, {430, 3, "400"}, {1280, 1, "400"}, {1280, 2, "656"},
	} {
		p := b.tab(t) // pictures that another size has loaded may be shown again
		chromiumtest.Send(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: c.width, Height: 800, DeviceScaleFactor: c.pixels, Mobile: c.width < 600})
		p.open("/reasons/blurry-photo/")
		loaded := chromiumtest.Ask[[]string](p, `Promise.all([...document.querySelectorAll('.examples img')].map((i) => {
			i.loading = 'eager';
			return i.decode().then(() => i.currentSrc.match(/-(\d+)\.[^/]*$/)[1]);
		}))`)
		if len(loaded) != 4 || slices.ContainsFunc(loaded, func(width string) bool { return width != c.want }) {
			t.Errorf("%d points of %v pixels load photos that are %v pixels wide, want four of %s", c.width, c.pixels, loaded, c.want)
		}
	}
}
