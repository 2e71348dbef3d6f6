package search

import (
	"maps"
	"math"
	"slices"
	"strings"

	"retake/generator/guide"
)

// What a word says about its page, by where it stands. Titles and the words
// that a writer gives on purpose outrank what a page happens to mention; what
// a reader sees outranks what to do about it.
const (
	inTitle    = 12.0
	inAlso     = 9.0
	inQuestion = 6.0
	inHeading  = 4.0
	inSummary  = 5.0
	inSigns    = 4.0
	inAnswer   = 3.0
	inFixes    = 2.5 // and causes
	inBody     = 1.5
	asSynonym  = 0.7 // times the weight of the word that it stands for
)

// halfway is the sum of weights at which a word says half of all that a word
// can say: the second mention counts less than the first.
const halfway = 6.0

// nominal is the length of a text, in words, at which a word in it counts by
// its whole weight. It is fixed, not an average, so that a change of one page
// does not change what is known of others.
const nominal = 40.0

// Part is a part of a page that has an address of its own.
type Part struct {
	At          string // follows the page's address: "#signs", or a question's "photo/"
	Title, Text string
}

// Page is a page as it is searched: of the guide, or of a tree.
type Page struct {
	Key     string // names the page in its language
	Sum     string // the same as long as all below is
	URL     string
	Title   string
	Where   string // what it lives under
	Summary string
	Rank    int // of a reason: 1 is the most common; 0 has none
	Also    []string
	Parts   []Part // the first, without an id, is what stands before all sections
	Kind    guide.Kind
}

// analysis is what the words of a page say about it.
type analysis struct {
	sum    string
	terms  []string // sorted
	weight []uint8  // of each, 1 to 63
}

// weigher sums up the weights of a page's words.
type weigher struct {
	sums     map[string]float64
	synonyms synonyms
}

func analyse(p *Page, s synonyms) *analysis {
	w := &weigher{map[string]float64{}, s}
	w.phrase(p.Title, inTitle)
	w.also(p.Also)
	w.text(p.Summary, inSummary)
	for i, part := range p.Parts {
		heading, text := partWeights(p.Kind, part.At, i)
		w.phrase(part.Title, heading)
		w.text(part.Text, text)
	}
	say := 1.0
	switch p.Kind {
	case guide.Home, guide.Folder: // say a little of everything
		say = 0.5
	case TreePage: // asks what other pages answer
		say = 0.7
	}
	a := &analysis{sum: p.Sum, terms: slices.Sorted(maps.Keys(w.sums))}
	for _, term := range a.terms {
		sum := w.sums[term]
		sum *= say
		a.weight = append(a.weight, uint8(max(1, math.Round(63*sum/(sum+halfway)))))
	}
	return a
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
		w.add(once(text), weight, 1)
	}
}

// also adds the words that people search by. A word that stands in several of
// them counts by the one that it says most of.
func (w *weigher) also(phrases []string) {
	best := map[string]float64{}
	for _, phrase := range phrases {
		words := once(phrase)
		for _, word := range words {
			best[word] = max(best[word], share(len(words)))
		}
	}
	for word, share := range best { // sums do not depend on the order
		w.add([]string{word}, inAlso*share, 0)
	}
}

// share is what one of n words says of what they say together.
func share(n int) float64 { return 1 / math.Sqrt(float64(n)) }

func (w *weigher) text(text string, weight float64) {
	words := terms(text)
	counts := map[string]float64{}
	for _, word := range words {
		counts[word]++
	}
	length := 0.5 + 0.5*float64(len(words))/nominal
	for word, n := range counts {
		w.add([]string{word}, weight*n/(n+1)*2/max(1, length), 0)
	}
}

// add adds a weight to words; as shares when parted is 1.
func (w *weigher) add(words []string, weight float64, parted int) {
	if parted == 1 {
		weight *= share(len(words))
	}
	for _, word := range words {
		w.sums[word] += weight
		for _, other := range w.synonyms.of(word) {
			w.sums[other] += weight * asSynonym
		}
	}
}

// terms are the words of a text, and words joined by a hyphen also as one.
func terms(text string) []string {
	words := Cut(text)
	found := make([]string, 0, len(words))
	for i, word := range words {
		found = append(found, word.Text)
		if i > 0 && hyphenated(text, words[i-1], word) {
			found = append(found, words[i-1].Text+word.Text)
		}
	}
	return found
}

func hyphenated(text string, a, b Word) bool {
	return a.To < b.From && strings.Contains("-\u2010\u2011", text[a.To:b.From])
}

func once(text string) []string {
	words := terms(text)
	slices.Sort(words)
	return slices.Compact(words)
}
