package finding

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// tab is the page in which an engine is used.
type tab struct {
	ctx    context.Context
	close  func()
	server *server
	engine engine
}

func newTab(browser context.Context, s *server, e engine) (*tab, error) {
	ctx, stop := chromedp.NewContext(browser)
	t := &tab{ctx, stop, s, e}
	return t, chromedp.Do(ctx)
}

// open opens the engine's page anew, with nothing loaded but the page.
func (t *tab) open() error {
	address, scripts := t.engine.page()
	if err := chromedp.Do(t.ctx, chromedp.Navigate(t.server.url+address)); err != nil {
		return err
	}
	_, err := run[chromedp.Void](t, scripts)
	return err
}

// run evaluates an expression, and waits for its promise.
func run[T any](t *tab, script string) (T, error) {
	ctx, stop := context.WithTimeout(t.ctx, 3*time.Minute)
	defer stop()
	return chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// ready makes the engine load what it always needs.
func (t *tab) ready() error {
	if err := t.open(); err != nil {
		return err
	}
	_, err := run[chromedp.Void](t, "Promise.resolve(open()).then(() => undefined)")
	return err
}

// firsts is how many first queries are tried.
const firsts = 9

// firstQuery is what a query loads on a page that has loaded nothing yet.
func (t *tab) firstQuery(asked []question) (int64, error) {
	var sizes []int64
	for _, q := range asked {
		if q.kind != titleWords || len(sizes) == firsts {
			continue
		}
		t.server.counted.Store(0)
		if err := t.ready(); err != nil {
			return 0, err
		}
		if _, err := run[[]string](t, fmt.Sprintf("list(%s).then(listed)", quoted(q.query))); err != nil {
			return 0, err
		}
		sizes = append(sizes, t.server.counted.Load())
	}
	slices.Sort(sizes)
	return sizes[len(sizes)/2], nil
}

// rank asks everything and looks where the right pages are.
func (t *tab) rank(asked []question) ([kinds]float64, error) {
	var sums, counts [kinds]float64
	if err := t.ready(); err != nil {
		return sums, err
	}
	for _, q := range asked {
		found, err := run[[]string](t, fmt.Sprintf("list(%s).then(listed)", quoted(q.query)))
		if err != nil {
			return sums, fmt.Errorf("%q: %w", q.query, err)
		}
		if at := slices.Index(found, q.page); at >= 0 {
			sums[q.kind] += 1 / float64(at+1)
		}
		counts[q.kind]++
	}
	for kind := range sums {
		sums[kind] /= counts[kind]
	}
	return sums, nil
}

// typed is how many queries are typed letter by letter.
const typed = 25

// keystrokes types titles, one after the other, each letter when what the one
// before finds is there. how is what a letter does.
func (t *tab) keystrokes(how string, asked []question) (Times, error) {
	var typing []string
	queries := 0
	for _, q := range asked {
		if q.kind != titleWords || queries == typed {
			continue
		}
		queries++
		for end := range q.query {
			if end > 0 {
				typing = append(typing, q.query[:end])
			}
		}
		typing = append(typing, q.query)
	}
	if err := t.ready(); err != nil {
		return Times{}, err
	}
	times, err := t.time(how, typing)
	if err != nil {
		return Times{}, err
	}
	slices.Sort(times)
	return Times{times[len(times)/2], times[len(times)*95/100]}, nil
}

// worst is how long the slowest query takes when its files are in memory.
func (t *tab) worst(queries []string) (float64, error) {
	if err := t.ready(); err != nil {
		return 0, err
	}
	if _, err := t.time("find", queries); err != nil { // loads
		return 0, err
	}
	times, err := t.time("find", queries)
	if err != nil {
		return 0, err
	}
	return slices.Max(times), nil
}

// time is how many milliseconds each of the queries takes, on an engine that
// has worked out nothing before.
func (t *tab) time(how string, queries []string) ([]float64, error) {
	times, err := run[[]float64](t, fmt.Sprintf(`(async () => {
	const times = []
	await renew()
	for (const query of %s) {
		const before = performance.now()
		await %s(query)
		times.push(performance.now() - before)
	}
	return times
})()`, quoted(queries), how))
	if err == nil && len(times) == 0 {
		err = errors.New("nothing was asked")
	}
	return times, err
}

// quoted is a value as a script writes it.
func quoted(v any) string {
	var b strings.Builder
	_ = json.NewEncoder(&b).Encode(v) // texts: cannot fail
	return strings.TrimSpace(b.String())
}
