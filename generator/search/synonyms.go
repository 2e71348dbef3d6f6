package search

import (
	"slices"
	"strings"
)

// synonymsOf writes groups of words that mean the same as the script reads
// them: the words of each group, and after a semicolon those that only lead to
// them. A member of several words is no word of the index, but its words find
// what the others say: "ID card" finds "DNI". Words that say little do not.
func synonymsOf(groups [][]string, r rules) []string {
	stop := strings.Fields(r.Stop)
	lines := []string{}
	for _, group := range groups {
		var words, parts []string
		for _, member := range group {
			cut := Cut(member)
			for _, w := range cut {
				if to := &words; len(cut) == 1 || !slices.Contains(stop, w.Text) {
					if len(cut) > 1 {
						to = &parts
					}
					if !slices.Contains(*to, w.Text) {
						*to = append(*to, w.Text)
					}
				}
			}
		}
		line := strings.Join(words, " ")
		if len(parts) > 0 {
			line += ";" + strings.Join(parts, " ")
		}
		lines = append(lines, line)
	}
	return lines
}
