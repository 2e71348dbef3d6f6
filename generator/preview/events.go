package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"retake/generator/guide"
	"retake/generator/mistake"
)

const (
	// writeTimeout is how long a browser may take to accept what it asked for.
	writeTimeout = 30 * time.Second
	// heartbeat is how often a browser hears that the preview is still there;
	// without it neither side would notice that the other has gone.
	heartbeat = 15 * time.Second
	// retry is when a browser comes back after the connection was lost, in
	// milliseconds.
	retry = 400
	// longestCalm is how long after a save the look for findings begins at the
	// latest.
	longestCalm = time.Second
)

// news is what a page in the browser is told.
type news struct {
	Mistakes *[]said `json:"mistakes,omitempty"` // all there are now; nil: as before
	Findings *[]said `json:"findings,omitempty"` // all on the page now; nil: as before
	Reload   bool    `json:"reload,omitempty"`
	Style    string  `json:"style,omitempty"` // name of the style sheet that takes the place of the old one
	Go       string  `json:"go,omitempty"`    // go to this address
	Changed  bool    `json:"changed,omitempty"`
}

// said is a mistake or a finding for the page that shows it.
type said struct {
	Level   string `json:"level,omitempty"` // of a finding
	Rule    string `json:"rule,omitempty"`  // that found it
	Place   string `json:"place"`
	Text    string `json:"text"` // a whole sentence
	Hint    string `json:"hint,omitempty"`
	Line    int    `json:"line,omitempty"`
	Quote   string `json:"quote,omitempty"`
	Caret   string `json:"caret,omitempty"`
	Drawing string `json:"drawing,omitempty"` // address of the tree's drawing, with the place marked
}

// serveEvents tells one page what concerns it, as server-sent events, until
// it goes away. It holds nothing but its own place in the row of states: a
// page that was away is told once what is different now.
func (p *Preview) serveEvents(w http.ResponseWriter, r *http.Request) {
	ownHeaders(w)
	w.Header().Set("Content-Type", "text/event-stream")
	stream := &stream{w: w, control: http.NewResponseController(w)}
	t := newTab(r.URL.Query())
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	s := p.state()
	err := stream.send(fmt.Sprintf("retry: %d\n\n", retry))
	for first := true; err == nil; first = false {
		if n, any := p.newsFor(t, s, first); any {
			err = stream.message(n)
		}
		looked := p.looked(t.page, s)
		for waiting := true; waiting && err == nil; {
			select {
			case <-r.Context().Done():
				return
			case <-beat.C:
				err = stream.send(": still here\n\n")
			case found, ok := <-looked:
				looked = nil
				if !ok {
					continue
				}
				if n, any := t.findingsOf(s.good, found); any {
					err = stream.message(n)
				}
			case <-s.over:
				s, waiting = p.state(), false
			}
		}
	}
}

// stream writes events at once.
type stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

func (s *stream) send(text string) error {
	if err := s.control.SetWriteDeadline(time.Now().Add(writeTimeout)); err != nil {
		return err
	}
	if _, err := s.w.Write([]byte(text)); err != nil {
		return err
	}
	return s.control.Flush()
}

func (s *stream) message(n news) error {
	data, err := json.Marshal(n)
	if err != nil {
		return err
	}
	return s.send("data: " + string(data) + "\n\n")
}

// tab is a page in a browser, and what it has been told.
type tab struct {
	page         string // name of the output that it shows
	print, style string // of what it shows
	good         *site  // that was compared with what it shows
	mistakes     string // that it was told
	findings     string // that it was told
}

// overviewPage is the name under which the list of all pages listens.
const overviewPage = "overview"

func newTab(q url.Values) *tab {
	return &tab{page: q.Get("page"), print: q.Get("print"), style: q.Get("sheet"), mistakes: "none yet", findings: "none yet"}
}

// newsFor is what is new to a tab in a state. The first time it is told of
// mistakes in any case, so that it knows that it is heard.
func (p *Preview) newsFor(t *tab, s *state, first bool) (n news, any bool) {
	wrong := slices.Clone(s.mistakes)
	if t.page == overviewPage {
		n.Changed = !first
	} else if s.good != nil && s.good != t.good {
		t.good = s.good
		if !first && p.options.Follow && s.saved != "" && s.saved != "/"+guide.AddressOf(t.page) {
			n.Go = s.good.at(s.saved)
		} else if moved := s.good.moved(t.page); moved != "" {
			n.Go = s.good.at(moved)
		}
		if n.Go == "" {
			wrong = append(wrong, p.compare(t, s.good, &n)...)
		}
	}
	if list := asSaid(s, wrong); t.mistakes != fmt.Sprint(list) {
		t.mistakes, n.Mistakes = fmt.Sprint(list), &list
	}
	return n, n.Reload || n.Changed || n.Style != "" || n.Go != "" || n.Mistakes != nil
}

// looked gives what is found on a tab's page, once that is known; nothing when
// the tab is told nothing: the list of all pages has its own. In a guide where
// that takes long it waits as long before it begins, since who saves again
// at once waits for the page, and not for this.
func (p *Preview) looked(page string, s *state) <-chan []Finding {
	if s.good == nil || page == overviewPage {
		return nil
	}
	looked := make(chan []Finding, 1)
	go func() {
		defer close(looked)
		calm := time.NewTimer(min(time.Duration(p.lookTook.Load()), longestCalm))
		defer calm.Stop()
		select {
		case <-calm.C:
		case <-s.over:
		}
		if !s.isOver() {
			looked <- append(s.good.findingsOn(page), p.lookAt(s.good, page)...)
		}
	}()
	return looked
}

// findingsOf tells a tab what is found on its page, when that is something
// else than before.
func (t *tab) findingsOf(good *site, found []Finding) (n news, any bool) {
	list := findingsSaid(good.Build, found)
	said := fmt.Sprint(list)
	if said == t.findings {
		return n, false
	}
	t.findings, n.Findings = said, &list
	return n, true
}

// compare tells a tab to change what is not as it shows it.
func (p *Preview) compare(t *tab, good *site, n *news) mistake.List {
	print, err := good.print(t.page)
	if err != nil {
		wrong := pageMistakes(t.page, err)
		p.log.page(t.page, wrong)
		t.good = nil // look again next time, whatever happens
		return wrong
	}
	switch {
	case print != t.print:
		t.print, t.style, n.Reload = print, good.style, true
	case good.style != t.style:
		t.style, n.Style = good.style, good.style
	}
	return nil
}

// at is an address with the path under which the site stands.
func (s *site) at(url string) string {
	return s.base() + url[1:]
}

func asSaid(s *state, list mistake.List) []said {
	all := []said{}
	for _, m := range list {
		quote, caret := m.Excerpt()
		all = append(all, said{
			Place: m.Position.String(), Text: sentence(m.Text), Hint: m.Hint,
			Line: m.Line, Quote: quote, Caret: caret, Drawing: drawingOf(s, m),
		})
	}
	return all
}

// sentence makes a whole one of a mistake's text.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if bare := strings.TrimRight(text, "\")”"); !strings.HasSuffix(bare, "?") && !strings.HasSuffix(bare, ".") && !strings.HasSuffix(bare, "!") {
		text += "."
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
