package picture

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// arguments is how many numbers each command of a path takes.
var arguments = map[byte]int{
	'm': 2, 'l': 2, 'h': 1, 'v': 1, 'c': 6, 's': 4, 'q': 4, 't': 2, 'a': 7, 'z': 0,
}

// follow draws path data, the d attribute of a path.
func (p *pen) follow(data string) error {
	w := walker{pen: p, numbers: numbers{data}}
	var command byte
	for w.skip(); w.rest != ""; w.skip() {
		if _, known := arguments[w.rest[0]|0x20]; known {
			command, w.rest = w.rest[0], w.rest[1:]
		} else if command == 0 || command|0x20 == 'z' {
			return fmt.Errorf("unexpected %.12q", w.rest)
		}
		if err := w.step(command); err != nil {
			return err
		}
		if command|0x20 == 'm' {
			command-- // further pairs are lines: l follows m
		}
	}
	return nil
}

// walker is a pen with what the next command may refer to.
type walker struct {
	*pen
	numbers
	start    point // of the contour
	control  point // of the last curve, for the smooth ones
	previous byte  // command in lower case
}

func (w *walker) step(command byte) error {
	kind := command | 0x20
	var v [7]float64
	for i := range arguments[kind] {
		var err error
		if kind == 'a' && (i == 3 || i == 4) {
			v[i], err = w.flag()
		} else {
			v[i], err = w.number()
		}
		if err != nil {
			return err
		}
	}
	origin := point{}
	if command == kind {
		origin = w.at
	}
	w.draw(kind, v, origin)
	w.previous = kind
	return nil
}

// draw runs one command whose points are relative to origin.
func (w *walker) draw(kind byte, v [7]float64, origin point) {
	at := func(i int) point { return origin.plus(point{v[i], v[i+1]}) }
	switch kind {
	case 'm':
		w.start = at(0)
		w.move(w.start)
	case 'l':
		w.line(at(0))
	case 'h':
		w.line(point{origin.X + v[0], w.at.Y})
	case 'v':
		w.line(point{w.at.X, origin.Y + v[0]})
	case 'c':
		w.control = at(2)
		w.cubic(at(0), at(2), at(4))
	case 's':
		first := w.mirrored("cs")
		w.control = at(0)
		w.cubic(first, at(0), at(2))
	case 'q':
		w.control = at(0)
		w.quadratic(at(0), at(2))
	case 't':
		w.control = w.mirrored("qt")
		w.quadratic(w.control, at(0))
	case 'a':
		w.arc(v, at(5))
	case 'z':
		w.close(w.start)
	}
}

// mirrored is the control point that continues the last curve smoothly.
func (w *walker) mirrored(after string) point {
	if !strings.ContainsRune(after, rune(w.previous)) {
		return w.at
	}
	return w.at.times(2).minus(w.control)
}

// arc follows the conversion from end points to centre that the SVG
// specification describes in its implementation notes.
func (w *walker) arc(v [7]float64, to point) {
	rx, ry := math.Abs(v[0]), math.Abs(v[1])
	if rx == 0 || ry == 0 || to == w.at {
		w.line(to)
		return
	}
	half := rotation(-v[2]).apply(w.at.minus(to).times(0.5))
	if over := math.Hypot(half.X/rx, half.Y/ry); over > 1 {
		rx, ry = rx*over, ry*over
	}
	u := point{half.X / rx, half.Y / ry}
	k := math.Sqrt(max(0, 1/u.dot(u)-1))
	if v[3] == v[4] {
		k = -k
	}
	c := point{k * u.Y, -k * u.X} // centre, on the unit circle's scale
	centre := rotation(v[2]).apply(point{c.X * rx, c.Y * ry}).plus(between(w.at, to, 0.5))
	from, end := u.minus(c), u.times(-1).minus(c)
	by := math.Atan2(from.cross(end), from.dot(end))
	if v[4] == 1 && by < 0 {
		by += 2 * math.Pi
	} else if v[4] == 0 && by > 0 {
		by -= 2 * math.Pi
	}
	w.sweep(centre, rx, ry, v[2], math.Atan2(from.Y, from.X), by)
	w.line(to)
}

// numbers reads the numbers of an attribute one by one.
type numbers struct{ rest string }

func (n *numbers) skip() { n.rest = strings.TrimLeft(n.rest, " \t\r\n,") }

func (n *numbers) number() (float64, error) {
	n.skip()
	end := numberLength(n.rest)
	v, err := strconv.ParseFloat(n.rest[:end], 64)
	if err != nil {
		return 0, fmt.Errorf("%.12q is not a number", n.rest)
	}
	n.rest = n.rest[end:]
	return v, nil
}

// flag reads one digit, 0 or 1, which may touch what follows.
func (n *numbers) flag() (float64, error) {
	n.skip()
	if n.rest == "" || n.rest[0] != '0' && n.rest[0] != '1' {
		return 0, fmt.Errorf("%.12q is not a flag", n.rest)
	}
	v := float64(n.rest[0] - '0')
	n.rest = n.rest[1:]
	return v, nil
}

// all reads what is left.
func (n *numbers) all() ([]float64, error) {
	var list []float64
	for n.skip(); n.rest != ""; n.skip() {
		v, err := n.number()
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

// numberLength is how far the number at the start of the text goes. A second
// point or sign starts the next number.
func numberLength(text string) int {
	point, exponent := false, false
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
		case c == '.' && !point && !exponent:
			point = true
		case (c == '-' || c == '+') && (i == 0 || text[i-1]|0x20 == 'e'):
		case c|0x20 == 'e' && i > 0 && !exponent:
			exponent = true
		default:
			return i
		}
	}
	return len(text)
}
