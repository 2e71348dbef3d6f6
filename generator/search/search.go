// Package search makes the index that the reader's own script searches. It
// cuts a guide into words, weighs each word by where it stands, and packs
// words, postings and texts into small pieces, so that a query fetches only
// what it needs. Finding and ranking are the script's (templates/search): there
// is one implementation, and [Reader] runs it for the command line and tests.
//
// An [Indexer] remembers a guide between builds; [Indexer.Index] returns the
// files of one guide's index.
//
// # The index
//
// Everything is JSON. The manifest is the only file with a fixed name; all
// others are named by what is in them, and kept by browsers for ever.
//
//	manifest   pages, rules of the language, and where the pieces are
//	words      sorted words, each without what it shares with the one before,
//	           and which pages have it, with how much it says about each: all
//	           of them, or the best ones if there are many
//	postings   the same with all pages, for the words that have many
//	ends       the words again, reversed: for a mistake in the first letters
//	texts      titles, summaries and sections, to show what was found
//
// A reference to a piece is its name or, in a guide that is small, the piece
// itself: then the manifest is all there is, and has no list of words, because
// the script finds them in the texts. Each page's text says what they weigh.
//
// # Other forms of a word
//
// The index keeps words as they are written, and the script compares their
// stems, which it makes by a short table of endings per language. A stemmer
// like Snowball's would have to be in the script once for each language, and
// its stems cannot be shown, completed or corrected while somebody types.
//
// # After a change
//
// Pages, and words with their pages, are values that never change: whatever
// is made of the same ones is the same. So a change of one page is a new page,
// new entries of those words whose weight it changes, and new pieces where
// these stand. All else is found by comparing pointers.
package search

// Names of the index's files below a guide's root and the site's root.
const (
	ManifestName = "search/index.json"
	pieceFolder  = "assets/search/"
)

// File is one file of an index. Name is below the site's root.
type File struct {
	Name string
	Data []byte
	Sum  string // hash of Data, 32 hex digits
}

// Indexer makes indexes, and again after changes: what is the same is not
// made again. It is not safe for concurrent use.
type Indexer struct {
	indexes map[string]*index // by language
}

// NewIndexer makes an indexer that knows no pages.
func NewIndexer() *Indexer { return &Indexer{indexes: map[string]*index{}} }
