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
		return s.brackets()
	}
	return nil
}

// script reads a script as it will stand, in a block.
func (s source) script() mistake.List {
	file, err := js.Parse(parse.NewInputString("{\n"+s.text+"\n}"), js.Options{})
	wrong := (*parse.Error)(nil)
	switch {
	case err == nil || errors.Is(err, io.EOF):
		return s.strict(file)
	case !errors.As(err, &wrong):
		return mistake.List{{Position: mistake.Position{File: s.shown}, Rule: "template", Text: "this script cannot be used: " + err.Error()}}
	}
	m := s.at(wrong.Line-1, wrong.Column, "this script cannot be used: "+wrong.Message)
	if strings.Contains(wrong.Message, "import") || strings.Contains(wrong.Message, "export") {
		m.Hint = "Scripts are joined into one: they cannot import or export."
	}
	return mistake.List{m}
}

// closing is what closes a brace or bracket.
var closing = map[css.TokenType]css.TokenType{
	css.LeftBraceToken: css.RightBraceToken, css.LeftBracketToken: css.RightBracketToken,
	css.LeftParenthesisToken: css.RightParenthesisToken, css.FunctionToken: css.RightParenthesisToken,
}

// bracket is one that is not closed yet.
type bracket struct {
	at int
	by css.TokenType // closes it
}

// unclosed says of a bracket what is wrong with it.
func (s source) unclosed(open bracket) mistake.List {
	if open.by == css.RightBraceToken {
		return s.styleFault(open.at, "this brace is not closed")
	}
	return s.styleFault(open.at, "this bracket is not closed")
}

// brackets finds a brace, bracket or comment in a style sheet that is not
// closed, which would swallow the rules of the next ones, or a brace that
// closes nothing. Other brackets that close nothing do no harm.
func (s source) brackets() mistake.List {
	var open []bracket
	lexer, at := css.NewLexer(parse.NewInputString(s.text)), 0
	for {
		kind, token := lexer.Next()
		last := len(open) - 1
		switch by := closing[kind]; {
		case by != css.ErrorToken:
			open = append(open, bracket{at + len(token) - 1, by})
		case last >= 0 && kind == open[last].by:
			open = open[:last]
		case last >= 0 && (kind == css.ErrorToken || kind == css.RightBraceToken):
			return s.unclosed(open[last])
		case kind == css.ErrorToken:
			return nil
		case kind == css.RightBraceToken:
			return s.styleFault(at, "this brace closes nothing")
		case kind == css.CommentToken && !bytes.HasSuffix(token, []byte("*/")):
			return s.styleFault(at, "this comment is not closed")
		case kind == css.BadStringToken:
			return s.styleFault(at, "this text has no quote at its end")
		}
		at += len(token)
	}
}

func (s source) styleFault(offset int, text string) mistake.List {
	row, column := s.place(offset)
	return mistake.List{s.at(row, column, "this style sheet cannot be used: "+text)}
}

// place is the line and column of an offset.
func (s source) place(offset int) (row, column int) {
	row, column, _ = parse.Position(strings.NewReader(s.text), offset)
	return row, column
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
