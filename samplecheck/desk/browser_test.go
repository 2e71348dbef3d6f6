package desk

import (
	"encoding/base64"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	devpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"retake/chromium/chromiumtest"
	"retake/generator/audit/axe"
	"retake/samplecheck/label"
)

type tab struct{ *chromiumtest.Tab }

// sitDown opens the desk in a browser. What the page must not do is an error.
func sitDown(t *testing.T, d *Desk) *tab {
	t.Helper()
	server := httptest.NewServer(d.Handler())
	t.Cleanup(server.Close)
	p := &tab{chromiumtest.Open(t, chromiumtest.Start(t), func(address string) bool { return strings.HasPrefix(address, server.URL+"/") })}
	p.look(1280, "light")
	p.Go(server.URL + d.Path())
	t.Cleanup(func() {
		for _, complaint := range p.Heard() {
			if !strings.Contains(complaint, "415") { // what is no photo is refused
				t.Errorf("the page %s", complaint)
			}
		}
	})
	return p
}

func (p *tab) look(width int64, scheme string) {
	p.T.Helper()
	p.Width(width)
	p.Media("screen", "prefers-color-scheme", scheme)
}

func (p *tab) press(key, then string) {
	p.T.Helper()
	p.Do(chromedp.KeyEvent(key))
	p.Until(then)
}

// picture saves what is on screen to RETAKE_PICTURES, for people to look at.
func (p *tab) picture(name string) {
	folder := os.Getenv("RETAKE_PICTURES")
	if folder == "" {
		return
	}
	shot := chromiumtest.Send(p, devpage.CaptureScreenshot, devpage.CaptureScreenshotParams{})
	data, err := base64.StdEncoding.DecodeString(fmt.Sprint(shot.Data))
	if err != nil {
		data = []byte(shot.Data)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), data, 0o600); err != nil {
		p.T.Error(err)
	}
}

func TestPhotosAreLabelledByKeyboard(t *testing.T) {
	d := sit(t, folder(t), "ana", "a.jpg", "b.jpg", "c <i>.jpg", "d.jpg")
	p := sitDown(t, d)
	p.Until(`document.getElementById('photo').complete && document.getElementById('progress').textContent === '0 of 4'`)
	if got := chromiumtest.Ask[string](p, `document.getElementById('ask').textContent`); got != "Is the text too blurred to read?" {
		t.Errorf("it asks %q", got)
	}
	saved := func(check string) (said []string) {
		for _, name := range d.Photos {
			d.mu.Lock()
			a, ok := d.Book.Said(label.Pair{Photo: name, Check: check})
			d.mu.Unlock()
			if ok {
				said = append(said, string(a))
			}
		}
		return said
	}
	count := func(n int) string {
		return fmt.Sprintf(`document.getElementById('progress').textContent === '%d of 4'`, n)
	}
	p.press("y", count(1))
	p.press("n", count(2))
	p.press("z", count(1))
	if got := saved("sharpness"); !slices.Equal(got, []string{"yes"}) {
		t.Errorf("after yes, no and undo: %v", got)
	}
	p.press("u", count(2))
	p.press("n", count(3))
	// Going back shows what was said, and lets it be said otherwise.
	p.press(kb.ArrowRight, `document.querySelector('[data-answer="yes"]').getAttribute('aria-pressed') === 'true'`)
	p.press("n", `!document.querySelector('[data-answer][aria-pressed="true"]')`)
	p.press("N", `document.getElementById('ask').textContent === 'Is it too dark to read?'`)
	if got := saved("sharpness"); !slices.Equal(got, []string{"no", "unknown", "no", "no"}) {
		t.Errorf("the first check is %v", got)
	}
	// Looking closer shows every pixel.
	p.Until(`document.getElementById('photo').naturalWidth === 1200`)
	p.press(" ", `document.getElementById('photo').getBoundingClientRect().width === 1200`)
	p.press(" ", `document.getElementById('photo').getBoundingClientRect().width < 900`)
	for i := range 4 {
		if i == 3 {
			p.press("y", `!document.getElementById('end').hidden`)
			break
		}
		p.press("y", count(i+1))
	}
	if got := chromiumtest.Ask[string](p, `document.getElementById('sum').textContent`); got != "You have given 8 answers about 4 photos." {
		t.Errorf("at the end it says %q", got)
	}
	p.picture("end")
}

// Whoever cannot see a photo is asked about it once, and not for each check.
func TestPhotosThatCannotBeShownAreAskedOnce(t *testing.T) {
	d := sit(t, folder(t), "ana", "a.jpg", "x.heic")
	p := sitDown(t, d)
	p.Until(`(document.getElementById('refusal').hidden === false) || (document.getElementById('on').click(), false)`)
	if got := chromiumtest.Ask[[]string](p, `[...document.querySelectorAll('[data-answer]:not(:disabled)')].map((b) => b.dataset.answer)`); !slices.Equal(got, []string{"unknown"}) {
		t.Errorf("of a photo that is not seen one can say %v", got)
	}
	said := func() (answers []label.Answer) {
		d.mu.Lock()
		defer d.mu.Unlock()
		for _, q := range d.Questions {
			if a, ok := d.Book.Said(label.Pair{Photo: "x.heic", Check: q.Check}); ok {
				answers = append(answers, a)
			}
		}
		return answers
	}
	p.press("y", `document.getElementById('said').textContent === ''`)
	p.press("u", `document.getElementById('said').textContent.startsWith('Can’t tell, saved.')`)
	if got := said(); !slices.Equal(got, []label.Answer{"unknown", "unknown"}) {
		t.Errorf("one answer about it is kept as %v", got)
	}
	p.press("z", `document.getElementById('said').textContent === 'Taken back.'`)
	if got := said(); len(got) > 0 {
		t.Errorf("taken back, it is kept as %v", got)
	}
	p.press("u", `document.getElementById('said').textContent.startsWith('Can’t tell, saved.')`)
	p.press("y", `document.getElementById('ask').textContent === 'Is it too dark to read?'`)
	p.press("n", `!document.getElementById('end').hidden`)
}

func TestThePageIsAccessibleAndFits(t *testing.T) {
	d := sit(t, folder(t), "ana", "a.jpg", "x.heic")
	script, err := axe.FindScript("", ".")
	chromiumtest.Need(t, "the package axe-core", err == nil)
	p := sitDown(t, d)
	p.Until(`!document.getElementById('desk').hidden`)
	for _, photo := range []string{"seen", "refused"} {
		if photo == "refused" {
			p.Until(`(document.getElementById('refusal').hidden === false) || (document.getElementById('on').click(), false)`)
		}
		for _, width := range []int64{360, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				p.look(width, scheme)
				name := fmt.Sprintf("%s-%d-%s", photo, width, scheme)
				p.picture(name)
				if found := chromiumtest.Ask[[]string](p, `{`+script+`;axe.run(document, {resultTypes: ['violations']}).then((found) => found.violations.flatMap((v) => v.nodes.map((n) => v.id + ' ' + n.target)))}`); len(found) > 0 {
					t.Errorf("%s: axe finds %v", name, found)
				}
				if got := chromiumtest.Ask[int](p, `document.documentElement.scrollWidth`); got > int(width) {
					t.Errorf("%s is %d pixels wide", name, got)
				}
				if small := chromiumtest.Ask[[]string](p, `[...document.querySelectorAll('button,select')].filter((b) => b.offsetParent && b.getBoundingClientRect().height < 44).map((b) => b.id || b.textContent)`); len(small) > 0 {
					t.Errorf("%s: %v are too small to touch", name, small)
				}
			}
		}
	}
	p.look(360, "light")
	p.Do(chromedp.Click(chromedp.CSS(`[data-answer="unknown"]`)))
	p.Until(`document.getElementById('progress').textContent === '1 of 2'`)
}
