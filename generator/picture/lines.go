package picture

import (
	"math"
	"strings"

	"golang.org/x/image/font/opentype"
)

// room is where a text may go: so wide, so many lines, at this size. All are
// in pixels.
type room struct {
	width, size float64
	lines       int
}

// fit sets a text in the first room that it fits in without a word broken. In
// the last room it is made to fit, by an ellipsis.
func fit(text string, f *opentype.Font, rooms []room) (letters, []string) {
	var l letters
	for _, r := range rooms {
		l = set(f, r.size)
		if lines, whole := l.wrap(text, r.width); whole && len(lines) <= r.lines {
			return l, l.balanced(text, r.width, len(lines))
		}
	}
	last := rooms[len(rooms)-1]
	lines, _ := l.wrap(text, last.width)
	return l, l.shortened(lines, last)
}

// wrap breaks a text into lines no wider than width. It tells whether all
// words stayed whole.
func (l letters) wrap(text string, width float64) (lines []string, whole bool) {
	whole = true
	line := ""
	for word := range strings.FieldsSeq(text) {
		if longer := strings.TrimSpace(line + " " + word); l.width(longer) <= width {
			line = longer
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for l.width(word) > width {
			head := l.head(word, width)
			lines, word, whole = append(lines, head), word[len(head):], false
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines, whole
}

// head is as much of the text as fits, one letter at least.
func (l letters) head(text string, width float64) string {
	end := 0
	for i, r := range text {
		next := i + len(string(r))
		if end > 0 && l.width(text[:next]) > width {
			break
		}
		end = next
	}
	return text[:end]
}

// balanced breaks a text into as many lines, but as narrow as they can be,
// and then of about the same width, so that no word is left alone.
func (l letters) balanced(text string, width float64, count int) []string {
	narrow, wide := width/4, width
	for wide-narrow > 4 {
		middle := (narrow + wide) / 2
		if lines, whole := l.wrap(text, middle); whole && len(lines) == count {
			wide = middle
			continue
		}
		narrow = middle
	}
	return l.even(strings.Fields(text), wide)
}

// even breaks words into lines no wider than width, such that the squares of
// what is left free add up to the least. Every word must fit.
func (l letters) even(words []string, width float64) []string {
	n := len(words)
	cost, next := make([]float64, n+1), make([]int, n+1)
	for from := n - 1; from >= 0; from-- {
		cost[from] = math.Inf(1)
		for to := from + 1; to <= n; to++ {
			free := width - l.width(strings.Join(words[from:to], " "))
			if free < 0 {
				break
			}
			if c := free*free + cost[to]; c < cost[from] {
				cost[from], next[from] = c, to
			}
		}
	}
	var lines []string
	for from := 0; from < n; from = next[from] {
		lines = append(lines, strings.Join(words[from:next[from]], " "))
	}
	return lines
}

// shortened keeps the lines that there is room for, and ends in an ellipsis
// where some are lost.
func (l letters) shortened(lines []string, r room) []string {
	if len(lines) <= r.lines {
		return lines
	}
	kept := append([]string{}, lines[:r.lines]...)
	last := &kept[r.lines-1]
	for *last != "" && l.width(*last+"…") > r.width {
		runes := []rune(*last)
		*last = string(runes[:len(runes)-1])
	}
	*last = strings.TrimRight(*last, " ,.;:-–—") + "…"
	return kept
}
