// Package axe looks at pages in Chromium with axe-core, an accessibility
// checker that runs inside of them. Neither is part of this program: the
// browser is one that the system has, and axe-core a file that its user names
// or has installed.
package axe

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"golang.org/x/sync/errgroup"

	"retake/chromium"
	"retake/generator/guide"
)

// Violation is an element that breaks one of axe's rules.
type Violation struct {
	Page   string // the page's file
	Rule   string // axe's name of the rule, "image-alt"
	Help   string // what the rule asks for
	Target string // a selector of the element
}

// Checker looks at pages.
type Checker struct {
	Browser  string // the program; see [FindBrowser]
	Script   string // axe-core, as text; see [FindScript]
	Root     string // path of the site on its host, "/" or "/help/"
	Progress func(done, total int)
}

// patience is how long one page may take, on a machine that is busy. It ends
// what hangs, and measures nothing.
const patience = 5 * time.Minute

// looks are the ways in which a page is looked at: a phone by day, a desk by
// night.
var looks = []struct {
	width  int64 // CSS pixels
	scheme string
}{{360, "light"}, {1280, "dark"}}

// question runs all rules up to WCAG level AA and what is good practice, but
// for experiments.
const question = `axe.run(document, {
	rules: Object.fromEntries(axe.getRules().map((r) => [r.ruleId, {enabled: !r.tags.some((tag) => /^wcag2\d*aaa$|^experimental$/.test(tag))}])),
	resultTypes: ['violations'],
}).then((found) => found.violations.flatMap((v) => v.nodes.map((n) => ({Rule: v.id, Help: v.help, Target: n.target.join(' ')}))))`

// Check looks at pages of a site, each in its own right, in several tabs.
func (c *Checker) Check(ctx context.Context, site http.Handler, pages []string) ([]Violation, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("serve the pages: %w", err)
	}
	server := &http.Server{Handler: site, ReadHeaderTimeout: patience}
	go func() { _ = server.Serve(listener) }() // until it is closed
	defer server.Close()
	address := "http://" + listener.Addr().String() + c.Root
	browser, stop, err := chromium.Start(ctx, c.Browser)
	if err != nil {
		return nil, err
	}
	defer stop()
	var mu sync.Mutex
	var found []Violation
	done := 0
	todo := make(chan string)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(todo)
		for _, page := range pages {
			select {
			case todo <- page:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for range min(runtime.GOMAXPROCS(0), max(1, len(pages))) {
		group.Go(func() error {
			return c.tab(browser, address, todo, func(of []Violation) {
				mu.Lock()
				defer mu.Unlock()
				found = append(found, of...)
				if done++; c.Progress != nil {
					c.Progress(done, len(pages))
				}
			})
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b Violation) int {
		return cmp.Or(strings.Compare(a.Page, b.Page), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Target, b.Target))
	})
	return slices.Compact(found), nil
}

// tab looks at pages, one after the other, in a tab of its own.
func (c *Checker) tab(browser context.Context, address string, todo <-chan string, found func([]Violation)) error {
	ctx, closeTab := chromedp.NewContext(browser)
	defer closeTab()
	if err := chromedp.Do(ctx); err != nil { // without a time limit, which would be the tab's
		return fmt.Errorf("open a tab: %w", err)
	}
	for page := range todo {
		of, err := c.page(ctx, address, page)
		if err != nil {
			return fmt.Errorf("look at %s in the browser: %w", page, err)
		}
		found(of)
	}
	return nil
}

func (c *Checker) page(tab context.Context, address, page string) ([]Violation, error) {
	ctx, stop := context.WithTimeout(tab, patience)
	defer stop()
	if err := chromedp.Do(ctx, chromedp.Navigate(address+guide.AddressOf(page))); err != nil {
		return nil, err
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void](c.Script+";0")); err != nil {
		return nil, err
	}
	var all []Violation
	for _, look := range looks {
		if err := set(ctx, look.width, look.scheme); err != nil {
			return nil, err
		}
		found, err := chromedp.Run(ctx, chromedp.Evaluate[[]Violation](question, chromedp.EvalAwaitPromise))
		if err != nil {
			return nil, err
		}
		for _, v := range found {
			v.Page = page
			all = append(all, v)
		}
	}
	return all, nil
}

func set(ctx context.Context, width int64, scheme string) error {
	if err := command(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 800, DeviceScaleFactor: 1}); err != nil {
		return err
	}
	return command(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
}

func command[P, R any](ctx context.Context, c cdp.Command[P, R], params P) error {
	_, err := chromedp.Call(ctx, c, params)
	return err
}
