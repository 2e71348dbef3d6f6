package style

import (
	"strconv"
	"strings"

	"retake/generator/colour"
)

// variable fills in the custom properties of a value.
func (s *Sheet) variable(scheme Scheme, value string) string {
	for range 8 { // properties may name others; a circle is no colour
		from := strings.Index(value, "var(")
		if from < 0 {
			return value
		}
		to := closing(value, from+3)
		if to < 0 {
			return value
		}
		name, fallback, _ := strings.Cut(value[from+4:to], ",")
		filled, ok := s.root[scheme][strings.TrimSpace(name)]
		if !ok {
			filled = strings.TrimSpace(fallback)
		}
		value = value[:from] + filled + value[to+1:]
	}
	return value
}

// closing is where the parenthesis that opens at a place closes, -1 when it
// does not.
func closing(s string, open int) int {
	depth := 0
	for i := open; i < len(s); i++ {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// paint is a colour that a value means. known is false when it cannot be told
// without a browser; none is true when there is nothing to see.
type paint struct {
	colour      colour.Colour
	known, none bool
}

// named are the few colours that sheets call by name.
var named = map[string]string{"white": "#fff", "black": "#000", "red": "#f00", "green": "#008000", "blue": "#00f", "yellow": "#ff0", "gray": "#808080", "grey": "#808080", "silver": "#c0c0c0", "lightgray": "#d3d3d3", "lightgrey": "#d3d3d3", "darkgray": "#a9a9a9", "orange": "#ffa500", "navy": "#000080", "teal": "#008080", "purple": "#800080", "maroon": "#800000", "tan": "#d2b48c"}

// readColour reads the colour in a value of color, background-color or
// background.
func readColour(value string, current paint) paint {
	value = strings.ToLower(strings.TrimSpace(value))
	switch value {
	case "none", "transparent", "initial", "unset", "0 0", "":
		return paint{none: true}
	case "currentcolor":
		return current
	}
	if name, ok := named[value]; ok {
		value = name
	}
	if c, ok := readRGB(value); ok {
		return paint{colour: c, known: true}
	}
	if len(value) == 9 && strings.HasSuffix(value, "ff") && value[0] == '#' {
		value = value[:7]
	}
	c, err := colour.Parse(value)
	return paint{colour: c, known: err == nil}
}

// readRGB reads rgb(1, 2, 3) and rgb(1 2 3), without transparency.
func readRGB(value string) (colour.Colour, bool) {
	inner, ok := strings.CutPrefix(value, "rgb(")
	if !ok || strings.Contains(inner, "/") {
		return colour.Colour{}, false
	}
	var parts [3]uint8
	fields := strings.FieldsFunc(strings.TrimSuffix(inner, ")"), func(r rune) bool { return r == ',' || r == ' ' })
	if len(fields) != 3 {
		return colour.Colour{}, false
	}
	for i, f := range fields {
		n, err := strconv.ParseUint(f, 10, 8)
		if err != nil {
			return colour.Colour{}, false
		}
		parts[i] = uint8(n)
	}
	return colour.Colour{R: parts[0], G: parts[1], B: parts[2]}, true
}

// length reads a length in CSS pixels. of is what a percentage and a bare
// number are of; em and root are sizes of text.
func length(value string, em, root, of float64) (float64, bool) {
	value = strings.ToLower(strings.TrimSpace(value))
	for _, unit := range []struct {
		name  string
		times float64
	}{{"rem", root}, {"em", em}, {"px", 1}, {"pt", 4.0 / 3}, {"%", of / 100}, {"", 0}} {
		number, ok := strings.CutSuffix(value, unit.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseFloat(number, 64)
		if unit.name == "" {
			return n * of, err == nil
		}
		if err == nil {
			return n * unit.times, true
		}
	}
	return 0, false
}
