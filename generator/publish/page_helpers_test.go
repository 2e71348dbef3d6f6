package publish_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// page is a published page, parsed as a browser does.
type page struct {
	t    *testing.T
	name string
	url  *url.URL
	root *html.Node
}

func (s *site) page(name string) *page {
	s.t.Helper()
	root, err := html.Parse(strings.NewReader(s.file(name)))
	if err != nil {
		s.t.Fatalf("%s: %v", name, err)
	}
	address, err := url.Parse(s.base + strings.TrimSuffix(name, "index.html"))
	if err != nil {
		s.t.Fatal(err)
	}
	return &page{s.t, name, address, root}
}

// all are the nodes that a selector finds, in the order of the page.
func (p *page) all(selector string) []*html.Node {
	p.t.Helper()
	matcher, err := cascadia.ParseGroup(selector)
	if err != nil {
		p.t.Fatalf("%q: %v", selector, err)
	}
	return cascadia.QueryAll(p.root, matcher)
}

// one is the only node that a selector finds.
func (p *page) one(selector string) *html.Node {
	p.t.Helper()
	found := p.all(selector)
	if len(found) != 1 {
		p.t.Fatalf("%s has %d of %s, want 1", p.name, len(found), selector)
	}
	return found[0]
}

// texts are what the nodes of a selector say.
func (p *page) texts(selector string) []string {
	p.t.Helper()
	var found []string
	for _, n := range p.all(selector) {
		found = append(found, text(n))
	}
	return found
}

// has fails the test unless the nodes of a selector say exactly this.
func (p *page) has(selector string, want ...string) {
	p.t.Helper()
	if got := p.texts(selector); !slices.Equal(got, want) {
		p.t.Errorf("%s: %s says %q, want %q", p.name, selector, got, want)
	}
}

// hasNo fails the test when a selector finds anything.
func (p *page) hasNo(selector string) {
	p.t.Helper()
	if n := len(p.all(selector)); n > 0 {
		p.t.Errorf("%s has %d of %s, want none", p.name, n, selector)
	}
}

// attrs are the values of an attribute on the nodes of a selector.
func (p *page) attrs(selector, name string) []string {
	p.t.Helper()
	var found []string
	for _, n := range p.all(selector) {
		found = append(found, attr(n, name))
	}
	return found
}

// resolve is where a link on the page leads, in full.
func (p *page) resolve(ref string) *url.URL {
	p.t.Helper()
	u, err := p.url.Parse(ref)
	if err != nil {
		p.t.Fatalf("%s links to %q: %v", p.name, ref, err)
	}
	return u
}

// ids are the page's ids; the test fails when one stands twice.
func (p *page) ids() map[string]bool {
	p.t.Helper()
	seen := map[string]bool{}
	for _, id := range p.attrs("[id]", "id") {
		if seen[id] {
			p.t.Errorf("%s has the id %q twice", p.name, id)
		}
		seen[id] = true
	}
	return seen
}

// text is what a node says, with single blanks.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// under are the nodes below another that a selector finds.
func (p *page) under(n *html.Node, selector string) []*html.Node {
	p.t.Helper()
	matcher, err := cascadia.ParseGroup(selector)
	if err != nil {
		p.t.Fatalf("%q: %v", selector, err)
	}
	return cascadia.QueryAll(n, matcher)
}

// rawText is what stands in a node, blank by blank.
func rawText(n *html.Node) string {
	if n.FirstChild == nil {
		return ""
	}
	return n.FirstChild.Data
}
