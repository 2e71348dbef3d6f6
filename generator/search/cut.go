package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The classes of characters are written out, because the script has no other
// way to know the same ones in every browser. Pairs of code points, from and
// to, in hexadecimal; cut.js has the same lines.
const (
	// gaps end a word: blanks, punctuation, symbols, pictures.
	gapRanges = "0-2f 3a-40 5b-60 7b-a9 ab-b4 b6-b9 bb-bf d7-d7 f7-f7 2c2-2df 37e-37e 387-387 55a-55f 589-58a 5be-5be 5c0-5c0 5c3-5c3 5f3-5f4 60c-60d 61b-61f 66a-66c 6d4-6d4 964-965 e4f-e4f e5a-e5b 2000-206f 20a0-20cf 2100-214f 2190-2bff 2e00-2e7f 3000-3004 3008-3020 3030-3030 303d-303f 30fb-30fb d800-f8ff fd3e-fd3f fe00-fe1f fe30-fe6b ff01-ff0f ff1a-ff20 ff3b-ff40 ff5b-ff65 fff0-ffff 1f000-1faff e0000-10ffff"
	// marks stand over and under letters and are left out, as readers do.
	markRanges = "300-36f 483-487 591-5c7 610-61a 640-640 64b-65f 670-670 6d6-6ed"
	// pairs are scripts without blanks between words: they are cut into pairs
	// of characters. Korean has blanks, but words grow endings without end.
	pairRanges = "e01-e4e e80-edf 1000-109f 1780-17ff 2e80-2fdf 3005-3007 3021-3029 3031-3035 3040-30fa 30fc-312f 31a0-31ff 3400-4dbf 4e00-9fff ac00-d7af f900-faff 20000-3ffff"
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
		if unicode.Is(marks, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(word))
	return letters.Replace(strings.Map(func(r rune) rune {
		if unicode.Is(gaps, r) { // of a character that stands for several words
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(bare)))
}
