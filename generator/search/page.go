package search

import (
	"hash/crc32"
	"strings"
)

// page is a page with what is made of it alone.
type page struct {
	*Page
	from    source
	hash    uint32   // of its key; numbers in keys spread evenly
	size    int      // about what it takes as a text, in bytes
	terms   []uint32 // its words, by their numbers
	weights []uint8  // of each word, a letter
	says    string   // the same in the order of the text, a letter each; of a small guide
}

func newPage(p *Page, from source) *page {
	size := 40 + len(p.URL) + len(p.Title) + len(p.Where) + len(p.Summary)
	for _, word := range p.Also {
		size += len(word) + 3
	}
	for _, part := range p.Parts {
		size += len(part.At) + len(part.Title) + len(part.Text) + 11
	}
	return &page{Page: p, from: from, hash: crc32.ChecksumIEEE([]byte(p.Key)), size: size}
}

// text is what is shown of a page: its address, what it lives under, its
// summary, its rank, what trees' answers say that end on it, its names, a line
// each, and its parts. A part is a line for its place on the page, one for its
// title, and the lines of its text.
func (p *page) text(told string) []any {
	text := []any{p.URL, p.Where, p.Summary, p.Rank, told, strings.Join(append([]string{p.Title}, p.Also...), "\n")}
	for _, part := range p.Parts {
		text = append(text, strings.Join([]string{part.At, part.Title, part.Text}, "\n"))
	}
	return text
}
