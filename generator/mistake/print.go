package mistake

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quoteWidth is the longest part of a line that is shown, in characters: a
// terminal's usual width less the margin.
const quoteWidth = 96

// Print writes each mistake as a paragraph: position and text, the line with
// a caret under the column, and the hint.
func (l List) Print(w io.Writer) {
	for _, m := range l {
		fmt.Fprintf(w, "%s: %s\n", oneLine(m.Position.String()), oneLine(m.Text))
		if quote, caret := m.Excerpt(); quote != "" {
			fmt.Fprintf(w, "%6d | %s\n", m.Line, quote)
			if caret != "" {
				fmt.Fprintf(w, "       | %s\n", caret)
			}
		}
		if m.Hint != "" {
			fmt.Fprintf(w, "       = %s\n", oneLine(m.Hint))
		}
	}
}

// Excerpt is the line that the mistake stands on, cut to what fits a terminal,
// and the line to print below it, with a caret under the column. Each may be
// empty.
func (m Mistake) Excerpt() (quote, caret string) {
	if m.Quote == "" || m.Line == 0 {
		return "", ""
	}
	quote, blank := excerpt(m.Quote, m.Column)
	if m.Column == 0 {
		return quote, ""
	}
	return quote, blank + "^"
}

// excerpt cuts a long line to a window around the column and returns it with
// the blank text that puts a caret under that column. Tabs stay tabs in the
// blank text, so that the caret lines up however wide a terminal draws them.
func excerpt(line string, column int) (quote, blank string) {
	runes := []rune(strings.TrimRight(line, "\r\n"))
	at := min(max(column-1, 0), len(runes))
	from := 0
	if len(runes) > quoteWidth {
		from = max(0, min(at-quoteWidth/2, len(runes)-quoteWidth))
	}
	to := min(len(runes), from+quoteWidth)
	var b strings.Builder
	for _, r := range runes[from:at] {
		if r == '\t' {
			b.WriteRune('\t')
		} else {
			b.WriteByte(' ')
		}
	}
	return printable(string(runes[from:to])), b.String()
}

// printable replaces control characters, which could otherwise drive the
// reader's terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && (unicode.IsControl(r) || r == utf8.RuneError) {
			return '·'
		}
		return r
	}, s)
}

// oneLine is text that stands beside other text: a tab would move it.
func oneLine(s string) string { return strings.ReplaceAll(printable(s), "\t", " ") }
