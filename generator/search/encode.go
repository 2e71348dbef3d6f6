package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// digits write numbers as the script reads them.
const digits = "0123456789abcdefghijklmnopqrstuvwxyz"

func reverse(word string) string {
	runes := []rune(word)
	slices.Reverse(runes)
	return string(runes)
}

// front writes words: each as a digit with the number of characters that it
// shares with the one before, a digit with the logarithm of the number of its
// pages, and the rest of it.
func front(entries []*entry) string {
	var out strings.Builder
	before := ""
	for i, e := range entries {
		if i > 0 {
			out.WriteByte(' ')
		}
		shared, rest := 0, e.word
		for rest != "" && shared < len(digits)-1 {
			r, size := utf8.DecodeRuneInString(rest)
			if other, n := utf8.DecodeRuneInString(before); n == 0 || other != r || r > 0xffff { // of two halves in the script
				break
			} else {
				before, rest, shared = before[n:], rest[size:], shared+1
			}
		}
		out.WriteByte(digits[shared])
		out.WriteByte(digits[e.rough])
		out.WriteString(rest)
		before = e.word
	}
	return out.String()
}

// joined writes what is known of where words are, with blanks between them.
func joined(entries []*entry, known func(*entry) []byte) string {
	var out strings.Builder
	for i, e := range entries {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.Write(known(e))
	}
	return out.String()
}
