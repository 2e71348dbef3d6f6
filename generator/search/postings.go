package search

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// entry is a word with the pages that have it. It is never changed.
type entry struct {
	word     string
	postings []byte
	rough    int    // the logarithm of the number of pages, 0 for none
	end      *entry // the word reversed, without postings
}

// vocabulary is the words of a guide. A word keeps its number when no page
// has it any more.
type vocabulary struct {
	mu      sync.Mutex
	known   map[string]uint32 // numbers by word
	entries []*entry          // by number
	sorted  []*entry          // of words that some page has
	ends    []*entry          // the same reversed, in the order of that
}

// numbers are the numbers of words.
func (v *vocabulary) numbers(words []string) []uint32 {
	v.mu.Lock()
	defer v.mu.Unlock()
	numbers := make([]uint32, len(words))
	for i, word := range words {
		number, known := v.known[word]
		if !known {
			word = strings.Clone(word) // without the text that it stands in
			number = uint32(len(v.entries))
			v.known[word] = number
			v.entries = append(v.entries, &entry{word: word, end: &entry{word: reverse(word)}})
		}
		numbers[i] = number
	}
	return numbers
}

// post brings the words up to date with the pages, which are in the order of
// their numbers.
func (x *index) post(pages []placed) {
	c := changes{}
	for _, p := range pages {
		if last := x.pages[p.Key]; last != p {
			c.replace(last, p)
			x.pages[p.Key] = p
		}
	}
	if len(x.pages) > len(pages) {
		there := make(map[string]bool, len(pages))
		for _, p := range pages {
			there[p.Key] = true
		}
		for key, p := range x.pages {
			if !there[key] {
				c.leave(p)
				delete(x.pages, key)
			}
		}
	}
	x.words.change(c)
}

// changes are what happens to words, by their numbers.
type changes map[uint32]*change

// change is what happens to a word: pages that it leaves, and pages that it
// comes to. A page in which it gets another weight is both.
type change struct {
	gone []uint32
	come postings
}

func (c changes) of(word uint32) *change {
	if c[word] == nil {
		c[word] = &change{}
	}
	return c[word]
}

// replace puts a page, and takes out what it was before.
func (c changes) replace(last, p placed) {
	weights := map[uint32]uint8{} // that words have in the same place
	switch {
	case last.page == nil:
	case last.number != p.number:
		c.leave(last)
	default:
		for i, word := range last.terms {
			weights[word] = last.weights[i]
		}
	}
	for i, word := range p.terms {
		if weights[word] == p.weights[i] {
			delete(weights, word)
			continue
		}
		c.of(word).come.add(p.number, p.weights[i])
	}
	for word := range weights {
		change := c.of(word)
		change.gone = append(change.gone, p.number)
	}
}

func (c changes) leave(p placed) {
	for _, word := range p.terms {
		change := c.of(word)
		change.gone = append(change.gone, p.number)
	}
}

// change makes new entries of the words that change.
func (v *vocabulary) change(c changes) {
	var changed, ends []*entry
	for number, c := range c {
		last := v.entries[number]
		p := c.apply(last.postings)
		if string(p.data) == string(last.postings) {
			continue
		}
		e := &entry{word: last.word, postings: p.data, rough: bits.Len(uint(p.pages)), end: last.end}
		if e.rough != last.rough {
			e.end = &entry{word: last.end.word, rough: e.rough}
			ends = append(ends, e.end)
		}
		v.entries[number] = e
		changed = append(changed, e)
	}
	v.sorted, v.ends = join(v.sorted, changed), join(v.ends, ends)
}

// join is a sorted list with the words in it that have changed. Those that no
// page has are left out.
func join(list, changed []*entry) []*entry {
	slices.SortFunc(changed, func(a, b *entry) int { return strings.Compare(a.word, b.word) })
	joined := make([]*entry, 0, len(list)+len(changed))
	for _, e := range changed {
		at, there := slices.BinarySearchFunc(list, e.word, func(e *entry, word string) int { return strings.Compare(e.word, word) })
		joined = append(joined, list[:at]...)
		if there {
			at++
		}
		if list = list[at:]; e.rough > 0 {
			joined = append(joined, e)
		}
	}
	return append(joined, list...)
}

// apply makes a word's new postings of its old ones.
func (c *change) apply(before []byte) postings {
	if len(before) == 0 {
		return c.come
	}
	slices.Sort(c.gone)
	var after postings
	gone, old, come := c.gone, read(before), read(c.come.data)
	for old.there || come.there {
		switch {
		case old.there && len(gone) > 0 && gone[0] == old.page:
			gone = gone[1:]
			old.next()
		case !come.there || old.there && old.page < come.page:
			after.add(old.page, old.weight)
			old.next()
		default:
			after.add(come.page, come.weight)
			come.next()
		}
	}
	return after
}

// postings are pages in the order of their numbers, as the script reads them:
// for each the step from the one before, in digits, and a letter for what the
// word says about it.
type postings struct {
	data  []byte
	last  uint32
	pages int
}

func (p *postings) add(page uint32, weight uint8) {
	p.data = append(strconv.AppendUint(p.data, uint64(page-p.last), len(digits)), weight)
	p.last = page
	p.pages++
}

// cursor reads postings page by page.
type cursor struct {
	rest   []byte
	there  bool // there was one more
	page   uint32
	weight uint8
}

// read begins at the first page.
func read(data []byte) *cursor {
	c := &cursor{rest: data}
	c.next()
	return c
}

func (c *cursor) next() {
	if c.there = len(c.rest) > 0; !c.there {
		return
	}
	step, at := uint32(0), 0
	for ; c.rest[at] < strongest || c.rest[at] > weakest; at++ {
		step = step*uint32(len(digits)) + uint32(strings.IndexByte(digits, c.rest[at]))
	}
	c.page, c.weight, c.rest = c.page+step, c.rest[at], c.rest[at+1:]
}

// head are the pages that a word says most of, and of equal ones the first:
// all, when they are few.
func (e *entry) head() []byte {
	if e.rough <= headRough {
		return e.postings
	}
	var count [weakest + 1]int
	for c := read(e.postings); c.there; c.next() {
		count[c.weight]++
	}
	room, last := headPages, uint8(strongest)
	for ; room > count[last]; last++ {
		room -= count[last]
	}
	var best postings
	for c := read(e.postings); c.there; c.next() {
		if c.weight == last {
			room--
		}
		if c.weight < last || c.weight == last && room >= 0 {
			best.add(c.page, c.weight)
		}
	}
	return best.data
}
