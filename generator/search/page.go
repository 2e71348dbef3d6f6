package search

import (
	"fmt"
	"hash/fnv"
)

// page is a page with what is made of it alone.
type page struct {
	*Page
	from    source
	hash    uint32   // of its key
	size    int      // about what it takes as a text, in bytes
	terms   []uint32 // its words, by their numbers
	weights []uint8  // of each word, 1 to 63
	says    string   // the same in the order of the text, a digit each; of a small guide
}

func newPage(p *Page, from source) *page {
	h := fnv.New32a()
	fmt.Fprint(h, p.Key)
	size := 40 + len(p.URL) + len(p.Title) + len(p.Where) + len(p.Summary)
	for _, word := range p.Also {
		size += len(word) + 3
	}
	for _, part := range p.Parts {
		size += len(part.At) + len(part.Title) + len(part.Text) + 11
	}
	return &page{Page: p, from: from, hash: h.Sum32(), size: size}
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
	Told    string      `json:"o,omitempty"`
	Says    string      `json:"x,omitempty"`
}

func textOf(p *page) text {
	t := text{URL: p.URL, Title: p.Title, Where: p.Where, Summary: p.Summary, Rank: p.Rank, Also: p.Also}
	for _, part := range p.Parts {
		t.Parts = append(t.Parts, [3]string{part.At, part.Title, part.Text})
	}
	return t
}
