package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// digits write numbers from 0 to 63.
const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// values are what digits stand for.
var values = func() (values [256]uint8) {
	for i := range len(digits) {
		values[digits[i]] = uint8(i)
	}
	return values
}()

// number appends n, five bits a digit, the lowest first; all digits but the
// last are 32 or more.
func number(to []byte, n uint32) []byte {
	for ; n >= 32; n >>= 5 {
		to = append(to, digits[32+n&31])
	}
	return append(to, digits[n])
}

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
			if other, n := utf8.DecodeRuneInString(before); n == 0 || other != r {
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
