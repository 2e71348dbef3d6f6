package render

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
	"github.com/tdewolff/parse/v2/js"

	"retake/generator/mistake"
)

// syntax finds why a publisher's style sheet or script cannot be used. All
// style sheets are published as one file, and so are the scripts: one that is
// not whole would take the others with it.
func (s source) syntax(ending string) mistake.List {
	switch ending {
	case ".js":
		return s.script()
	case ".css":
		return s.braces()
	}
	return nil
}

// script reads a script as it will stand, in a block.
func (s source) script() mistake.List {
	_, err := js.Parse(parse.NewInputString("{\n"+s.text+"\n}"), js.Options{})
	wrong := (*parse.Error)(nil)
	switch {
	case err == nil || errors.Is(err, io.EOF):
		return nil
	case !errors.As(err, &wrong):
		return mistake.List{{Position: mistake.Position{File: s.shown}, Rule: "template", Text: "this script cannot be used: " + err.Error()}}
	}
	m := s.at(wrong.Line-1, wrong.Column, "this script cannot be used: "+wrong.Message)
	if strings.Contains(wrong.Message, "import") || strings.Contains(wrong.Message, "export") {
		m.Hint = "Scripts are joined into one: they cannot import or export."
	}
	return mistake.List{m}
}

// braces finds a brace or comment in a style sheet that is not closed, which
// would swallow the rules of the next ones, or a brace that closes nothing.
func (s source) braces() mistake.List {
	var open []int // places of braces that are not closed yet
	lexer, at := css.NewLexer(parse.NewInputString(s.text)), 0
	for {
		kind, token := lexer.Next()
		switch kind {
		case css.ErrorToken:
			if len(open) > 0 {
				return s.styleFault(open[len(open)-1], "this brace is not closed")
			}
			return nil
		case css.LeftBraceToken:
			open = append(open, at)
		case css.RightBraceToken:
			if len(open) == 0 {
				return s.styleFault(at, "this brace closes nothing")
			}
			open = open[:len(open)-1]
		case css.CommentToken:
			if !bytes.HasSuffix(token, []byte("*/")) {
				return s.styleFault(at, "this comment is not closed")
			}
		case css.BadStringToken:
			return s.styleFault(at, "this text has no quote at its end")
		}
		at += len(token)
	}
}

func (s source) styleFault(offset int, text string) mistake.List {
	line, column, _ := parse.Position(strings.NewReader(s.text), offset)
	return mistake.List{s.at(line, column, "this style sheet cannot be used: "+text)}
}

// at is a mistake at a place of the source, or at its last line when the place
// lies behind it.
func (s source) at(line, column int, text string) mistake.Mistake {
	lines := strings.Split(strings.TrimRight(s.text, "\n"), "\n")
	if line > len(lines) {
		line, column = len(lines), len([]rune(lines[len(lines)-1]))+1
	}
	line = max(line, 1)
	return mistake.Mistake{Position: mistake.Position{File: s.shown, Line: line, Column: column}, Rule: "template", Text: text, Quote: strings.TrimRight(lines[line-1], "\r")}
}
