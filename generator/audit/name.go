package audit

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// names works out what screen readers call the elements of one page, in
// short: the order of the standard (Accessible Name and Description
// Computation 1.2) without what pages without script cannot have.
type names struct {
	byID   map[string]*html.Node
	labels map[string]*html.Node // by the id that they are for
}

func newNames(nodes []*html.Node) *names {
	n := &names{map[string]*html.Node{}, map[string]*html.Node{}}
	for _, e := range nodes {
		if e.Type != html.ElementNode {
			continue
		}
		if id := attribute(e, "id"); id != "" && n.byID[id] == nil {
			n.byID[id] = e
		}
		if e.Data == "label" {
			n.labels[attribute(e, "for")] = e
		}
	}
	return n
}

// of is an element's name, empty when it has none.
func (n *names) of(e *html.Node) string {
	if name := n.given(e); name != "" {
		return name
	}
	switch e.Data {
	case "input":
		if kind := strings.ToLower(attribute(e, "type")); kind == "submit" || kind == "reset" || kind == "button" {
			if value, ok := lookup(e, "value"); ok || kind == "button" {
				return strings.TrimSpace(value)
			}
			return kind // browsers write a word of their own on it
		}
		return n.label(e)
	case "select", "textarea", "meter", "progress":
		return n.label(e)
	case "img", "area":
		return strings.TrimSpace(attribute(e, "alt"))
	}
	return n.within(e)
}

// given is a name that an attribute gives.
func (n *names) given(e *html.Node) string {
	var parts []string
	for _, id := range strings.Fields(attribute(e, "aria-labelledby")) {
		if other := n.byID[id]; other != nil {
			parts = append(parts, words(other))
		}
	}
	if name := strings.TrimSpace(strings.Join(parts, " ")); name != "" {
		return name
	}
	return strings.TrimSpace(attribute(e, "aria-label"))
}

// label is the name of a field: of its label, or of what stands around it.
func (n *names) label(e *html.Node) string {
	if label := n.labels[attribute(e, "id")]; label != nil && attribute(e, "id") != "" {
		return n.within(label)
	}
	for up := range e.Ancestors() {
		if up.Data == "label" {
			return n.within(up)
		}
	}
	return strings.TrimSpace(attribute(e, "title"))
}

// within is the name that an element gets from what is in it.
func (n *names) within(e *html.Node) string {
	var parts []string
	for child := range e.ChildNodes() {
		switch {
		case child.Type == html.TextNode:
			parts = append(parts, child.Data)
		case child.Type != html.ElementNode || attribute(child, "aria-hidden") == "true" || hasAttribute(child, "hidden"):
		case child.Namespace == "svg" && (child.Data == "defs" || child.Data == "desc" || child.Data == "style"):
		default:
			parts = append(parts, " "+n.of(child)+" ")
		}
	}
	name := strings.Join(strings.Fields(strings.Join(parts, "")), " ")
	if name == "" {
		name = strings.TrimSpace(attribute(e, "title"))
	}
	return name
}

func hasAttribute(n *html.Node, name string) bool {
	_, ok := lookup(n, name)
	return ok
}

// controls are the roles and elements that readers operate.
var controls = []string{"button", "select", "textarea", "summary", "iframe"}

// isControl tells whether readers operate an element: links, buttons, fields.
func isControl(n *html.Node) bool {
	switch {
	case n.Data == "a" || n.Data == "area":
		return hasAttribute(n, "href")
	case n.Data == "input":
		return !strings.EqualFold(attribute(n, "type"), "hidden")
	case slices.Contains(controls, n.Data):
		return true
	}
	return slices.Contains([]string{"button", "link", "checkbox", "radio", "switch", "tab", "menuitem", "option", "textbox", "combobox", "slider"}, attribute(n, "role"))
}

// elements are those of a page, in their order.
func (p *Page) elements(yield func(*html.Node) bool) {
	for _, n := range p.nodes {
		if n.Type == html.ElementNode && !yield(n) {
			return
		}
	}
}

// unseen tells whether an element is hidden from everybody, or from those who
// listen.
func unseen(n *html.Node) bool {
	for up := n; up != nil; up = up.Parent {
		if up.Type == html.ElementNode && (attribute(up, "aria-hidden") == "true" || hasAttribute(up, "hidden") || up.Data == "noscript" || up.Data == "template") {
			return true
		}
	}
	return false
}
