package search

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// pieces packs an index into files. What was packed last time of the same
// pages or entries is not packed again.
type pieces struct {
	prefix  string // of the files' names
	whole   bool   // pieces stand in what refers to them
	files   []File
	err     error
	pages   memory[*page]
	entries memory[*entry]
}

// begin forgets what was not used last time; and all, when pieces refer to
// each other in another way than then.
func (p *pieces) begin(whole bool) {
	if p.whole != whole {
		p.pages, p.entries = memory[*page]{}, memory[*entry]{}
	}
	p.whole, p.files, p.err = whole, nil, nil
	p.pages.turn()
	p.entries.turn()
}

// texts packs what is shown of pages.
func (p *pieces) texts(l layout) []any {
	refs := make([]any, 0, l.count)
	rest := l.pages
	for i := range l.count {
		var bucket []*page
		for len(rest) > 0 && rest[0].number/l.slots == uint32(i) {
			bucket, rest = append(bucket, rest[0].page), rest[1:]
		}
		number := strconv.Itoa(i)
		refs = append(refs, p.ref("t"+number, p.pages.pack(number, bucket, func() any {
			texts := make([][]any, len(bucket))
			for i, page := range bucket {
				told := ""
				if p.whole { // the script finds words in the texts
					told = page.Told
				}
				texts[i] = page.text(told)
			}
			return texts
		})))
	}
	return refs
}

// wordPiece is a part of the sorted words. Pages are the postings of each, or
// the head of them; those of the words with more pages are in Lists, in pieces
// of the same form.
type wordPiece struct {
	Words string  `json:"w"`
	Pages string  `json:"h,omitempty"`
	Lists []start `json:"p,omitempty"`
}

// words packs the sorted words and their postings.
func (p *pieces) words(sorted []*entry) []start {
	starts := []start{}
	for i, g := range p.cut(sorted) {
		number := strconv.Itoa(i)
		lists := p.lists(number, g.entries)
		starts = append(starts, start{g.start, p.ref("w"+number, p.entries.pack("w"+g.start, g.entries, func() any {
			return wordPiece{front(g.entries), joined(g.entries, (*entry).head), lists}
		}))})
	}
	return starts
}

// lists packs the postings of those words that have more than a head.
func (p *pieces) lists(number string, entries []*entry) []start {
	long := slices.DeleteFunc(slices.Clone(entries), func(e *entry) bool { return e.rough <= headRough })
	lists := []start{}
	for len(long) > 0 {
		size, to := 0, 0
		for ; to < len(long) && (to == 0 || size+len(long[to].postings) <= postingsPiece); to++ {
			size += len(long[to].postings)
		}
		some := long[:to]
		lists = append(lists, start{some[0].word, p.ref("p"+number+"-"+strconv.Itoa(len(lists)), p.entries.pack("p"+some[0].word, some, func() any {
			return wordPiece{Words: front(some), Pages: joined(some, func(e *entry) []byte { return e.postings })}
		}))})
		long = long[to:]
	}
	return lists
}

// ends packs the reversed words.
func (p *pieces) ends(sorted []*entry) []start {
	starts := []start{}
	for i, g := range p.cut(sorted) {
		starts = append(starts, start{g.start, p.ref("e"+strconv.Itoa(i), p.entries.pack("e"+g.start, g.entries, func() any { return wordPiece{Words: front(g.entries)} }))})
	}
	return starts
}

// ref refers to a piece: by the end of its file's name, or by what it holds.
func (p *pieces) ref(name string, piece packed) any {
	p.err = cmp.Or(p.err, piece.err)
	if p.whole {
		return piece.data
	}
	sum := strings.ToLower(base32.StdEncoding.EncodeToString(piece.hash[:5]))[:5]
	p.files = append(p.files, File{p.prefix + name + "." + sum + ".json", piece.data, hex.EncodeToString(piece.hash[:16])})
	return sum
}

// packed is a piece as it is written.
type packed struct {
	data json.RawMessage
	hash [sha256.Size]byte
	err  error
}

// memory keeps pieces for as long as the lists that they are made of stay the
// same.
type memory[T comparable] struct{ last, used map[string]made[T] }

// made is a piece with what it is made of.
type made[T comparable] struct {
	of    []T
	piece packed
}

// turn keeps what was used since the last turn, and no more.
func (m *memory[T]) turn() { m.last, m.used = m.used, map[string]made[T]{} }

// pack is the piece that make makes of a list.
func (m *memory[T]) pack(key string, of []T, make func() any) packed {
	kept, there := m.last[key]
	if !there || !slices.Equal(kept.of, of) {
		data, err := encode(make())
		kept = made[T]{slices.Clone(of), packed{data, sha256.Sum256(data), err}}
	}
	m.used[key] = kept
	return kept.piece
}

func encode(v any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	return bytes.TrimSpace(out.Bytes()), err
}
