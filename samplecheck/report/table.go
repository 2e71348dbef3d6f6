package report

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Table is rows of cells in columns. The first column and those of words are
// set flush left, the others flush right.
type Table struct {
	Words []int // columns, counted from 0

	rows [][]string
}

// Add adds a row, which may be short.
func (t *Table) Add(cells ...string) { t.rows = append(t.rows, cells) }

// Write writes all rows, each after the indent.
func (t *Table) Write(w io.Writer, indent string) {
	var widths []int
	for _, row := range t.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], shownWidth(cell))
		}
	}
	for _, row := range t.rows {
		line := indent
		for i, cell := range row {
			blank := strings.Repeat(" ", widths[i]-shownWidth(cell))
			if i > 0 {
				line += "  "
			}
			if i == 0 || slices.Contains(t.Words, i) {
				line += cell + blank
			} else {
				line += blank + cell
			}
		}
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
}

var colours = regexp.MustCompile("\x1b\\[[0-9;]*m")

// shownWidth is how many characters of a cell are seen.
func shownWidth(cell string) int {
	return utf8.RuneCountInString(colours.ReplaceAllString(cell, ""))
}

// raised writes a number small and high, as footnotes have it.
func raised(n int) string {
	return strings.Map(func(r rune) rune { return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0'] }, fmt.Sprint(n))
}

// Wrap breaks text between words so that lines are at most width characters:
// the first begins with indent, the others with hanging.
func Wrap(text string, width int, indent, hanging string) string {
	line, wrapped := indent, ""
	empty := true
	for _, word := range strings.Fields(text) {
		if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			wrapped += line + "\n"
			line, empty = hanging, true
		}
		if !empty {
			line += " "
		}
		line, empty = line+word, false
	}
	return wrapped + line
}
