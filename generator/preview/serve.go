package preview

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"retake/generator/guide"
	"retake/generator/mistake"
)

// place is where the preview's own pages stand. No page of a guide can: an
// address has no underscores.
const place = "/__preview/"

// policy is that of the preview's own pages.
const policy = "default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; img-src 'self'; script-src 'self'; style-src 'self'"

func (p *Preview) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+place+"{$}", p.serveOverview)
	mux.HandleFunc("GET "+place+"events", p.serveEvents)
	mux.HandleFunc("GET "+place+"tree/{lang}/{slug}", p.serveTree)
	mux.HandleFunc("GET "+place+"tokens.css", p.serveTokens)
	mux.Handle("GET "+place, own(http.StripPrefix(place, http.FileServerFS(interfaceFiles()))))
	mux.HandleFunc("GET /", p.servePage)
	return mux
}

// own gives what is the preview's own its policy.
func own(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ownHeaders(w)
		next.ServeHTTP(w, r)
	})
}

func ownHeaders(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}

// servePage hands out the site as a static host does, under the path of its
// base address.
func (p *Preview) servePage(w http.ResponseWriter, r *http.Request) {
	s := p.state()
	if s.good == nil {
		p.serveWaiting(w, http.StatusServiceUnavailable)
		return
	}
	address, inside := strings.CutPrefix(r.URL.Path, s.good.base())
	if !inside {
		redirect(w, r, s.good.base())
		return
	}
	if s.good.folder(address) {
		redirect(w, r, r.URL.Path+"/")
		return
	}
	p.serveOutput(w, r, s.good, guide.FileAt(address))
}

// base is the path below which the site stands, "/" or "/help/".
func (s *site) base() string { return s.Config.BaseURL.Path }

// redirect leads to a path on this server, never elsewhere.
func redirect(w http.ResponseWriter, r *http.Request, to string) {
	target := url.URL{Path: "/" + strings.TrimLeft(to, "/"), RawQuery: r.URL.RawQuery}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, target.String(), http.StatusFound)
}

func (p *Preview) serveOutput(w http.ResponseWriter, r *http.Request, s *site, name string) {
	s.index()
	o, status := s.find(name)
	data, err := s.bytes(o)
	if err != nil {
		p.log.page(o.Name, pageMistakes(o.Name, err))
		p.serveWaiting(w, http.StatusInternalServerError)
		return
	}
	for _, rule := range s.headers {
		rule.apply(w.Header(), r.URL.EscapedPath())
	}
	kind := contentTypes[path.Ext(o.Name)]
	if kind != "" {
		w.Header().Set("Content-Type", kind)
	}
	if kind != htmlType {
		sum := sha256.Sum256(data)
		w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
		if w.Header().Get("Cache-Control") == "" {
			w.Header().Set("Cache-Control", "no-cache")
		}
		http.ServeContent(w, r, o.Name, time.Time{}, bytes.NewReader(data))
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(inject(data, s.tag(name, s.printOf(data, status)))) // a reader who has gone needs no error
	}
}

const htmlType = "text/html; charset=utf-8"

// contentTypes are set here, since what a system knows of them differs.
var contentTypes = map[string]string{
	".html": htmlType, ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
	".json": "application/json", ".xml": "application/xml", ".md": "text/markdown; charset=utf-8", ".txt": "text/plain; charset=utf-8",
	"": "text/plain; charset=utf-8",
}

// tag is what the preview adds to a page: where it tells the script what the
// page is, so that the server can tell what concerns it.
type tag struct {
	Page, Print string
	Style       string
	Badge       string // why readers do not see the page; "" when they do
	Hidden      string // pages of which that holds, as JSON: address → why
}

func (s *site) tag(name, print string) tag {
	t := tag{Page: name, Print: print, Style: s.style}
	if page := s.pages[name]; page != nil {
		t.Badge = s.badge(page)
	}
	if hidden, err := json.Marshal(s.hidden); err == nil {
		t.Hidden = string(hidden)
	}
	return t
}

var tagTemplate = template.Must(template.New("").Parse(`<link rel="stylesheet" href="` + place + `preview.css">
<script type="module" src="` + place + `preview.js" id="retake-preview" data-page="{{.Page}}" data-print="{{.Print}}" data-sheet="{{.Style}}" data-badge="{{.Badge}}" data-hidden="{{.Hidden}}"></script>
`))

// inject puts the preview's lines before the head's end, or at the end of a
// page that has none.
func inject(page []byte, t tag) []byte {
	var b bytes.Buffer
	_ = tagTemplate.Execute(&b, t) // into memory, from texts: cannot fail
	at := bytes.Index(page, []byte("</head>"))
	if at < 0 {
		at = len(page)
	}
	whole := make([]byte, 0, len(page)+b.Len())
	return append(append(append(whole, page[:at]...), b.Bytes()...), page[at:]...)
}

// serveWaiting serves a page with nothing but the preview itself, which says
// what is wrong.
func (p *Preview) serveWaiting(w http.ResponseWriter, status int) {
	ownHeaders(w)
	w.Header().Set("Content-Type", htmlType)
	w.WriteHeader(status)
	_ = pageTemplates.ExecuteTemplate(w, "waiting.html", status == http.StatusServiceUnavailable) // a reader who has gone needs no error
}

// pageMistakes are what keeps a page from being rendered.
func pageMistakes(name string, err error) mistake.List {
	var wrong mistake.List
	if !errors.As(err, &wrong) {
		wrong = mistake.List{{Position: mistake.Position{File: name}, Rule: "template", Text: "this page cannot be made: " + err.Error()}}
	}
	return wrong
}
