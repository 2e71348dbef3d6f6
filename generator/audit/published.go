package audit

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"retake/generator/audit/axe"
	"retake/generator/audit/online"
	"retake/generator/guide"
	"retake/generator/mistake"
	"retake/generator/render"
	"retake/generator/search"
)

// Page is one published page while it is looked at: as a browser gets it,
// and parsed. Rules must not keep or change it; what is needed of all pages
// at once is gathered in its [Digest].
type Page struct {
	*Digest
	Source []byte
	Root   *html.Node

	nodes []*html.Node // below Root, in their order
	names *names
	in    *Published
}

// Digest is what is kept of a published page until all have been seen.
type Digest struct {
	Name  string      // of its file below the site's root: "es/reasons/blurry-photo/index.html"
	URL   string      // below the site's root: "es/reasons/blurry-photo/"
	Of    *guide.Page // the page of the guide that it shows; nil when it is made of several or of none
	Bytes int
	IDs   map[string]bool
	Links []string // of its anchors, as written, each once
	Head
	uses []use    // what else it asks for, each once
	base *url.URL // that its addresses are relative to
}

// Published is all that is published, once every page has been seen.
type Published struct {
	Pages []*Digest // in the order of outputs

	answers    map[string]online.Answer // of other servers, by address without fragment
	violations []axe.Violation          // that a browser found

	subject  *Subject
	memory   *Memory       // nil for none
	need     func(*Digest) // fills in what is not there yet; nil when all pages have been seen
	outputs  map[string]render.Output
	old      map[string]bool // names of the pages at old addresses
	byName   map[string]*Digest
	faults   func() map[string][]Finding
	folded   func() map[string]string    // names in lower case → names
	foreign  func() map[string]bool      // in the published folder, and not written by a build
	external func() map[string][]*Digest // addresses elsewhere → the pages that link there
	sizes    sync.Map                    // name → weight or width, see [Published.once]
	sheets   sync.Map                    // names → *style.Sheet, see [Published.sheet]
	mu       sync.Mutex
	failed   error                             // the first file that could not be read
	wrong    mistake.List                      // what showed when files were made
	tested   []searchTest                      // nil when they were not run
	readers  map[*guide.Guide][]*search.Reader // opened, and not in use
}

func newPublished(s *Subject) *Published {
	p := &Published{subject: s, outputs: map[string]render.Output{}, old: map[string]bool{}, byName: map[string]*Digest{}, readers: map[*guide.Guide][]*search.Reader{}}
	p.folded, p.faults, p.external = sync.OnceValue(p.fold), sync.OnceValue(p.linkFaults), sync.OnceValue(p.linksOut)
	p.foreign = sync.OnceValue(func() map[string]bool { return foreignFiles(s.Config) })
	of := map[string]*guide.Page{}
	for _, g := range s.Site.Guides {
		for _, page := range g.Pages {
			of[guide.FileAt(page.URL)] = page
			for _, alias := range page.Aliases {
				p.old[guide.FileAt(alias)] = true
			}
		}
	}
	for _, o := range s.Outputs {
		p.outputs[o.Name] = o
		if path.Ext(o.Name) == ".html" {
			d := &Digest{Name: o.Name, URL: guide.AddressOf(o.Name), Of: of[o.Name], IDs: map[string]bool{}}
			d.base, _ = url.Parse(s.Config.Absolute(d.URL)) // the site's own address was checked on reading
			p.Pages, p.byName[o.Name] = append(p.Pages, d), d
		}
	}
	return p
}

// Has tells whether a file is published.
func (p *Published) Has(name string) bool {
	_, ok := p.outputs[name]
	return ok
}

// Read is a published file's text: of the sitemap, a style sheet, a picture.
// It is made anew each time.
func (p *Published) Read(name string) []byte {
	var b bytes.Buffer
	output, ok := p.outputs[name]
	if !ok {
		return nil
	}
	if err := output.Write(&b); err != nil {
		p.fail(fmt.Errorf("make %s: %w", name, err))
	}
	return b.Bytes()
}

// fail keeps why something cannot be looked at: each mistake, but of other
// errors the first.
func (p *Published) fail(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if wrong := (mistake.List)(nil); errors.As(err, &wrong) {
		p.wrong = append(p.wrong, wrong...)
	} else if p.failed == nil {
		p.failed = err
	}
}

func (p *Published) err() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.failed != nil {
		return p.failed
	}
	return p.wrong.Sorted().Err()
}

// page makes and parses one page, and fills in its digest.
func (p *Published) page(i int) (*Page, error) {
	d := p.Pages[i]
	var source bytes.Buffer
	if err := p.outputs[d.Name].Write(&source); err != nil {
		return nil, fmt.Errorf("make %s: %w", d.Name, err)
	}
	root, err := html.Parse(bytes.NewReader(source.Bytes()))
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", d.Name, err)
	}
	nodes := slices.Collect(root.Descendants())
	d.Bytes = source.Len()
	d.take(nodes)
	return &Page{d, source.Bytes(), root, nodes, newNames(nodes), p}, nil
}

// digest is what is kept of the page with a name, nil when there is none.
func (p *Published) digest(name string) *Digest {
	d := p.byName[name]
	if d != nil && p.need != nil {
		p.need(d)
	}
	return d
}

// forwarding is the page with a name if it only leads on to another. While
// pages are made one by one, none is made that is not at an old address: the
// page that prints a whole guide is linked to from everywhere.
func (p *Published) forwarding(name string) *Digest {
	if p.need != nil && !p.old[name] {
		return nil
	}
	if d := p.digest(name); d != nil && d.Refresh != "" {
		return d
	}
	return nil
}

// attribute is an element's attribute, empty when it has none.
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// words are what an element says, blanks joined.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// finding is a finding on a published page: about the file that its text
// comes from, or about the published file when it comes from several.
func (d *Digest) finding(text, hint string) Finding {
	f := about(d.URL, mistake.Mistake{Position: mistake.Position{File: d.Name}, Text: text, Hint: hint})
	f.on = d
	if d.Of != nil {
		f.Position = d.Of.Doc.At(0)
		f.Line, f.Column = 0, 0
	}
	return f
}
