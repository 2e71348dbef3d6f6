package audit

import (
	"fmt"
	"path"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"retake/generator/audit/style"
)

// sheet is what a page's style sheets say together, read once for all pages
// that have the same.
func (p *Published) sheet(d *Digest) *style.Sheet {
	var names []string
	for _, u := range d.uses {
		if name := p.resolve(d, u.href).name; u.element == "link" && u.loaded && path.Ext(name) == ".css" {
			names = append(names, name)
		}
	}
	key := strings.Join(names, "\n")
	read, _ := p.sheets.LoadOrStore(key, sync.OnceValue(func() *style.Sheet {
		var all strings.Builder
		for _, name := range names {
			all.Write(p.Read(name))
			all.WriteByte('\n')
		}
		return style.Parse(all.String())
	}))
	return read.(func() *style.Sheet)()
}

// styled yields each element that can be seen, with its style. Each style is
// yielded once a page: what holds of one element holds of the others.
func (p *Page) styled(wanted func(*html.Node) bool) func(yield func(*html.Node, *style.Style) bool) {
	sheet, seen := p.in.sheet(p.Digest), map[*style.Style]bool{}
	return func(yield func(*html.Node, *style.Style) bool) {
		var visit func(n *html.Node, parent *style.Style) bool
		visit = func(n *html.Node, parent *style.Style) bool {
			for child := range n.ChildNodes() {
				if child.Type != html.ElementNode || hasAttribute(child, "hidden") {
					continue
				}
				switch child.Data {
				case "head", "svg", "script", "style", "template", "noscript":
					continue
				}
				own := sheet.Below(parent, child)
				if own.Display == "none" {
					continue
				}
				if !seen[own] && wanted(child) {
					seen[own] = true
					if !yield(child, own) {
						return false
					}
				}
				if !visit(child, own) {
					return false
				}
			}
			return true
		}
		visit(p.Root, sheet.Root())
	}
}

// tag writes an element as it begins, with its class, or with the class of
// what it stands in.
func tag(n *html.Node) string {
	if class := attribute(n, "class"); class != "" {
		return fmt.Sprintf("<%s class=%q>", n.Data, class)
	}
	for up := range n.Ancestors() {
		if attribute(up, "class") != "" {
			return fmt.Sprintf("<%s> in %s", n.Data, tag(up))
		}
	}
	return "<" + n.Data + ">"
}
