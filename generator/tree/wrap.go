package tree

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// The widths of letters are not known when a drawing is made, because each
// reader's system brings its own font. These are those of a broad one, in
// parts of the font's size, so that text in a narrower one fits as well.
const (
	thin   = 0.34
	slim   = 0.43
	usual  = 0.62
	broad  = 0.74
	widest = 0.96
	square = 1.02 // Chinese, Japanese, Korean, and pictures
)

// runeWidth is the room that a character takes, in parts of the font's size.
func runeWidth(r rune) float64 {
	switch {
	case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r):
		return 0
	case r < 0x80:
		return asciiWidth(r)
	case width.LookupRune(r).Kind() == width.EastAsianWide, width.LookupRune(r).Kind() == width.EastAsianFullwidth, r >= 0x1F000:
		return square
	case unicode.IsUpper(r), unicode.Is(unicode.So, r):
		return broad
	case r < 0x250 && unicode.IsLower(r):
		return usual
	}
	return usual + 0.04
}

func asciiWidth(r rune) float64 {
	switch {
	case strings.ContainsRune("iljI.,:;'!|` ", r):
		return thin
	case strings.ContainsRune("tfr()[]/-", r):
		return slim
	case strings.ContainsRune("mwMW@%#+=<>", r):
		return widest
	case r >= 'A' && r <= 'Z':
		return broad
	}
	return usual
}

func textWidth(s string, size float64) (sum float64) {
	for _, r := range s {
		sum += runeWidth(r) * size
	}
	return sum
}

// wrap breaks a text into lines of at most a width, at spaces and between
// wide characters, and within a word only when it is longer than a line. Of
// a text with more than most lines, the last one ends in an ellipsis.
func wrap(s string, size, limit float64, most int) []string {
	var lines []string
	line, used := "", 0.0
	for _, piece := range pieces(s, size, limit) {
		w := textWidth(piece, size)
		if bare := strings.TrimRight(piece, " "); line != "" && used+textWidth(bare, size) > limit {
			lines = append(lines, strings.TrimRight(line, " "))
			line, used = "", 0
		}
		line, used = line+piece, used+w
	}
	if line = strings.TrimRight(line, " "); line != "" {
		lines = append(lines, line)
	}
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] = shorten(lines[most-1], size, limit) + "…"
	}
	return lines
}

// shorten makes room for an ellipsis.
func shorten(line string, size, limit float64) string {
	runes := []rune(line)
	for len(runes) > 0 && textWidth(string(runes), size)+runeWidth('…')*size > limit {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ")
}

// pieces cuts a text where a line may break. Spaces belong to the piece
// before them.
func pieces(s string, size, limit float64) []string {
	var pieces []string
	for _, word := range strings.Fields(s) {
		start, used := 0, 0.0
		for i, r := range word {
			w := runeWidth(r) * size
			wide := runeWidth(r) == square && !strings.ContainsRune("、。，．！？：；）」』】", r)
			if i > start && w > 0 && (wide || used+w > limit) {
				pieces = append(pieces, word[start:i])
				start, used = i, 0
			}
			used += w
		}
		pieces = append(pieces, word[start:]+" ")
	}
	return pieces
}
