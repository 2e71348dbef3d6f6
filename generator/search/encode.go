package search

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// digits write numbers from 0 to 63.
const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// number appends n, five bits a digit, the lowest first; all digits but the
// last are 32 or more.
func number(to []byte, n uint32) []byte {
	for ; n >= 32; n >>= 5 {
		to = append(to, digits[32+n&31])
	}
	return append(to, digits[n])
}

// wordPiece is a part of the sorted words. Each word stands as a digit with
// the number of characters that it shares with the one before, a digit with
// the logarithm of the number of its pages, and the rest of it. Postings[i]
// has the pages of the words from From[i] on.
type wordPiece struct {
	Words    string `json:"w"`
	From     []int  `json:"c"`
	Postings []any  `json:"p"`
}

// words writes the sorted words and their postings.
func (b *builder) words(entries []*entry) []start {
	starts := []start{}
	for i, g := range b.cut(entries) {
		piece := wordPiece{Words: front(g.entries), From: []int{}, Postings: []any{}}
		for from := 0; from < len(g.entries); {
			to := b.postingsEnd(g.entries, from)
			list := make([]string, 0, to-from)
			for _, e := range g.entries[from:to] {
				list = append(list, string(e.postings))
			}
			name := strconv.Itoa(i) + "-" + strconv.Itoa(len(piece.From))
			piece.From = append(piece.From, from)
			piece.Postings = append(piece.Postings, b.ref("p", name, map[string]string{"p": strings.Join(list, " ")}))
			from = to
		}
		starts = append(starts, start{g.start, b.ref("w", i, piece)})
	}
	return starts
}

// postingsEnd is where a piece of postings ends that begins at from.
func (b *builder) postingsEnd(entries []*entry, from int) int {
	if b.whole {
		return len(entries)
	}
	size, to := 0, from
	for ; to < len(entries) && (to == from || size+len(entries[to].postings) <= postingPiece); to++ {
		size += len(entries[to].postings)
	}
	return to
}

// ends writes the words reversed, without their postings.
func (b *builder) ends(entries []*entry) []start {
	reversed := make([]*entry, len(entries))
	for i, e := range entries {
		reversed[i] = &entry{word: reverse(e.word), pages: e.pages}
	}
	slices.SortFunc(reversed, func(a, b *entry) int { return strings.Compare(a.word, b.word) })
	starts := []start{}
	for i, g := range b.cut(reversed) {
		starts = append(starts, start{g.start, b.ref("e", i, map[string]string{"w": front(g.entries)})})
	}
	return starts
}

func reverse(word string) string {
	runes := []rune(word)
	slices.Reverse(runes)
	return string(runes)
}

// front writes words without what each shares with the one before.
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
		out.WriteByte(digits[bits.Len(uint(e.pages))])
		out.WriteString(rest)
		before = e.word
	}
	return out.String()
}
