package search

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"retake/generator/guide"
)

// What a word says about its page, by where it stands. Titles and the words
// that a writer gives on purpose outrank what a page happens to mention; what
// a reader sees outranks what to do about it.
const (
	inTitle    = 12.0
	inAlso     = 9.0
	inQuestion = 4.0
	inHeading  = 4.0
	inSummary  = 5.0
	inSigns    = 4.0
	inTold     = 4.0 // by answers of trees
	inAnswer   = 2.0
	inFixes    = 2.5 // and causes
	inBody     = 1.5
)

// halfway is the sum of weights at which a word says half of all that a word
// can say: the second mention counts less than the first.
const halfway = 6.0

// nominal is the length of a text, in words, at which a word in it counts by
// its whole weight. It is fixed, not an average, so that a change of one page
// does not change what is known of others.
const nominal = 40.0

// weigh weighs the words of the pages that are new, on all cores.
func (x *index) weigh(pages []*page) {
	fresh := slices.DeleteFunc(slices.Clone(pages), func(p *page) bool { return p.terms != nil })
	var taken atomic.Int64
	var workers sync.WaitGroup
	for range min(len(fresh), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			w := weigher{at: map[string]int{}}
			for i := taken.Add(1) - 1; i < int64(len(fresh)); i = taken.Add(1) - 1 {
				w.page(fresh[i].Page)
				fresh[i].terms, fresh[i].weights = x.words.numbers(w.words), w.weights(fresh[i].Kind)
			}
		})
	}
	workers.Wait()
}

// say writes what the words of pages say, each word once, in the order in
// which the script finds them in what it has of a page. So a small guide's
// index needs no list of words.
func (x *index) say(pages []*page) []string {
	w := weigher{at: map[string]int{}}
	says := make([]string, len(pages))
	for i, p := range pages {
		if p.says == "" {
			p.says = w.said(p, x.words.known)
		}
		says[i] = p.says
	}
	return says
}

func (w *weigher) said(p *page, known map[string]uint32) string {
	weights := make(map[uint32]uint8, len(p.terms))
	for i, term := range p.terms {
		weights[term] = p.weights[i]
	}
	texts := append([]string{p.Title}, p.Also...)
	texts = append(texts, p.Told)
	for i, part := range p.Parts {
		texts = append(texts, part.Title)
		if i == 0 {
			texts = append(texts, p.Summary)
		}
		texts = append(texts, part.Text)
	}
	var says []byte
	seen := map[string]bool{}
	for _, text := range texts {
		for _, word := range w.split(text) {
			if !seen[word] {
				seen[word] = true
				letter := uint8(nothing)
				if number, somewhere := known[word]; somewhere {
					letter = cmp.Or(weights[number], nothing) // another page may have it, or have had it
				}
				says = append(says, letter)
			}
		}
	}
	return string(says)
}

// weigher sums up the weights of a page's words. Words stand in the order in
// which they were found, so that sums are the same on every run.
type weigher struct {
	at     map[string]int // of a word in words
	words  []string
	sums   []float64
	counts []float64 // in the text that is being weighed
	cut    []Word    // used again and again
	terms  []string
	run    []int
}

func (w *weigher) page(p *Page) {
	clear(w.at)
	w.words, w.sums, w.counts = w.words[:0], w.sums[:0], w.counts[:0]
	w.phrase(p.Title, inTitle)
	w.also(p.Also)
	w.text(p.Summary, inSummary)
	w.text(p.Told, inTold)
	for i, part := range p.Parts {
		heading, text := partWeights(p.Kind, part.At, i)
		w.phrase(part.Title, heading)
		w.text(part.Text, text)
	}
}

// What a word says about a page is a letter: A when it says all that a word
// can, and each letter on a third of a doubling less. Few different weights
// take little room.
const (
	strongest, weakest = 'A', 'Z'
	step               = 1.0 / 3
	nothing            = '-' // a word of the page that is not searched for there
)

// weights are what each word says about the page.
func (w *weigher) weights(kind guide.Kind) []uint8 {
	say := 1.0
	switch kind {
	case guide.Home, guide.Folder: // say a little of everything
		say = 0.5
	case TreePage: // asks what other pages answer
		say = 0.7
	}
	weights := make([]uint8, len(w.sums))
	for i, sum := range w.sums {
		sum *= say
		steps := math.Round(math.Log2(1+halfway/sum) / step)
		weights[i] = strongest + uint8(min(steps, weakest-strongest))
	}
	return weights
}

func partWeights(kind guide.Kind, at string, index int) (heading, text float64) {
	switch {
	case kind == TreePage:
		return inQuestion, inAnswer
	case at == "#signs":
		return 0, inSigns
	case at == "#fixes" || at == "#causes":
		return 0, inFixes
	case index == 0:
		return 0, inBody
	}
	return inHeading, inBody
}

// phrase adds a few words that say one thing together: each says its share.
func (w *weigher) phrase(text string, weight float64) {
	if weight > 0 {
		words := w.once(text)
		for _, word := range words {
			w.sums[w.index(word)] += weight * share(len(words))
		}
	}
}

// also adds the words that people search by. A word that stands in several of
// them counts by the one that it says most of.
func (w *weigher) also(phrases []string) {
	best, order := map[string]float64{}, []string{}
	for _, phrase := range phrases {
		words := w.once(phrase)
		for _, word := range words {
			if best[word] == 0 {
				order = append(order, word)
			}
			best[word] = max(best[word], share(len(words)))
		}
	}
	for _, word := range order {
		w.sums[w.index(word)] += inAlso * best[word]
	}
}

// share is what one of n words says of what they say together.
func share(n int) float64 { return 1 / math.Sqrt(float64(n)) }

func (w *weigher) text(text string, weight float64) {
	w.run = w.run[:0]
	for _, word := range w.split(text) {
		i := w.index(word)
		w.counts[i]++
		w.run = append(w.run, i)
	}
	length := 0.5 + 0.5*float64(len(w.run))/nominal
	for _, i := range w.run {
		if n := w.counts[i]; n > 0 {
			w.counts[i] = 0
			w.sums[i] += weight * n / (n + 1) * 2 / max(1, length)
		}
	}
}

// index is a word's place in the lists.
func (w *weigher) index(word string) int {
	i, known := w.at[word]
	if !known {
		i = len(w.words)
		w.at[word] = i
		w.words, w.sums, w.counts = append(w.words, word), append(w.sums, 0), append(w.counts, 0)
	}
	return i
}

// split are the words of a text, and words joined by a hyphen also as one.
// The list holds until the next call.
func (w *weigher) split(text string) []string {
	w.cut, w.terms = appendCut(w.cut[:0], text), w.terms[:0]
	for i, word := range w.cut {
		w.terms = append(w.terms, word.Text)
		if i > 0 && hyphenated(text, w.cut[i-1], word) {
			w.terms = append(w.terms, w.cut[i-1].Text+word.Text)
		}
	}
	return w.terms
}

func hyphenated(text string, a, b Word) bool {
	return a.To < b.From && slices.Contains(hyphens, text[a.To:b.From])
}

var hyphens = []string{"-", "\u2010", "\u2011"}

// once are the words of a text, each one time.
func (w *weigher) once(text string) []string {
	words := w.split(text)
	slices.Sort(words)
	return slices.Compact(words)
}
