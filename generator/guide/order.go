package guide

import (
	"cmp"
	"strings"
)

// kindOrder is the reading order of a home page's folders that give no rank
// of their own: what went wrong, what to do, what is special, the rest.
var kindOrder = map[string]int{"reasons/_index.md": 1, "how-to/_index.md": 2, "situations/_index.md": 3}

// inOrder compares siblings: by rank, those without one last; then folders
// of known kinds; then by title and key.
func inOrder(a, b *Page) int {
	if d := cmp.Compare(rank(a), rank(b)); d != 0 {
		return d
	}
	if d := cmp.Compare(place(a), place(b)); d != 0 {
		return d
	}
	return cmp.Or(
		strings.Compare(a.Doc.Front.SortTitle, b.Doc.Front.SortTitle),
		strings.Compare(a.Key, b.Key),
	)
}

func rank(p *Page) int {
	if p.Doc.Front.Rank > 0 {
		return p.Doc.Front.Rank
	}
	return int(^uint(0) >> 1)
}

func place(p *Page) int {
	if at, ok := kindOrder[p.Key]; ok {
		return at
	}
	return len(kindOrder) + 1
}
