package yamldoc

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// Set writes one value into a document and leaves every other byte as it is:
// comments, blanks, order, quotation marks. path leads to a key through
// groups; text is written as it stands. A key that there is not yet is put
// behind its neighbour after, which has a value of one line. The error says
// what cannot be done; nothing is half done.
func Set(src []byte, path []string, text, after string) ([]byte, error) {
	bom, body := src[:0], src
	if rest, ok := bytes.CutPrefix(src, []byte("\ufeff")); ok {
		bom, body = src[:len(src)-len(rest)], rest
	}
	root, doc := Parse("", body, 1)
	if len(doc.mistakes) > 0 {
		return nil, doc.mistakes[0]
	}
	group := root
	for _, key := range path[:len(path)-1] {
		m, ok := group.Map()
		if group = m.Get(key); !ok || !group.Present() {
			return nil, fmt.Errorf("there is no group %q", key)
		}
	}
	m, ok := group.Map()
	if !ok {
		return nil, fmt.Errorf("%q is not in a group of keys", path[len(path)-1])
	}
	start, end, text, err := doc.change(m, path[len(path)-1], text, after)
	if err != nil {
		return nil, err
	}
	return bytes.Join([][]byte{bom, body[:start], []byte(text), body[end:]}, nil), nil
}

// change is the part of the source that gives way, and what takes its place.
func (d *Doc) change(m *Map, key, text, after string) (start, end int, with string, err error) {
	for _, e := range m.entries {
		if e.key != key {
			continue
		}
		if start, end, ok := d.span(e.value.ast); ok {
			return start, end, text, nil
		}
		if e.value.Present() {
			return 0, 0, "", fmt.Errorf("%q has a value of several parts", key)
		}
		// The key has no value: it goes behind the colon.
		line := d.lines[e.at.Line-d.firstLine]
		at := d.offset(e.at.Line, e.at.Column)
		colon := strings.IndexByte(line[at-d.offset(e.at.Line, 1):], ':')
		if colon < 0 {
			return 0, 0, "", fmt.Errorf("%q has its colon on another line", key)
		}
		return at + colon + 1, at + colon + 1, " " + text, nil
	}
	for _, e := range m.entries {
		if e.key == after {
			return d.insert(m, e, key+": "+text)
		}
	}
	return 0, 0, "", fmt.Errorf("there is neither %q nor %q", key, after)
}

// insert puts a key behind another one: in braces behind its value, otherwise
// on a line of its own.
func (d *Doc) insert(m *Map, before entry, text string) (start, end int, with string, err error) {
	_, end, ok := d.span(before.value.ast)
	if !ok {
		return 0, 0, "", fmt.Errorf("%q has no value of one line", before.key)
	}
	if node, ok := m.node.ast.(*ast.MappingNode); ok && node.IsFlowStyle {
		return end, end, ", " + text, nil
	}
	line := d.lines[before.at.Line-d.firstLine]
	indent := line[:d.offset(before.at.Line, before.at.Column)-d.offset(before.at.Line, 1)]
	if strings.TrimSpace(indent) != "" {
		return 0, 0, "", fmt.Errorf("%q does not begin its line", before.key)
	}
	ending := "\n"
	if strings.HasSuffix(line, "\r") {
		line, ending = strings.TrimSuffix(line, "\r"), "\r\n"
	}
	end = d.offset(before.at.Line, 1) + len(line)
	return end, end, ending + indent + text, nil
}

// span is where a scalar of one line stands, quotation marks and all.
func (d *Doc) span(n ast.Node) (start, end int, ok bool) {
	switch n.(type) {
	case *ast.StringNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode, *ast.InfinityNode, *ast.NanNode:
	default:
		return 0, 0, false
	}
	t := n.GetToken()
	at := d.place(t)
	start = d.offset(at.Line, at.Column)
	line := d.lines[at.Line-d.firstLine][start-d.offset(at.Line, 1):]
	written := strings.TrimSpace(t.Origin)
	if t.Type == token.SingleQuoteType || t.Type == token.DoubleQuoteType {
		written = quoted(line)
	}
	if written == "" || !strings.HasPrefix(line, written) || strings.ContainsAny(written, "\r\n") {
		return 0, 0, false
	}
	return start, start + len(written), true
}

// quoted is the quoted text that a line begins with; "" when it does not end
// there.
func quoted(line string) string {
	for i := 1; i < len(line); i++ {
		switch {
		case line[0] == '"' && line[i] == '\\':
			i++
		case line[i] == line[0] && line[0] == '\'' && strings.HasPrefix(line[i+1:], "'"):
			i++
		case line[i] == line[0]:
			return line[:i+1]
		}
	}
	return ""
}

// offset is where a place of a file stands in its source, in bytes. Columns
// count characters.
func (d *Doc) offset(line, column int) int {
	at := 0
	for _, before := range d.lines[:line-d.firstLine] {
		at += len(before) + len("\n")
	}
	rest := d.lines[line-d.firstLine]
	for range column - 1 {
		_, size := utf8.DecodeRuneInString(rest)
		at, rest = at+size, rest[size:]
	}
	return at
}
