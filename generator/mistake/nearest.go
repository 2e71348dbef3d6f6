package mistake

import (
	"fmt"
	"slices"
	"strings"
)

// DidYouMean is the hint for a word that is not known: the nearest known
// word, or all of them when none is near and they are few.
func DidYouMean(word string, known []string) string {
	if near := Nearest(word, known); near != "" {
		return fmt.Sprintf("Did you mean %q?", near)
	}
	sorted := slices.Compact(slices.Sorted(slices.Values(known)))
	if len(sorted) == 0 || len(sorted) > 16 {
		return ""
	}
	return "Known here: " + strings.Join(sorted, ", ") + "."
}

// Nearest is the known word that a person most likely meant: at most a third
// of its letters away, and the first in order among equals. It is empty when
// nothing is that near.
func Nearest(word string, known []string) string {
	best, bestDistance := "", 0
	for _, k := range slices.Sorted(slices.Values(known)) {
		d := distance(strings.ToLower(word), strings.ToLower(k))
		if d > max(1, min(len([]rune(k)), len([]rune(word)))/3) {
			continue
		}
		if best == "" || d < bestDistance {
			best, bestDistance = k, d
		}
	}
	return best
}

// distance is the Damerau–Levenshtein distance in its optimal string
// alignment form: insert, delete, replace, or swap two neighbours.
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	before, last := make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(s); i++ {
		row := make([]int, len(t)+1)
		row[0] = i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(t)]
}
