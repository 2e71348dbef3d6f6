package search

import "strings"

// synonyms are a language's words for the same thing, by the stem of each.
type synonyms struct {
	rules rules
	other map[string][]string
}

// newSynonyms reads groups of words that mean the same. Of a group's member
// of several words each word stands for the group, if it says enough: "ID
// card" is found by "DNI", and a page about DNI by "ID card".
func newSynonyms(groups [][]string, r rules) synonyms {
	s := synonyms{rules: r, other: map[string][]string{}}
	for _, group := range groups {
		for _, member := range group {
			if strings.ContainsRune(strings.TrimSpace(member), ' ') {
				continue // found by its words, but stands for none
			}
			for _, word := range Cut(member) {
				stem := r.stem(word.Text)
				for _, same := range group {
					for _, other := range Cut(same) {
						if r.stem(other.Text) != stem {
							s.other[stem] = append(s.other[stem], other.Text)
						}
					}
				}
			}
		}
	}
	return s
}

// of are the words that mean the same as a word, without itself.
func (s synonyms) of(word string) []string {
	if len(s.other) == 0 {
		return nil
	}
	return s.other[s.rules.stem(word)]
}
