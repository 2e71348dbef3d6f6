// Package chromiumtest drives pages in the system's Chromium for tests. A
// [Tab] fails its test when a step does not come to its end, and takes down
// what the page does that it should not.
package chromiumtest

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"retake/chromium"
)

// patience is how long a step in the browser may take; on a machine that is
// busy with other tests a page can take seconds.
const patience = 5 * time.Minute

// Need skips a test whose tool is missing, but fails it where make test has
// installed the tools, and in continuous integration.
func Need(t testing.TB, what string, there bool) {
	t.Helper()
	switch {
	case there:
	case os.Getenv("CI") == "true" || os.Getenv("RETAKE_BROWSER") == "required":
		t.Fatalf("this test needs %s: run setup/test-tools", what)
	default:
		t.Skipf("SKIPPED: this test needs %s, which is not here. Run make test to install it.", what)
	}
}

// Start starts a browser that ends with the test.
func Start(t testing.TB) context.Context {
	t.Helper()
	Need(t, "a browser", chromium.Find() != "")
	browser, stop, err := chromium.Start(context.Background(), chromium.Find())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return browser
}

// Tab is one tab of a browser.
type Tab struct {
	T       testing.TB
	Prelude string // a script whose functions the expressions of [Ask] and Until use

	ctx  context.Context
	took notes
}

// Page is a Tab, or something that has one embedded.
type Page interface{ tab() *Tab }

func (p *Tab) tab() *Tab { return p }

// Open opens a tab. What the page may ask for is said by may.
func Open(t testing.TB, browser context.Context, may func(address string) bool) *Tab {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(browser)
	t.Cleanup(closeTab)
	p := &Tab{T: t, ctx: ctx, took: newNotes(may)}
	if err := chromedp.Do(ctx); err != nil { // without a time limit, which would be the tab's
		t.Fatalf("open a tab: %v", err)
	}
	if err := chromedp.Listen(ctx, p.took.note); err != nil {
		t.Fatalf("listen to a tab: %v", err)
	}
	Send(p, network.Enable, network.EnableParams{})
	Send(p, log.Enable, cdp.Empty{})
	Send(p, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	Send(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	return p
}

// Send sends a command of the devtools protocol.
func Send[P, R any](page Page, c cdp.Command[P, R], params P) R {
	p := page.tab()
	p.T.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	answer, err := chromedp.Call(ctx, c, params)
	if err != nil {
		p.T.Fatalf("in the browser: %v", err)
	}
	return answer
}

// Ask evaluates an expression in the page, and waits when it is a promise.
func Ask[T any](page Page, expression string) T {
	p := page.tab()
	p.T.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	answer, err := evaluate[T](ctx, p, expression)
	if err != nil {
		p.T.Fatalf("ask the page: %v", err)
	}
	return answer
}

func evaluate[T any](ctx context.Context, p *Tab, expression string) (T, error) {
	if p.Prelude != "" {
		expression = "{" + p.Prelude + "\n" + expression + "}"
	}
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// Until waits until something is so in the page, which may be loaded anew
// meanwhile. What throws is not yet so.
func (p *Tab) Until(condition string) {
	p.T.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	look := `new Promise((done) => {
		(function look() {
			try {
				if (` + condition + `) return done(true);
			} catch {}
			requestAnimationFrame(look);
		})();
	})`
	for ctx.Err() == nil {
		so, err := evaluate[bool](ctx, p, look)
		if so {
			return
		}
		if wrong := (*chromedp.ExceptionError)(nil); errors.As(err, &wrong) {
			p.T.Fatalf("ask the page: %v", err)
		}
		// Any other error: the page has gone, and the next one is asked.
	}
	p.T.Fatalf("it is never so that %s; the page says:\n%s", condition, Ask[string](p, "document.body.innerText.slice(0, 400)"))
}

// Do takes steps in the page, each when the one before is done.
func (p *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	p.T.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.T.Fatalf("in the browser: %v", err)
	}
}

// Go goes to a page, waits until all of it is there, and takes down only what
// this page does.
func (p *Tab) Go(address string) {
	p.T.Helper()
	p.took.forget()
	p.Do(chromedp.Navigate(address))
}

// Leave takes a step that leads to another page, and waits until that is there.
func (p *Tab) Leave(step chromedp.Action[chromedp.Void]) {
	p.T.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	if _, err := chromedp.RunResponse(ctx, step); err != nil {
		p.T.Fatalf("leave the page: %v", err)
	}
}

// Width gives the page a width in CSS pixels, as on a phone or a desk.
func (p *Tab) Width(pixels int64) {
	p.T.Helper()
	Send(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: pixels, Height: 800, DeviceScaleFactor: 1})
}

// Media sets what the page is shown on, "screen" or "print", and what its
// reader prefers: pairs of feature and value.
func (p *Tab) Media(medium string, pairs ...string) {
	p.T.Helper()
	params := emulation.SetEmulatedMediaParams{Media: medium}
	for i := 0; i+1 < len(pairs); i += 2 {
		params.Features = append(params.Features, &emulation.MediaFeature{Name: pairs[i], Value: pairs[i+1]})
	}
	Send(p, emulation.SetEmulatedMedia, params)
}
