// Package yamldoc reads YAML into typed values and reports every mistake
// with its line and column. It never stops at the first one: a value that
// cannot be used is reported and left as it was. It knows nothing of what
// the keys mean.
package yamldoc

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"retake/generator/mistake"
)

// Doc is one YAML document and the mistakes found in it so far.
type Doc struct {
	file      string
	lines     []string
	firstLine int
	mistakes  mistake.List
}

// Node is a value in a document. The zero Node stands for an absent value.
type Node struct {
	doc *Doc
	ast ast.Node
}

// Parse reads one document. firstLine is the line of file on which src
// begins, for front matter; 1 for a whole file. The returned Node is absent
// when src is empty or not YAML, and the Doc then says why.
func Parse(file string, src []byte, firstLine int) (Node, *Doc) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	doc := &Doc{file: file, lines: strings.Split(string(src), "\n"), firstLine: firstLine}
	if at, bad := notUTF8(src); bad {
		doc.notUTF8(at)
		return Node{}, doc
	}
	parsed, err := doc.parse(src)
	if err != nil {
		doc.syntax(err)
		return Node{}, doc
	}
	if len(parsed.Docs) > 1 {
		at := parsed.Docs[1].Start
		doc.Add(doc.place(at), "yaml", "there is a second document in this file", "Keep one document a file.")
	}
	for _, d := range parsed.Docs {
		if d.Body != nil {
			return Node{doc, d.Body}, doc
		}
	}
	return Node{}, doc
}

// notUTF8 is the offset of the first byte that is no part of a character.
func notUTF8(src []byte) (int, bool) {
	for at := 0; at < len(src); {
		r, size := utf8.DecodeRune(src[at:])
		if r == utf8.RuneError && size == 1 {
			return at, true
		}
		at += size
	}
	return 0, false
}

func (d *Doc) notUTF8(offset int) {
	left := offset
	for i, line := range d.lines {
		if left <= len(line) {
			at := mistake.Position{File: d.file, Line: d.firstLine + i, Column: 1 + utf8.RuneCountInString(line[:left])}
			d.Add(at, "not-utf8", "this file is not UTF-8 text", "Save it as UTF-8 in your editor.")
			return
		}
		left -= len(line) + 1
	}
}

// errRefused says that the document was reported and is not to be read.
var errRefused = errors.New("refused")

// parse runs the parser on what is within its bounds. Keys may stand twice
// for the parser, so that [Node.Map] reports all of them. The parser panics
// on some broken files; to a writer that is one more file that is not YAML.
func (d *Doc) parse(src []byte) (file *ast.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			file, err = nil, errors.New("it cannot be read")
		}
	}()
	if breaks(src) > maxBlank {
		d.Add(d.Top(), "yaml", "this file has too many blank lines in a row", "")
		return nil, errRefused
	}
	tokens := lexer.Tokenize(string(src))
	if at, text := excess(tokens); at != nil {
		d.Add(d.place(at), "yaml", text, "Make it smaller, or split it.")
		return nil, errRefused
	}
	return parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
}

// Mistakes are all that were found, in the order of finding.
func (d *Doc) Mistakes() mistake.List { return d.mistakes }

// Add reports a mistake at a position of this document.
func (d *Doc) Add(at mistake.Position, rule, text, hint string) {
	d.mistakes = append(d.mistakes, d.Mistake(at, rule, text, hint))
}

// Mistake is a mistake at a position of this document with the line that it
// stands on, for what is found only after reading; it is not added.
func (d *Doc) Mistake(at mistake.Position, rule, text, hint string) mistake.Mistake {
	return mistake.Mistake{Position: at, Rule: rule, Text: text, Hint: hint, Quote: d.Line(at)}
}

// Line is the line of a position as it is written.
func (d *Doc) Line(at mistake.Position) string {
	if i := at.Line - d.firstLine; i >= 0 && i < len(d.lines) {
		return strings.TrimSuffix(d.lines[i], "\r")
	}
	return ""
}

// Top is the position of the document's first line, for what is missing.
func (d *Doc) Top() mistake.Position {
	return mistake.Position{File: d.file, Line: d.firstLine, Column: 1}
}

func (d *Doc) syntax(err error) {
	if errors.Is(err, errRefused) {
		return
	}
	at, text := d.Top(), err.Error()
	var positioned interface {
		GetToken() *token.Token
		GetMessage() string
	}
	if errors.As(err, &positioned) {
		text = positioned.GetMessage()
		if t := positioned.GetToken(); t != nil {
			at = d.place(t)
		}
	}
	first, _, _ := strings.Cut(text, "\n")
	d.Add(at, "yaml", "this is not YAML: "+first, slip(d.Line(at)))
}

// place turns a token's position into a file's. An empty value may be said to
// stand behind the end of its line or of the file.
func (d *Doc) place(t *token.Token) mistake.Position {
	if t == nil || t.Position == nil {
		return d.Top()
	}
	line := min(max(t.Position.Line, 1), len(d.lines))
	return mistake.Position{
		File:   d.file,
		Line:   d.firstLine + line - 1,
		Column: min(max(t.Position.Column, 1), 1+utf8.RuneCountInString(strings.TrimSuffix(d.lines[line-1], "\r"))),
	}
}

// At is where the value stands.
func (n Node) At() mistake.Position {
	switch {
	case n.doc == nil:
		return mistake.Position{}
	case n.ast == nil:
		return n.doc.Top()
	}
	if m, ok := n.ast.(*ast.MappingNode); ok && len(m.Values) > 0 && !m.IsFlowStyle {
		return n.doc.place(m.Values[0].Key.GetToken())
	}
	return n.doc.place(n.ast.GetToken())
}

// Present tells whether there is a value; an explicit null counts as absent.
func (n Node) Present() bool {
	if n.ast == nil {
		return false
	}
	_, null := n.ast.(*ast.NullNode)
	return !null
}

// Wrong reports a mistake about this value. A value that is absent has no
// place to point at, so nothing is reported: see [Map.Require].
func (n Node) Wrong(rule, text, hint string) {
	if n.doc != nil {
		n.doc.Add(n.At(), rule, text, hint)
	}
}
