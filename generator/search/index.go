package search

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"retake/generator/guide"
)

// Sizes of pieces in bytes, before compression. A query fetches one to three
// pieces of words and of postings, and as many texts as it shows results.
const (
	onePiece     = 160 << 10 // an index up to this size is its manifest
	wordsPiece   = 10 << 10
	postingPiece = 8 << 10
	textPiece    = 8 << 10
)

// manifest is what the script loads first.
type manifest struct {
	Pages  int      `json:"n"`
	Slots  uint32   `json:"slots"` // page number = text piece × slots + place in it
	Root   string   `json:"root"`  // the site's root, relative to the manifest
	Files  string   `json:"files"` // what the names of pieces begin with, relative to the root
	Rules  []string `json:"rules"` // of stems, two rounds
	Stop   string   `json:"stop"`
	Words  []start  `json:"words"`
	Ends   []start  `json:"ends"`
	Texts  []any    `json:"texts"`
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
	b := &builder{lang: g.Lang.Tag, rules: rulesOf(g.Lang.Tag)}
	b.place(Pages(g))
	x.analyse(b, newSynonyms(g.Synonyms, b.rules), fmt.Sprint(g.Synonyms))
	m := manifest{
		Pages: len(b.pages), Root: strings.Repeat("../", 1+strings.Count(g.Root(), "/")), Files: pieceFolder + b.lang + "-",
		Rules: b.rules.Endings[:], Stop: b.rules.Stop, Say: options.Say, Offers: options.Offers, Log: options.Log,
	}
	b.fill(&m)
	data, err := encode(m)
	if err != nil {
		return nil, fmt.Errorf("write the search index: %w", err)
	}
	return append([]File{{g.Root() + ManifestName, data}}, b.files...), b.err
}

// analyse weighs the words of all pages that have changed since last time,
// on all cores.
func (x *Indexer) analyse(b *builder, s synonyms, sum string) {
	b.analyses = make([]*analysis, len(b.pages))
	var taken atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := taken.Add(1) - 1; i < int64(len(b.pages)); i = taken.Add(1) - 1 {
				b.analyses[i] = x.current(b.lang, b.pages[i].Page, s, sum)
			}
		})
	}
	workers.Wait()
	next := make(map[string]*analysis, len(b.pages))
	for i, p := range b.pages {
		next[p.Key] = b.analyses[i]
	}
	x.pages[b.lang] = next
}

// current is a page's analysis: the one from last time when it still holds.
func (x *Indexer) current(lang string, p *Page, s synonyms, sum string) *analysis {
	p.Sum += sum
	if a := x.pages[lang][p.Key]; a != nil && a.sum == p.Sum {
		return a
	}
	return analyse(p, s)
}

// builder is the work on one index.
type builder struct {
	lang     string
	rules    rules
	pages    []*placed // in the order of their numbers
	analyses []*analysis
	slots    uint32
	texts    int // pieces of texts
	whole    bool
	files    []File
	err      error
}

// placed is a page with its number.
type placed struct {
	*Page
	number uint32
	text   json.RawMessage
}

// place gives pages their numbers. Which piece a page's text is in depends on
// its key alone, so that a new page moves few others; the number of pieces
// doubles when they have grown too large.
func (b *builder) place(pages []*Page) {
	size := 0
	for _, p := range pages {
		q := &placed{Page: p}
		q.text = b.piece(textOf(p))
		size += len(q.text)
		b.pages = append(b.pages, q)
	}
	b.texts = 1
	for b.whole = size < onePiece*2/3; !b.whole && size/b.texts > textPiece; {
		b.texts *= 2
	}
	slices.SortFunc(b.pages, func(p, q *placed) int {
		return cmp.Or(cmp.Compare(b.bucket(p), b.bucket(q)), strings.Compare(p.Key, q.Key))
	})
	inBucket := make([]uint32, b.texts)
	for _, p := range b.pages {
		p.number = inBucket[b.bucket(p)]
		inBucket[b.bucket(p)]++
	}
	for b.slots = 1; b.slots < slices.Max(append(inBucket, 1)); {
		b.slots *= 2
	}
	for _, p := range b.pages {
		p.number += b.bucket(p) * b.slots
	}
}

func (b *builder) bucket(p *placed) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(p.Key)) // a hash takes all
	return h.Sum32() & uint32(b.texts-1)
}

// text is what is shown of a page.
type text struct {
	URL     string      `json:"u"`
	Title   string      `json:"t"`
	Where   string      `json:"w,omitempty"`
	Summary string      `json:"s,omitempty"`
	Rank    int         `json:"r,omitempty"`
	Also    []string    `json:"a,omitempty"`
	Parts   [][3]string `json:"p"`
}

func textOf(p *Page) text {
	t := text{URL: p.URL, Title: p.Title, Where: p.Where, Summary: p.Summary, Rank: p.Rank, Also: p.Also}
	for _, part := range p.Parts {
		t.Parts = append(t.Parts, [3]string{part.At, part.Title, part.Text})
	}
	return t
}

// fill writes all pieces and refers to them in the manifest.
func (b *builder) fill(m *manifest) {
	m.Slots = b.slots
	bucketed := make([][]json.RawMessage, b.texts)
	for _, p := range b.pages {
		bucketed[b.bucket(p)] = append(bucketed[b.bucket(p)], p.text)
	}
	for i, texts := range bucketed {
		m.Texts = append(m.Texts, b.ref("t", i, texts))
	}
	entries := b.invert()
	m.Words = b.words(entries)
	m.Ends = []start{}
	if !b.whole {
		m.Ends = b.ends(entries)
	}
}

// ref stores a piece and returns its name's ending, or the piece itself.
func (b *builder) ref(kind string, number any, piece any) any {
	data := b.piece(piece)
	if b.whole {
		return data
	}
	hash := sha256.Sum256(data)
	sum := strings.ToLower(base32.StdEncoding.EncodeToString(hash[:5]))[:5]
	b.files = append(b.files, File{fmt.Sprintf("%s%s-%s%v.%s.json", pieceFolder, b.lang, kind, number, sum), data})
	return sum
}

func (b *builder) piece(v any) json.RawMessage {
	data, err := encode(v)
	b.err = cmp.Or(b.err, err)
	return data
}

func encode(v any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	return bytes.TrimSpace(out.Bytes()), err
}

// entry is a word with the pages that have it.
type entry struct {
	word     string
	pages    int
	postings []byte
	last     uint32
}

// invert turns words by page into pages by word, in the order of words.
func (b *builder) invert() []*entry {
	entries := map[string]*entry{}
	for i, p := range b.pages {
		a := b.analyses[i]
		for j, term := range a.terms {
			e := entries[term]
			if e == nil {
				e = &entry{word: term}
				entries[term] = e
			}
			e.postings = append(number(e.postings, p.number-e.last), digits[a.weight[j]])
			e.last = p.number
			e.pages++
		}
	}
	sorted := slices.Collect(maps.Values(entries))
	slices.SortFunc(sorted, func(a, b *entry) int { return strings.Compare(a.word, b.word) })
	return sorted
}
