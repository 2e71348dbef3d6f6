package main

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a step in the browser may take; on a machine that is
// busy with other tests a page can take seconds.
const patience = time.Minute

// tab is one tab of the browser, and what the page in it has done.
type tab struct {
	t     *testing.T
	ctx   context.Context
	sites *sites

	mu         sync.Mutex // events come from another goroutine
	complaints []string   // requests elsewhere, failed requests, broken policies, errors
	loaded     []string   // addresses that were asked for
	bytes      float64    // that came over the wire, headers included, without pictures

	weighed map[network.RequestID]bool // what this page asked for; what the page before still loads is not its own
}

func (b *browser) tab(t *testing.T) *tab {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(b.ctx)
	t.Cleanup(closeTab)
	p := &tab{t: t, ctx: ctx, sites: b.sites, weighed: map[network.RequestID]bool{}}
	if err := chromedp.Do(ctx); err != nil { // without a time limit, which would be the tab's
		t.Fatalf("open a tab: %v", err)
	}
	if err := chromedp.Listen(ctx, p.note); err != nil {
		t.Fatalf("listen to a tab: %v", err)
	}
	command(p, network.Enable, network.EnableParams{})
	command(p, log.Enable, cdp.Empty{})
	command(p, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	command(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	return p
}

// command sends a command of the devtools protocol.
func command[P, R any](p *tab, c cdp.Command[P, R], params P) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	if _, err := chromedp.Call(ctx, c, params); err != nil {
		p.t.Fatalf("in the browser: %v", err)
	}
}

// note takes down what a page does that it should not, and what it loads.
func (p *tab) note(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.loaded = append(p.loaded, e.Request.URL)
		p.weighed[e.RequestID] = e.Type != network.ResourceTypeImage // those come when they are scrolled to
		if !strings.HasPrefix(e.Request.URL, p.sites.url+"/") {
			p.complain("asked for %s", e.Request.URL)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 && e.Type != network.ResourceTypeDocument {
			p.complain("got %d for %s", e.Response.Status, e.Response.URL)
		}
	case *network.EventLoadingFailed:
		p.complain("could not load a %s: %s%s", e.Type, e.ErrorText, e.BlockedReason)
	case *network.EventLoadingFinished:
		if p.weighed[e.RequestID] {
			p.bytes += e.EncodedDataLength
		}
	case *log.EventEntryAdded:
		if e.Entry.Source != log.EntrySourceNetwork { // those have been taken down
			p.complain("%s: %s", e.Entry.Source, e.Entry.Text)
		}
	case *runtime.EventExceptionThrown:
		p.complain("threw %s", e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		p.complain("wrote to the console: %s", e.Type)
	}
}

func (p *tab) complain(format string, args ...any) {
	p.complaints = append(p.complaints, fmt.Sprintf(format, args...))
}

// heard is everything that has been taken down since the page was opened.
func (p *tab) heard() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.complaints)
}

// fetched is what the page has loaded, and how many bytes that were.
func (p *tab) fetched() (addresses []string, bytes float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.loaded), p.bytes
}

// do takes steps in the page, each when the one before is done.
func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("in the browser: %v", err)
	}
}

// open goes to a page, waits until all of it is there, and takes down only
// what this page does.
func (p *tab) open(address string) {
	p.t.Helper()
	p.mu.Lock()
	p.complaints, p.loaded, p.bytes, p.weighed = nil, nil, 0, map[network.RequestID]bool{}
	p.mu.Unlock()
	p.do(chromedp.Navigate(p.sites.url + address))
}

// width gives the page a width in CSS pixels, as on a phone or a desk.
func (p *tab) width(pixels int64) {
	p.t.Helper()
	command(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: pixels, Height: 800, DeviceScaleFactor: 1})
}

// media sets what the page is shown on, "screen" or "print", and what its
// reader prefers: pairs of feature and value.
func (p *tab) media(medium string, pairs ...string) {
	p.t.Helper()
	params := emulation.SetEmulatedMediaParams{Media: medium}
	for i := 0; i+1 < len(pairs); i += 2 {
		params.Features = append(params.Features, &emulation.MediaFeature{Name: pairs[i], Value: pairs[i+1]})
	}
	command(p, emulation.SetEmulatedMedia, params)
}

//go:embed testdata/browser/page.js
var pageScript string

// ask evaluates an expression in the page, where the functions of
// testdata/browser/page.js are there, and waits when it is a promise.
func ask[T any](p *tab, expression string) T {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	answer, err := chromedp.Run(ctx, chromedp.Evaluate[T]("{"+pageScript+"\n"+expression+"}", chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("ask the page: %v", err)
	}
	return answer
}

// change runs a script for what it does to the page.
func (p *tab) change(script string) {
	p.t.Helper()
	ask[chromedp.Void](p, script)
}
