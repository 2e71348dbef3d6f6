package picture

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"math"
	"strings"

	"retake/generator/colour"
)

// paint is what a class means: an area or a line of one colour.
type paint struct {
	colour color.Color
	line   bool
}

// classes is what the classes of a drawing mean in a palette.
func classes(p colour.Palette) map[string]paint {
	shade := color.NRGBA{p.DrawShade.R, p.DrawShade.G, p.DrawShade.B, uint8(math.Round(p.ShadeOpacity * 255))}
	return map[string]paint{
		"d-paper": {p.DrawPaper, false}, "d-skin": {p.DrawSkin, false},
		"d-glow": {p.DrawGlow, false}, "d-shade": {shade, false},
		"d-ink": {p.DrawInk, false}, "d-line": {p.DrawInk, true},
		"d-soft": {p.DrawSoft, false}, "d-softline": {p.DrawSoft, true},
		"d-accent": {p.Accent, false}, "d-accentline": {p.Accent, true},
		"d-bad": {p.Bad, false}, "d-badline": {p.Bad, true},
		"d-good": {p.Good, false}, "d-goodline": {p.Good, true},
	}
}

// style is how an element looks and where it lies. Elements take it over from
// the one that they are in. Nil colours draw nothing.
type style struct {
	to           matrix
	fill, stroke color.Color
	width        float64 // of the stroke, in the drawing's units
	cap, join    string
	dashes       []float64
}

func plain(p colour.Palette, to matrix) style {
	return style{to: to, fill: p.DrawInk, width: 2, cap: "round", join: "round"}
}

// brush is the style's stroke in pixels.
func (s style) brush() brush {
	scale := s.to.scale()
	b := brush{width: near(s.width * scale), cap: s.cap, join: s.join}
	for _, d := range s.dashes {
		b.dashes = append(b.dashes, d*scale)
	}
	return b
}

// read takes an element's attributes into the style. It returns the opacity
// of the element as a whole, from 0 to 1.
func (s *style) read(e xml.StartElement, classes map[string]paint) (opacity float64, err error) {
	opacity = 1
	for _, a := range e.Attr {
		value := numbers{a.Value}
		switch a.Name.Local {
		case "class":
			s.classed(strings.Fields(a.Value), classes)
		case "transform":
			err = s.transform(a.Value)
		case "stroke-width":
			s.width, err = value.number()
		case "stroke-linecap":
			s.cap = a.Value
		case "stroke-linejoin":
			s.join = a.Value
		case "stroke-dasharray":
			s.dashes, err = dashes(a.Value)
		case "opacity":
			opacity, err = value.number()
			opacity = min(max(opacity, 0), 1)
		}
		if err != nil {
			return 1, fmt.Errorf("%s: %w", a.Name.Local, err)
		}
	}
	return opacity, nil
}

// classed applies lines before areas: a line alone is not filled, a line that
// is also an area is.
func (s *style) classed(names []string, classes map[string]paint) {
	for _, name := range names {
		if p, known := classes[name]; known && p.line {
			s.stroke, s.fill = p.colour, nil
		}
	}
	for _, name := range names {
		if p, known := classes[name]; known && !p.line {
			s.fill = p.colour
		}
	}
}

func dashes(text string) ([]float64, error) {
	if text == "none" {
		return nil, nil
	}
	list, err := (&numbers{text}).all()
	for _, d := range list {
		if d < 0 {
			return nil, fmt.Errorf("%q has a negative length", text)
		}
	}
	return list, err
}

// transform reads a list such as "translate(2) rotate(45 78 131)".
func (s *style) transform(list string) error {
	for rest := strings.TrimLeft(list, " ,\n\t"); rest != ""; rest = strings.TrimLeft(rest, " ,\n\t") {
		name, after, _ := strings.Cut(rest, "(")
		inside, next, closed := strings.Cut(after, ")")
		v, err := (&numbers{inside}).all()
		m, known := transformation(strings.TrimSpace(name), v)
		if err != nil || !closed || !known {
			return fmt.Errorf("%.24q is not a transformation", rest)
		}
		s.to, rest = s.to.after(m), next
	}
	return nil
}

func transformation(name string, v []float64) (m matrix, known bool) {
	switch fmt.Sprint(name, len(v)) {
	case "translate1":
		return translation(v[0], 0), true
	case "translate2":
		return translation(v[0], v[1]), true
	case "scale1":
		return matrix{a: v[0], d: v[0]}, true
	case "scale2":
		return matrix{a: v[0], d: v[1]}, true
	case "rotate1":
		return rotation(v[0]), true
	case "rotate3":
		return translation(v[1], v[2]).after(rotation(v[0])).after(translation(-v[1], -v[2])), true
	case "skewX1":
		return matrix{1, 0, math.Tan(v[0] * math.Pi / 180), 1, 0, 0}, true
	case "skewY1":
		return matrix{1, math.Tan(v[0] * math.Pi / 180), 0, 1, 0, 0}, true
	case "matrix6":
		return matrix{v[0], v[1], v[2], v[3], v[4], v[5]}, true
	}
	return identity, false
}
