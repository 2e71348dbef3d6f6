package page

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"retake/chromium"
	"retake/chromium/chromiumtest"
	"retake/generator/audit/axe"
	"retake/samplecheck/bench"
	"retake/samplecheck/stat"
)

// TestInChromium uses the page as people do: one browser, one tab.
func TestInChromium(t *testing.T) {
	started := chromiumtest.Start(t)
	made := makeInput(t)
	page := write(t, made)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(page))
	}))
	t.Cleanup(server.Close)
	p := newTab(t, started, server.URL+"/", made.Result)
	for _, test := range []struct {
		name string
		run  func(*testing.T, *tab)
	}{
		{"a mouse drags a threshold", testMouseDrags},
		{"a finger drags a threshold", testFingerDrags},
		{"the keyboard moves a threshold", testKeyboardMoves},
		{"unsure never lies beyond fail", testUnsureIsPushed},
		{"photos that change side are shown", testFlips},
		{"a cell of the confusion table opens its photos", testCellOpens},
		{"the YAML of what was moved is copied", testCopies},
		{"nothing scrolls sideways", testNothingScrollsSideways},
	} {
		t.Run(test.name, func(t *testing.T) {
			p.T = t
			p.Go(p.address)
			test.run(t, p)
			if heard := p.Heard(); len(heard) > 0 {
				t.Errorf("the page %s", strings.Join(heard, "; "))
			}
		})
	}
}

// TestAxe also looks at what the script adds: axe.Checker lets it run.
func TestAxe(t *testing.T) {
	chromiumtest.Need(t, "a browser", chromium.Find() != "")
	script, err := axe.FindScript("", filepath.Join("..", "..", "..", "tests"))
	chromiumtest.Need(t, "the package axe-core", err == nil)
	const few = 24 // axe takes its time with each element
	page := write(t, makeInputOf(t, few))
	checker := axe.Checker{Browser: chromium.Find(), Script: script, Root: "/"}
	site := func(page string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte(page))
		})
	}
	// Details are open, so that what is in them is seen.
	found, err := checker.Check(t.Context(), site(strings.ReplaceAll(page, "<details", "<details open")), []string{"report.html"})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range found {
		t.Errorf("%s: %s (%s)", v.Rule, v.Target, v.Help)
	}
	broken := `<!doctype html><html lang="en"><title>Broken</title><main><h1>Broken</h1><span role="slider"></span></main>`
	if found, err := checker.Check(t.Context(), site(broken), []string{"report.html"}); err != nil || len(found) == 0 {
		t.Errorf("axe did not see a slider without a name: %v", err)
	}
}

type tab struct {
	*chromiumtest.Tab
	address string
	result  *bench.Result
}

func newTab(t *testing.T, started context.Context, address string, result *bench.Result) *tab {
	t.Helper()
	p := &tab{chromiumtest.Open(t, started, func(asked string) bool {
		return asked == address || strings.HasPrefix(asked, "data:image/jpeg;") || asked == address+"favicon.ico"
	}), address, result}
	// What scrolls smoothly is not yet there when it is clicked.
	p.Media("screen", "prefers-reduced-motion", "reduce")
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		chromiumtest.Send(p, browser.SetPermission, browser.SetPermissionParams{Permission: &browser.PermissionDescriptor{Name: name}, Setting: "granted"})
	}
	p.Width(1280)
	return p
}

// grip is where a threshold can be held, scrolled into view, and how wide the
// picture is that it moves over.
type grip struct{ X, Y, Width float64 }

func (p *tab) grip(check, which string) grip {
	p.T.Helper()
	return chromiumtest.Ask[grip](p, fmt.Sprintf(`(() => {
		const held = document.querySelector('#%s .handle.%s')
		held.scrollIntoView({block: 'center', behavior: 'instant'})
		const box = held.getBoundingClientRect(), stage = held.parentElement.getBoundingClientRect()
		return {X: box.left + box.width / 2, Y: box.top + box.height / 2, Width: stage.width}
	})()`, check, which))
}

// now is the threshold that a slider says, and the rates beside it.
type now struct {
	Fail, Unsure                 float64
	CaughtK, CaughtN             int
	AlarmsK, AlarmsN             int
	CaughtLow, CaughtHigh, Value float64
}

func (p *tab) now(check string) now {
	p.T.Helper()
	return chromiumtest.Ask[now](p, fmt.Sprintf(`(() => {
		const root = document.getElementById('%s')
		const part = (tile, name) => Number(root.querySelector('.tiles .' + tile + ' > .share data.' + name).value)
		const slider = (name) => Number(root.querySelector('.handle.' + name).getAttribute('aria-valuenow'))
		return {Fail: slider('fail'), Unsure: slider('unsure'), CaughtK: part('caught', 'k'), CaughtN: part('caught', 'n'), AlarmsK: part('alarms', 'k'), AlarmsN: part('alarms', 'n'),
			CaughtLow: part('caught', 'low'), CaughtHigh: part('caught', 'high'), Value: part('caught', 'value')}
	})()`, check))
}

// right compares the rates that the page shows with those that bench has at
// the threshold that the page shows.
func (p *tab) right(check string) now {
	p.T.Helper()
	shown, c := p.now(check), p.result.Checks[check]
	moved := *c.Threshold
	moved.Fail = shown.Fail
	var caught, bad, alarms, good int
	for _, j := range c.Judged {
		if j.Value.Absent != "" {
			continue
		}
		fails := j.Value.Number > moved.Fail
		if moved.Side == "below" {
			fails = j.Value.Number < moved.Fail
		}
		switch {
		case j.Bad:
			bad++
		default:
			good++
		}
		if fails && j.Bad {
			caught++
		}
		if fails && !j.Bad {
			alarms++
		}
	}
	want := stat.Of(caught, bad)
	if shown.CaughtK != caught || shown.CaughtN != bad || shown.AlarmsK != alarms || shown.AlarmsN != good || !close(shown.CaughtLow, want.Low) || !close(shown.CaughtHigh, want.High) || !close(shown.Value, want.Value()) {
		p.T.Errorf("at %v the page shows %+v; there are %d of %d caught, %d of %d flagged, %+v", shown.Fail, shown, caught, bad, alarms, good, want)
	}
	return shown
}

func close(a, b float64) bool { return a-b < 1e-12 && b-a < 1e-12 }

func (p *tab) mouse(kind input.DispatchMouseEventType, x, y float64) {
	p.T.Helper()
	params := input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: "left", ClickCount: 1}
	if kind != input.DispatchMouseEventTypeMouseReleased {
		params.Buttons = 1
	}
	chromiumtest.Send(p, input.DispatchMouseEvent, params)
}

func testMouseDrags(t *testing.T, p *tab) {
	for _, check := range []string{"soft", "dark", "bright"} {
		before, held := p.right(check), p.grip(check, "fail")
		p.mouse(input.DispatchMouseEventTypeMousePressed, held.X, held.Y)
		for _, by := range []float64{-.05, -.12, .06} {
			p.mouse(input.DispatchMouseEventTypeMouseMoved, held.X+by*held.Width, held.Y+3)
			if after := p.right(check); after.Fail == before.Fail || (after.Fail > before.Fail) != (by > 0) {
				t.Errorf("%s was dragged by %v and went from %v to %v", check, by, before.Fail, after.Fail)
			}
		}
		p.mouse(input.DispatchMouseEventTypeMouseReleased, held.X+.06*held.Width, held.Y)
		left := p.now(check)
		p.mouse(input.DispatchMouseEventTypeMouseMoved, held.X-.2*held.Width, held.Y)
		if p.now(check) != left {
			t.Errorf("%s moves after it was let go", check)
		}
	}
	if said := chromiumtest.Ask[string](p, "document.querySelector('.tray').innerText"); !strings.Contains(said, "3 checks moved") {
		t.Errorf("the tray says %q", said)
	}
}

func testFingerDrags(t *testing.T, p *tab) {
	chromiumtest.Send(p, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	defer chromiumtest.Send(p, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{})
	before, held := p.right("dark"), p.grip("dark", "fail")
	touch := func(kind input.DispatchTouchEventType, points ...*input.TouchPoint) {
		chromiumtest.Send(p, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: append([]*input.TouchPoint{}, points...)})
	}
	touch(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: held.X, Y: held.Y})
	touch(input.DispatchTouchEventTypeTouchMove, &input.TouchPoint{X: held.X + .1*held.Width, Y: held.Y})
	touch(input.DispatchTouchEventTypeTouchMove, &input.TouchPoint{X: held.X + .2*held.Width, Y: held.Y})
	touch(input.DispatchTouchEventTypeTouchEnd)
	if after := p.right("dark"); after.Fail <= before.Fail {
		t.Errorf("the finger left it at %v", after.Fail)
	}
}

func testKeyboardMoves(t *testing.T, p *tab) {
	step := newAxis(p.result.Checks["soft"]).Step
	chromiumtest.Ask[chromedp.Void](p, "document.querySelector('#soft .handle.fail').focus()")
	start := p.right("soft").Fail
	for _, press := range []struct {
		key  string
		want float64
	}{
		{kb.ArrowRight, start + step}, {kb.ArrowLeft, start}, {kb.PageUp, start + 10*step}, {kb.PageDown, start}, {kb.ArrowDown, start - step},
		{kb.Home, newAxis(p.result.Checks["soft"]).Low}, {kb.End, newAxis(p.result.Checks["soft"]).High}, {kb.Escape, start},
	} {
		p.Do(chromedp.KeyEvent(press.key))
		if got := p.right("soft").Fail; got-press.want > step/2 || press.want-got > step/2 {
			t.Errorf("%q moves to %v, want %v", press.key, got, press.want)
		}
	}
	said := chromiumtest.Ask[string](p, "document.activeElement.getAttribute('role') + ' ' + document.activeElement.getAttribute('aria-valuetext')")
	if !strings.HasPrefix(said, "slider 1.3") || !strings.Contains(said, "catches") {
		t.Errorf("a screen reader hears %q", said)
	}
	if chromiumtest.Ask[bool](p, "!document.querySelector('.tray').hidden") {
		t.Error("all is back, and the tray is there")
	}
}

func testUnsureIsPushed(t *testing.T, p *tab) {
	for _, check := range []string{"soft", "dark"} {
		toward, away := kb.Home, kb.End
		if check == "dark" {
			toward, away = away, toward
		}
		chromiumtest.Ask[chromedp.Void](p, fmt.Sprintf("document.querySelector('#%s .handle.fail').focus()", check))
		p.Do(chromedp.KeyEvent(toward))
		if n := p.right(check); n.Fail != n.Unsure {
			t.Errorf("%s fails from %v and is unsure from %v", check, n.Fail, n.Unsure)
		}
		chromiumtest.Ask[chromedp.Void](p, fmt.Sprintf("document.querySelector('#%s .handle.unsure').focus()", check))
		p.Do(chromedp.KeyEvent(away))
		if n := p.right(check); n.Fail != n.Unsure {
			t.Errorf("%s: unsure was moved beyond fail, to %v, and fail is %v", check, n.Unsure, n.Fail)
		}
	}
}

func testFlips(t *testing.T, p *tab) {
	chromiumtest.Ask[chromedp.Void](p, "document.querySelector('#soft .handle.fail').focus()")
	p.Do(chromedp.KeyEvent(kb.PageDown), chromedp.KeyEvent(kb.PageDown))
	after := p.right("soft")
	var want []string
	for _, j := range p.result.Checks["soft"].Judged {
		if j.Value.Absent == "" && !j.Flagged && j.Value.Number > after.Fail {
			want = append(want, shown(j.Photo))
		}
	}
	got := chromiumtest.Ask[[]string](p, "[...document.querySelectorAll('#soft .flips .name')].map((n) => n.textContent)")
	slices.Sort(want)
	slices.Sort(got)
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("the page shows %v, and %v change side", got, want)
	}
}

func testCellOpens(t *testing.T, p *tab) {
	for _, cell := range []struct {
		name string
		bad  bool
		is   bench.Verdict
	}{{"bad pass", true, bench.Pass}, {"good fail", false, bench.Fail}, {"good not assessed", false, bench.NotAssessed}} {
		p.Do(chromedp.Click(chromedp.CSS(fmt.Sprintf("#soft a[data-cell=%q]", cell.name))))
		p.Do(chromedp.WaitVisible(chromedp.CSS(fmt.Sprintf("#soft details[open][data-cell=%q] .inside", cell.name))))
		var want []string
		for _, j := range p.result.Checks["soft"].Judged {
			if j.Bad == cell.bad && j.Verdict == cell.is {
				want = append(want, shown(j.Photo))
			}
		}
		got := chromiumtest.Ask[[]string](p, fmt.Sprintf("[...document.querySelectorAll('#soft details[data-cell=%q] .name')].map((n) => n.textContent)", cell.name))
		slices.Sort(want)
		slices.Sort(got)
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("%s shows %v, want %v", cell.name, got, want)
		}
	}
	if n := chromiumtest.Ask[int](p, "document.querySelectorAll('#soft details[open]').length"); n != 1 {
		t.Errorf("%d cells are open", n)
	}
}

func testCopies(t *testing.T, p *tab) {
	for _, check := range []string{"soft", "bright"} {
		chromiumtest.Ask[chromedp.Void](p, fmt.Sprintf("document.querySelector('#%s .handle.fail').focus()", check))
		p.Do(chromedp.KeyEvent(kb.ArrowRight))
	}
	soft, bright := p.now("soft"), p.now("bright")
	want := fmt.Sprintf("soft:\n  fail_above: %v\n  unsure_above: %v\n", soft.Fail, soft.Unsure)
	for button, want := range map[string]string{"#soft .yaml button": want, ".tray button": want + fmt.Sprintf("bright:\n  fail_above: %v\n  unsure_above: %v\n", bright.Fail, bright.Unsure)} {
		p.Do(chromedp.Click(chromedp.CSS(button)))
		chromiumtest.Ask[chromedp.Void](p, fmt.Sprintf("new Promise((done) => { const look = () => document.querySelector(%q).textContent === 'Copied' ? done() : setTimeout(look, 10); look() })", button))
		if got := chromiumtest.Ask[string](p, "navigator.clipboard.readText()"); got != want {
			t.Errorf("%s copies %q, want %q", button, got, want)
		}
	}
}

func testNothingScrollsSideways(t *testing.T, p *tab) {
	defer p.Width(1280)
	for _, width := range []int64{360, 768, 1280, 1600} {
		p.Width(width)
		if wide := chromiumtest.Ask[int64](p, "document.documentElement.scrollWidth"); wide > width {
			t.Errorf("at %d px the page is %d wide", width, wide)
		}
	}
}
