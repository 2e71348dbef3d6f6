package search

import (
	"strings"
	"unicode/utf8"
)

// group is a part of the sorted words: those from start on, up to the start
// of the next group.
type group struct {
	start   string
	entries []*entry
}

// deepest is the most letters that a group's start has.
const deepest = 4

// cut divides sorted words into groups of a bearable size. Words that share
// their first letters stay together as far as that goes, because a query
// needs the neighbours of its words: other forms, completions, corrections.
func (p *pieces) cut(entries []*entry) []group {
	if p.whole || len(entries) == 0 {
		return []group{{"", entries}}
	}
	groups := divide(group{"", entries}, 0)
	groups[0].start = ""
	return groups
}

func divide(g group, depth int) []group {
	if weight(g.entries) <= wordsPiece || depth == deepest {
		return []group{g}
	}
	var parts []group
	for from := 0; from < len(g.entries); {
		prefix := beginning(g.entries[from].word, depth+1)
		whole := utf8.RuneCountInString(prefix) == depth+1 // else a word that ends there, and no other begins like it
		to := from + 1
		for to < len(g.entries) && (g.entries[to].word == prefix || whole && strings.HasPrefix(g.entries[to].word, prefix)) {
			to++
		}
		parts = append(parts, divide(group{prefix, g.entries[from:to]}, depth+1)...)
		from = to
	}
	return merge(parts)
}

// merge joins neighbours that are small together.
func merge(parts []group) []group {
	merged := parts[:1]
	for _, part := range parts[1:] {
		last := &merged[len(merged)-1]
		if weight(last.entries)+weight(part.entries) <= wordsPiece/2 {
			last.entries = last.entries[:len(last.entries)+len(part.entries)] // they are neighbours in one list
		} else {
			merged = append(merged, part)
		}
	}
	return merged
}

// weight is about what words take in a piece: half of their letters, and
// three digits each.
func weight(entries []*entry) int {
	size := 0
	for _, e := range entries {
		size += len(e.word)/2 + 3
	}
	return size
}

// beginning are the first n characters of a word.
func beginning(word string, n int) string {
	at := 0
	for range n {
		_, size := utf8.DecodeRuneInString(word[at:])
		at += size
	}
	return word[:at]
}
