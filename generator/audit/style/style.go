package style

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"retake/generator/colour"
)

// Style is how an element looks, as far as the sheet says.
type Style struct {
	Schemes [2]Look
	// Parts are looks of what is not in the page's text: "before", "after",
	// "marker", "placeholder", and "hover" for the element under the pointer.
	Parts map[string][2]Look

	FontSize, LineHeight float64 // in CSS pixels
	Bold                 bool
	Display              string  // "inline" when nothing is said
	Block                float64 // height that it has at least, in CSS pixels, with one line of text
	Inline               float64 // width that the sheet gives it; 0 when none

	id string // the signatures of the element and of those around it
}

// Look is a text's colour and what it stands on.
type Look struct {
	Text, Ground colour.Colour
	Known        bool // false when one of them cannot be told without a browser
	text, ground paint
}

// Contrast is the look's contrast (WCAG 2.2).
func (l Look) Contrast() float64 { return colour.Contrast(l.Text, l.Ground) }

// Large tells whether text of the style needs less contrast (WCAG 2.2,
// 1.4.3): from 24 px on, in bold from 18.66.
func (s *Style) Large() bool { return s.FontSize >= 24 || s.Bold && s.FontSize >= 18.66 }

// initial is how a page looks before a sheet says anything.
func initial() *Style {
	s := &Style{FontSize: 16, LineHeight: 1.2, Display: "block"}
	s.Schemes[Light] = look(paint{known: true}, paint{colour: colour.Colour{R: 255, G: 255, B: 255}, known: true})
	s.Schemes[Dark] = look(paint{colour: colour.Colour{R: 255, G: 255, B: 255}, known: true}, paint{colour: colour.Colour{R: 0x12, G: 0x12, B: 0x12}, known: true})
	return s
}

func look(text, ground paint) Look {
	return Look{Text: text.colour, Ground: ground.colour, Known: text.known && ground.known, text: text, ground: ground}
}

// Of is the style of an element. Elements that no selector tells apart, below
// others that are the same, share it.
func (s *Sheet) Of(n *html.Node) *Style {
	parent := initial()
	if n.Parent != nil && n.Parent.Type == html.ElementNode {
		parent = s.Of(n.Parent)
	}
	return s.Below(parent, n)
}

// Below is the style of an element whose parent's style is known.
func (s *Sheet) Below(parent *Style, n *html.Node) *Style {
	id := parent.id + ">" + s.signature(n)
	if known, ok := s.known.Load(id); ok {
		return known.(*Style)
	}
	made := s.compute(parent, n)
	made.id = id
	known, _ := s.known.LoadOrStore(id, made)
	return known.(*Style)
}

// Root is the style above the page.
func (s *Sheet) Root() *Style { return initial() }

// signed are the attributes that a signature names.
var signed = []string{"class", "type", "role", "dir", "hidden", "aria-selected", "aria-current", "open", "disabled"}

// signature names all of an element that selectors ask for: its name, what
// many ask for, and which of those with other wishes it meets.
func (s *Sheet) signature(n *html.Node) string {
	var b strings.Builder
	b.WriteString(n.Data)
	for _, a := range n.Attr {
		if slices.Contains(signed, a.Key) {
			b.WriteByte(' ')
			b.WriteString(a.Key)
			b.WriteByte('=')
			b.WriteString(a.Val)
		}
	}
	for _, r := range s.picky {
		if r.selector.Match(n) {
			b.WriteByte(' ')
			b.WriteString(strconv.Itoa(r.order))
		}
	}
	return b.String()
}

// properties are those that a style is made of. Rules that declare only others
// are many, and need not be matched.
var properties = []string{
	"background", "background-color", "block-size", "color", "content", "display", "font", "font-size", "font-weight", "height", "inline-size",
	"line-height", "min-block-size", "min-height", "min-inline-size", "min-width", "opacity", "padding", "padding-block", "padding-block-end",
	"padding-block-start", "padding-bottom", "padding-top", "width",
}

// compute applies the sheet's rules to an element.
func (s *Sheet) compute(parent *Style, n *html.Node) *Style {
	matching := s.matching(n)
	made := &Style{Display: display(n), Bold: bold(n) || parent.Bold, Parts: map[string][2]Look{}}
	plain := declared(matching, Light, "", false)
	s.text(made, parent, n, plain)
	made.box(plain, s.rootSize(n))
	for _, scheme := range Schemes {
		made.Schemes[scheme] = s.look(scheme, declared(matching, scheme, "", false), parent.Schemes[scheme])
	}
	for _, part := range []string{"before", "after", "marker", "placeholder", "hover"} {
		s.part(made, parent, matching, part)
	}
	return made
}

// part works out the look of a part of an element that the sheet gives
// colours of its own.
func (s *Sheet) part(made, parent *Style, matching []*rule, name string) {
	hover, pseudo := name == "hover", name
	if hover {
		pseudo = ""
	}
	var looks [2]Look
	coloured := false
	for _, scheme := range Schemes {
		of := declared(matching, scheme, pseudo, hover)
		if empty := strings.Trim(of["content"], `"' `); (name == "before" || name == "after") && (empty == "" || empty == "none") {
			return // nothing is written there
		}
		own := of["color"] != "" || of["background"] != "" || of["background-color"] != ""
		if hover {
			looks[scheme] = s.look(scheme, of, parent.Schemes[scheme])
			own = looks[scheme] != made.Schemes[scheme]
		} else {
			looks[scheme] = s.look(scheme, of, made.Schemes[scheme])
		}
		coloured = coloured || own
	}
	if coloured {
		made.Parts[name] = looks
	}
}

func (s *Sheet) matching(n *html.Node) []*rule {
	var found []*rule
	for _, r := range s.rules {
		if r.selector.Match(n) {
			found = append(found, r)
		}
	}
	slices.SortStableFunc(found, func(a, b *rule) int {
		switch {
		case a.weight.Less(b.weight):
			return -1
		case b.weight.Less(a.weight):
			return 1
		}
		return a.order - b.order
	})
	return found
}

// declared is what the rules say of an element or a part of it; the last one
// counts, and important ones above all.
func declared(matching []*rule, scheme Scheme, pseudo string, hover bool) map[string]string {
	values := map[string]string{}
	for _, important := range []bool{false, true} {
		for _, r := range matching {
			if !r.schemes[scheme] || r.pseudo != pseudo || r.hover && !hover {
				continue
			}
			for _, d := range r.declared {
				if d.important == important {
					values[d.property] = d.value
					if d.property == "background" {
						delete(values, "background-color")
					}
				}
			}
		}
	}
	return values
}

func (s *Sheet) look(scheme Scheme, of map[string]string, parent Look) Look {
	text, ground := parent.text, parent.ground
	if value := s.variable(scheme, of["color"]); value != "" && value != "inherit" {
		if text = readColour(value, parent.text); text.none {
			text = parent.text
		}
	}
	for _, property := range []string{"background", "background-color"} {
		value := s.variable(scheme, of[property])
		if value == "" {
			continue
		}
		if p := readColour(value, text); !p.none {
			ground = p
		}
	}
	if opacity := of["opacity"]; opacity != "" && opacity != "1" {
		text.known = false
	}
	return look(text, ground)
}

// text works out size, height and weight of an element's text.
func (s *Sheet) text(made, parent *Style, n *html.Node, of map[string]string) {
	made.FontSize, made.LineHeight = parent.FontSize, parent.LineHeight
	root := s.rootSize(n)
	if font := s.variable(Light, of["font"]); font != "" && font != "inherit" {
		for _, part := range strings.Fields(font) {
			size, line, _ := strings.Cut(part, "/")
			if px, ok := length(size, parent.FontSize, root, parent.FontSize); ok && strings.ContainsAny(size, "0123456789") {
				made.FontSize = px
				if n, err := strconv.ParseFloat(line, 64); err == nil {
					made.LineHeight = n
				}
				break
			}
		}
	}
	if size, ok := length(of["font-size"], parent.FontSize, root, parent.FontSize); ok {
		made.FontSize = size
	}
	if line := of["line-height"]; line != "" {
		if n, err := strconv.ParseFloat(line, 64); err == nil {
			made.LineHeight = n
		} else if px, ok := length(line, made.FontSize, root, made.FontSize); ok && made.FontSize > 0 {
			made.LineHeight = px / made.FontSize
		}
	}
	switch weight := of["font-weight"]; weight {
	case "", "inherit":
	case "bold", "bolder":
		made.Bold = true
	default:
		number, err := strconv.Atoi(weight)
		made.Bold = err == nil && number >= 700
	}
}

// rootSize is the size of the root's text, what a rem is.
func (s *Sheet) rootSize(n *html.Node) float64 {
	for up := n; up != nil; up = up.Parent {
		if up.Type == html.ElementNode && up.Data == "html" && up != n {
			return s.Below(initial(), up).FontSize
		}
	}
	return 16
}

// box works out how high an element is at least, and how wide it is made.
func (s *Style) box(of map[string]string, root float64) {
	if d := of["display"]; d != "" {
		s.Display = d
	}
	px := func(properties ...string) float64 {
		for _, p := range properties {
			if n, ok := length(strings.Fields(of[p] + " x")[0], s.FontSize, root, 0); ok && of[p] != "" {
				return n
			}
		}
		return 0
	}
	padding := 2 * px("padding-block", "padding")
	if px("padding-block-start", "padding-top") > 0 || px("padding-block-end", "padding-bottom") > 0 {
		padding = px("padding-block-start", "padding-top") + px("padding-block-end", "padding-bottom")
	}
	s.Block = s.FontSize*s.LineHeight + padding
	if given := px("block-size", "height"); given > 0 {
		s.Block = given
	}
	s.Block = max(s.Block, px("min-block-size", "min-height"))
	s.Inline = max(px("inline-size", "width"), px("min-inline-size", "min-width"))
}

// display is that of an element that no sheet speaks of.
func display(n *html.Node) string {
	switch n.Data {
	case "button", "input", "select", "textarea":
		return "inline-block"
	case "a", "span", "strong", "em", "b", "i", "code", "small", "label", "svg", "img", "mark", "abbr", "sub", "sup", "time", "kbd":
		return "inline"
	}
	return "block"
}

func bold(n *html.Node) bool {
	return slices.Contains([]string{"h1", "h2", "h3", "h4", "h5", "h6", "th", "strong", "b"}, n.Data)
}
