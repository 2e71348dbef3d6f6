package main

import (
	"math/rand"
	"strings"
)

// Sizes of the made-up language. Real help centres of 10,000 pages use some
// tens of thousands of words; the few little words are a third of any text.
const (
	lemmas      = 12000
	littleShare = 0.36
	formShare   = 0.22 // of words that have an ending
)

// little are the words that English is held together by.
var little = strings.Fields("the to and of your is in a it you for that on with this are be not or if as from when can have at by will we an was but they all which has its there more do what no how one up out so some may than")

// endings of words, the more common ones twice.
var endings = []string{"s", "s", "ed", "ing", "ing", "er", "ly"}

// language is a made-up one with words that are built and used like English
// ones: each by its rank, the first ones often, most of them rarely.
type language struct {
	words  []string
	common *rand.Zipf
	rand   *rand.Rand
}

func newLanguage(r *rand.Rand) *language {
	l := &language{rand: r, common: rand.NewZipf(r, 1.07, 3, lemmas-1)}
	seen := map[string]bool{}
	for _, word := range little {
		seen[word] = true
	}
	for len(l.words) < lemmas {
		if word := l.invent(); len(word) > 2 && !seen[word] {
			seen[word] = true
			l.words = append(l.words, word)
		}
	}
	return l
}

var (
	onsets = strings.Fields("b c d f g h j l m n p r s t v w st pr tr cl br pl gr sh ch th cr fl sp dr")
	nuclei = strings.Fields("a e i o u a e i o ea ai ou ee oo")
	codas  = strings.Fields("n r t l s m d ck nd st rt ll ng sh p x b ft")
)

// invent makes a word of one to three syllables; the first words are shorter.
func (l *language) invent() string {
	var b strings.Builder
	syllables := 1 + l.rand.Intn(2) + min(1, len(l.words)/(1+l.rand.Intn(lemmas)))
	for i := range syllables {
		if i > 0 || l.rand.Intn(6) > 0 {
			b.WriteString(onsets[l.rand.Intn(len(onsets))])
		}
		b.WriteString(nuclei[l.rand.Intn(len(nuclei))])
		if i == syllables-1 || l.rand.Intn(3) == 0 {
			b.WriteString(codas[l.rand.Intn(len(codas))])
		}
	}
	return b.String()
}

// topic is what an article or a folder is about: words that come again and
// again in it, and seldom elsewhere.
func (l *language) topic(n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = l.words[lemmas/100+l.rand.Intn(lemmas-lemmas/100)]
	}
	return words
}

// say is the next word of a text on some subjects.
func (l *language) say(article, folder []string) string {
	at := l.rand.Float64()
	if at < littleShare {
		at := l.rand.Float64()
		return little[int(at*at*float64(len(little)))]
	}
	word := l.words[l.common.Uint64()]
	switch {
	case at < littleShare+0.12:
		word = article[l.rand.Intn(len(article))]
	case at < littleShare+0.20:
		word = folder[l.rand.Intn(len(folder))]
	}
	if l.rand.Float64() < formShare {
		word += endings[l.rand.Intn(len(endings))]
	}
	return word
}
