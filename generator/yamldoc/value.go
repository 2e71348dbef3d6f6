package yamldoc

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"

	"retake/generator/mistake"
)

// Text reads a string. A bare number, date or yes is what the writer typed,
// so it counts as text too.
func (n Node) Text() (string, bool) {
	switch v := n.ast.(type) {
	case *ast.StringNode:
		return v.Value, n.printable(v.Value)
	case *ast.LiteralNode:
		return v.Value.Value, n.printable(v.Value.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return v.GetToken().Value, true
	}
	n.wrongType("text")
	return "", false
}

// printable tells whether a text can be shown. A quoted one may spell out
// characters that no file would be allowed to hold, like "\0".
func (n Node) printable(text string) bool {
	bad := strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
	})
	if bad = bad || !utf8.ValidString(text); bad {
		n.Wrong("control-character", "there is a control character in this text", "Delete it.")
	}
	return !bad
}

// Texts reads a list of strings; a single string counts as a list of one.
func (n Node) Texts() ([]string, bool) {
	nodes, ok := n.List()
	if !ok {
		return nil, false
	}
	texts := make([]string, 0, len(nodes))
	for _, item := range nodes {
		t, good := item.Text()
		texts, ok = append(texts, t), ok && good
	}
	return texts, ok
}

// List reads a list; a single value counts as a list of one, unless it is a
// text with commas, as if several were meant.
func (n Node) List() ([]Node, bool) {
	switch v := n.ast.(type) {
	case *ast.SequenceNode:
		nodes := make([]Node, len(v.Values))
		for i, item := range v.Values {
			nodes[i] = Node{n.doc, item}
		}
		return nodes, true
	case *ast.MappingNode, *ast.MappingValueNode, *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		n.wrongType("a list")
		return nil, false
	case *ast.StringNode:
		if strings.Contains(v.Value, ", ") {
			n.Wrong("wrong-type", "this should be a list, and is one text with commas in it", "Write a list: ["+v.Value+"]")
			return nil, false
		}
	}
	return []Node{n}, true
}

// Bool reads true or false.
func (n Node) Bool() (bool, bool) {
	if v, ok := n.ast.(*ast.BoolNode); ok {
		return v.Value, true
	}
	if v, ok := n.ast.(*ast.StringNode); ok {
		for _, pair := range [][2]string{{"yes on y", "true"}, {"no off n", "false"}} {
			if slices.Contains(strings.Fields(pair[0]), strings.ToLower(v.Value)) {
				n.Wrong("wrong-type", "this should be true or false", "Write "+pair[1]+".")
				return false, false
			}
		}
	}
	n.wrongType("true or false")
	return false, false
}

// Int reads a whole number of at most 32 bits.
func (n Node) Int() (int, bool) {
	if v, ok := n.ast.(*ast.IntegerNode); ok {
		if i, err := strconv.ParseInt(strings.ReplaceAll(v.Token.Value, "_", ""), 0, 32); err == nil {
			return int(i), true
		}
	}
	n.wrongType("a whole number")
	return 0, false
}

// Float reads a finite number.
func (n Node) Float() (float64, bool) {
	switch v := n.ast.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		f, err := strconv.ParseFloat(strings.ReplaceAll(v.GetToken().Value, "_", ""), 64)
		if err == nil && !math.IsInf(f, 0) && !math.IsNaN(f) {
			return f, true
		}
	}
	n.wrongType("a number")
	return 0, false
}

// Date reads a day, 2026-11-22, as midnight UTC.
func (n Node) Date() (time.Time, bool) {
	text, ok := n.Text()
	if !ok {
		return time.Time{}, false
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		n.Wrong("bad-date", fmt.Sprintf("%q is not a date", text), "Write year-month-day, like 2026-11-22.")
		return time.Time{}, false
	}
	return day, true
}

func (n Node) wrongType(want string) {
	n.Wrong("wrong-type", fmt.Sprintf("this should be %s, and is %s", want, n.describe()), "")
}

func (n Node) describe() string {
	switch n.ast.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a group of keys"
	case *ast.SequenceNode:
		return "a list"
	case *ast.NullNode, nil:
		return "empty"
	case *ast.IntegerNode, *ast.FloatNode:
		return "a number"
	case *ast.BoolNode:
		return "true or false"
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		return "an anchor, alias or tag, which are not used here"
	}
	return "text"
}

// positionOf is the place of a key.
func (d *Doc) positionOf(key ast.MapKeyNode) mistake.Position { return d.place(key.GetToken()) }
