package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The classes of characters are written out, because the script has no other
// way to know the same ones in every browser. Steps from one end of a range of
// code points to the next, in base 36; cut.js has the same lines.
const (
	// gaps end a word: blanks, punctuation, symbols, pictures.
	gapRanges = "0 1b b 6 r 5 r 1a 2 9 2 3 2 4 o 0 w 0 cr t 4f 0 9 0 cz 5 16 1 1g 0 2 0 3 0 1c 1 o 1 e 4 23 2 2w 0 i8 1 yy 0 b 1 3hh 33 1d 1b 1d 27 1t 227 e9 3j ap 4 4 o g 0 d 2 58 0 ykl 4xr u7 1 5d v h 1n 46 e b 6 r 5 r a 3v f 1bep 267 gvsx 47pb"
	// marks stand over and under letters and are left out, as readers do.
	markRanges = "lc 33 7o 4 7e 1i 21 a 12 0 b k h 0 2u n"
	// pairs are scripts without blanks between words: they are cut into pairs
	// of characters. Korean has blanks, but words grow endings without end.
	pairRanges = "2rl 25 1e 2n 81 4f 1cx 3j 4g1 9r 12 2 q 8 8 4 b 56 2 1f 35 2n e9 533 1t g73 2dd 8mn 6kx e7 1fk1 2t4v"
)

var gaps, marks, pairs = table(gapRanges), table(markRanges), table(pairRanges)

// longest is the most characters of a word that count.
const longest = 40

// Word is a word of a text in the form that is searched for.
type Word struct {
	Text     string
	From, To int // its place in the text, in bytes
}

// Cut cuts a text into words. Case and accents do not count, an apostrophe
// joins what it shortens (don't) and parts a short article from its noun
// (l'adresse), and scripts without blanks give pairs of characters, the last
// character also alone.
func Cut(text string) []Word { return appendCut(nil, text) }

func appendCut(words []Word, text string) []Word {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if unicode.Is(gaps, r) {
			at += size
			continue
		}
		from, to := at, wordEnd(text, at)
		joined := text[from:to]
		for next := apostrophe(text, from, to); next > 0; next = apostrophe(text, next, to) {
			to = wordEnd(text, next)
			joined += text[next:to]
		}
		words = appendParts(words, fold(joined), from, to)
		at = to
	}
	return words
}

func wordEnd(text string, at int) int {
	if end := strings.IndexFunc(text[at:], func(r rune) bool { return unicode.Is(gaps, r) }); end >= 0 {
		return at + end
	}
	return len(text)
}

// apostrophe finds the rest of a shortened word; 0 when there is none.
func apostrophe(text string, from, to int) int {
	if utf8.RuneCountInString(text[from:to]) < 3 {
		return 0
	}
	r, size := utf8.DecodeRuneInString(text[to:])
	next := to + size
	if (r != '\'' && r != '’') || next >= len(text) {
		return 0
	}
	if r, _ = utf8.DecodeRuneInString(text[next:]); unicode.Is(gaps, r) {
		return 0
	}
	return next
}

// appendParts adds a folded word, or its pairs of characters.
func appendParts(words []Word, folded string, from, to int) []Word {
	if ascii(folded) {
		return append(words, Word{folded[:min(longest, len(folded))], from, to})
	}
	runes := []rune(folded)
	for start := 0; start < len(runes); {
		paired := unicode.Is(pairs, runes[start])
		end := start + 1
		for end < len(runes) && unicode.Is(pairs, runes[end]) == paired {
			end++
		}
		if !paired {
			words = append(words, Word{string(runes[start:min(end, start+longest)]), from, to})
		} else {
			for i := start; i < end; i++ {
				words = append(words, Word{string(runes[i:min(i+2, end)]), from, to})
			}
		}
		start = end
	}
	return words
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return s != ""
}

var letters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "ł", "l", "ı", "i", "ς", "σ", "þ", "th")

// fold brings a word into the form in which all its spellings are the same.
func fold(word string) string {
	if ascii(word) {
		return strings.ToLower(word)
	}
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(marks, r) || unicode.Is(gaps, r) { // gaps are in characters that stand for several words
			return -1
		}
		return r
	}, norm.NFKD.String(word))
	return letters.Replace(strings.ToLower(norm.NFC.String(bare)))
}
