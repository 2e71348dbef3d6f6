package preview

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"retake/generator/guide"
	"retake/generator/mistake"
	"retake/generator/publish"
	"retake/generator/render"
)

// site is a build without mistakes, rendered piece by piece as people look
// at it.
type site struct {
	*publish.Build
	style string // name of its style sheet
	cache *cache

	// What follows is made when a request first needs it: who waits to be told
	// of a change should not wait for it.
	once    sync.Once
	indexed atomic.Bool
	outputs map[string]render.Output
	pages   map[string]*guide.Page // by the name of their output
	hidden  map[string]string      // why readers do not see a page, by its address
	gone    map[string]words       // what pages said that are no more, by the name of their output
	before  *site                  // the site that it follows; nil once gone is known
	headers []headerRule

	look *look // for findings
}

// newSite follows the site before, nil for none.
func newSite(build *publish.Build, before *site, cache *cache, look *look) *site {
	s := &site{Build: build, before: before, cache: cache, look: look}
	for i := len(build.Outputs) - 1; i >= 0 && s.style == ""; i-- { // it comes after all pages
		if path.Ext(build.Outputs[i].Name) == ".css" {
			s.style = build.Outputs[i].Name
		}
	}
	return s
}

func (s *site) index() {
	s.once.Do(func() {
		s.outputs = make(map[string]render.Output, len(s.Outputs))
		for _, o := range s.Outputs {
			s.outputs[o.Name] = o
		}
		s.pages, s.hidden = map[string]*guide.Page{}, map[string]string{}
		for _, g := range s.Site.Guides {
			for _, p := range g.Pages {
				s.pages[guide.FileAt(p.URL)] = p
				if why := s.badge(p); why != "" {
					s.hidden[s.Config.BasePath()+p.URL] = why
				}
			}
		}
		s.gone, s.before = s.goneSince(s.before), nil
		if o, ok := s.outputs["_headers"]; ok {
			var b bytes.Buffer
			if o.Write(&b) == nil { // of a text in memory
				s.headers = readHeaders(b.String())
			}
		}
		s.indexed.Store(true)
	})
}

// output finds an output by its name. Who asks for a single one before the
// index is there does not wait for it.
func (s *site) output(name string) (render.Output, bool) {
	if s.indexed.Load() {
		o, ok := s.outputs[name]
		return o, ok
	}
	i := slices.IndexFunc(s.Outputs, func(o render.Output) bool { return o.Name == name })
	if i < 0 {
		return render.Output{}, false
	}
	return s.Outputs[i], true
}

// badge says why readers do not see a page on the day; "" when they do.
func (s *site) badge(p *guide.Page) string {
	front, day := &p.Doc.Front, s.Site.Date
	switch {
	case front.Draft:
		return "Draft"
	case front.Publish.After(day):
		return "Not before " + date(front.Publish)
	case !front.Expires.IsZero() && !front.Expires.After(day):
		return "Expired on " + date(front.Expires)
	}
	return ""
}

func date(day time.Time) string { return day.Format("2 January 2006") }

// find is the output that a host hands out under a name, with the status:
// that of the name, else the nearest page for what is not there.
func (s *site) find(name string) (render.Output, int) {
	if o, ok := s.output(name); ok {
		return o, http.StatusOK
	}
	first, _, _ := strings.Cut(name, "/")
	for _, missing := range []string{first + "/404.html", "404.html"} {
		if o, ok := s.output(missing); ok {
			return o, http.StatusNotFound
		}
	}
	return render.Output{Name: "404.html", Key: "none", Write: func(*bytes.Buffer) error { return nil }}, http.StatusNotFound
}

// folder tells whether an address is that of a folder with a page, and lacks
// the slash behind it.
func (s *site) folder(address string) bool {
	if address == "" || strings.HasSuffix(address, "/") {
		return false
	}
	_, ok := s.output(guide.FileAt(address + "/"))
	return ok
}

// bytes are those that build would publish.
func (s *site) bytes(o render.Output) ([]byte, error) {
	key := o.Name + "\x00" + o.Key
	if data, ok := s.cache.get(key); ok {
		return data, nil
	}
	var b bytes.Buffer
	if err := o.Write(&b); err != nil {
		return nil, err
	}
	s.cache.put(key, b.Bytes())
	return b.Bytes(), nil
}

// print tells whether a page still looks the same: it is that of its bytes,
// but for the address of the style sheet, which can be changed without
// loading the page again.
func (s *site) print(name string) (string, error) {
	o, status := s.find(name)
	data, err := s.bytes(o)
	if err != nil {
		return "", err
	}
	return s.printOf(data, status), nil
}

func (s *site) printOf(data []byte, status int) string {
	hash := sha256.New()
	if status != http.StatusOK {
		hash.Write([]byte("missing"))
	}
	hash.Write(bytes.ReplaceAll(data, []byte(s.style), nil))
	return hex.EncodeToString(hash.Sum(nil)[:8])
}

// probe renders one page of each kind, to find what is wrong with templates:
// some of it shows only then.
func (s *site) probe() mistake.List {
	s.index() // it asks for many
	var wrong mistake.List
	for _, name := range s.samples() {
		o, ok := s.output(name)
		if !ok {
			continue
		}
		if _, err := s.bytes(o); err != nil {
			wrong = append(wrong, pageMistakes(name, err)...)
		}
	}
	return wrong.Sorted()
}

func (s *site) samples() []string {
	var names []string
	for _, g := range s.Site.Guides {
		seen := map[guide.Kind]bool{}
		for _, p := range g.Pages {
			if !seen[p.Kind] {
				seen[p.Kind] = true
				names = append(names, guide.FileAt(p.URL))
			}
		}
		for _, name := range []string{"404.html", "find/index.html", "a-z/index.html", "search/index.html"} {
			names = append(names, g.Root()+name)
		}
		for _, t := range g.Trees {
			names = append(names, guide.FileAt(t.URL), t.URL+guide.MapName)
			for state := range t.States() {
				if state.Outcome() != nil {
					names = append(names, guide.FileAt(t.Page(state.Keys())))
					break
				}
			}
		}
	}
	return names
}
