package search

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"retake/generator/guide"
)

// Sizes of pieces in bytes, before compression. A query fetches a piece of
// words for each of its own, one to three for what is begun, and as many texts
// as it shows results; postings only when it has several words, some of them
// common.
const (
	onePiece      = 160 << 10 // an index up to this size is its manifest
	wordsPiece    = 10 << 10
	postingsPiece = 8 << 10
	textPiece     = 12 << 10
)

// The pieces of words have all pages of a word that has at most 15 of them,
// and of others as many as a search box shows: more, a single word does not
// need.
const (
	headRough = 4 // the logarithm of 15, as an entry has it
	headPages = 8
)

// manifest is what the script loads first.
type manifest struct {
	Pages  int      `json:"n"`
	Slots  uint32   `json:"slots"`  // page number = text piece × slots + place in it
	Root   string   `json:"root"`   // the site's root, relative to the manifest
	Files  string   `json:"files"`  // what the names of pieces begin with, relative to the root
	Rules  []string `json:"rules"`  // of stems, two rounds
	Sounds string   `json:"sounds"` // letters that sound alike
	Same   []string `json:"same"`   // words that mean the same
	Stop   string   `json:"stop"`
	Words  []start  `json:"words"`
	Ends   []start  `json:"ends"`
	Texts  []any    `json:"texts"`
	Says   []string `json:"says,omitempty"` // what the words of each text say, when the texts are here
	Say    any      `json:"say"`
	Offers []Offer  `json:"offers"`
	Log    string   `json:"log,omitempty"`
}

// start is a piece of a sorted list with the letters that it begins at.
type start [2]any

// Offer is a page that is offered when nothing was found.
type Offer struct {
	Title string `json:"t"`
	URL   string `json:"u"`
}

// Options are what an index holds beside the guide's own text.
type Options struct {
	Say    map[string]string // words of the interface
	Offers []Offer
	Log    string // address that gets the queries that find nothing; may be empty
}

// Index makes the files of a guide's index, the manifest first.
func (x *Indexer) Index(g *guide.Guide, options Options) ([]File, error) {
	last := x.indexes[g.Lang.Tag]
	delete(x.indexes, g.Lang.Tag)
	if last == nil {
		last = newIndex(g.Lang.Tag)
	}
	files, err := last.files(g, options)
	if err != nil {
		return nil, fmt.Errorf("write the search index: %w", err)
	}
	x.indexes[g.Lang.Tag] = last
	return files, nil
}

// index is the index of a language, and what it was made of last time.
type index struct {
	rules  rules
	pages  map[string]placed // by key
	words  vocabulary
	pieces pieces
}

func newIndex(lang string) *index {
	return &index{
		rules: rulesOf(lang), pages: map[string]placed{},
		words: vocabulary{known: map[string]uint32{}}, pieces: pieces{prefix: pieceFolder + lang + "-"},
	}
}

func (x *index) files(g *guide.Guide, options Options) ([]File, error) {
	pages := x.collect(g)
	x.weigh(pages)
	l := lay(pages)
	x.post(l.pages)
	m := manifest{
		Pages: len(pages), Slots: l.slots, Root: strings.Repeat("../", 1+strings.Count(g.Root(), "/")), Files: x.pieces.prefix,
		Rules: x.rules.Endings[:], Sounds: x.rules.Sounds, Same: synonymsOf(g.Synonyms, x.rules), Stop: x.rules.Stop, Say: options.Say, Offers: options.Offers, Log: options.Log,
	}
	x.pieces.begin(l.whole)
	if l.whole {
		m.Says = x.say(pages)
	}
	m.Texts = x.pieces.texts(l)
	m.Words, m.Ends = []start{}, []start{}
	if !l.whole {
		m.Words, m.Ends = x.pieces.words(x.words.sorted), x.pieces.ends(x.words.ends)
	}
	data, err := encode(m)
	sum := sha256.Sum256(data)
	first := File{g.Root() + ManifestName, data, hex.EncodeToString(sum[:16])}
	return append([]File{first}, x.pieces.files...), cmp.Or(x.pieces.err, err)
}

// placed is a page with its number.
type placed struct {
	*page
	number uint32
}

// layout is where the text of each page is.
type layout struct {
	pages []placed // in the order of their numbers
	slots uint32
	count int  // pieces of texts
	whole bool // all in the manifest
}

// lay gives pages their numbers. Which piece a page's text is in depends on
// its key alone, so that a new page moves few others; the number of pieces
// doubles when they have grown too large.
func lay(pages []*page) layout {
	size := 0
	for _, p := range pages {
		size += p.size
	}
	l := layout{count: 1, slots: 1}
	for l.whole = size < onePiece*2/3; !l.whole && size/l.count > textPiece; {
		l.count *= 2
	}
	bucket := func(p *page) uint32 { return p.hash & uint32(l.count-1) }
	slices.SortFunc(pages, func(p, q *page) int {
		return cmp.Or(cmp.Compare(bucket(p), bucket(q)), strings.Compare(p.Key, q.Key))
	})
	inBucket := make([]uint32, l.count)
	for _, p := range pages {
		inBucket[bucket(p)]++
	}
	for l.slots < slices.Max(inBucket) {
		l.slots *= 2
	}
	clear(inBucket)
	for _, p := range pages {
		l.pages = append(l.pages, placed{p, bucket(p)*l.slots + inBucket[bucket(p)]})
		inBucket[bucket(p)]++
	}
	return l
}
