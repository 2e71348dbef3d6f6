package search

import (
	"fmt"

	"retake/generator/mistake"
	"retake/generator/yamldoc"
)

// Test is a query with the page that it must find.
type Test struct {
	Query string
	Page  string // key of the page, "reasons/blurry-photo.md"
	Top   int    // 1 is first; 3 among the first three
	At    mistake.Position
}

// ParseTests reads search-tests.yaml.
func ParseTests(file string, src []byte) ([]Test, mistake.List) {
	root, doc := yamldoc.Parse(file, src, 1)
	var found []Test
	if !root.Present() {
		return nil, doc.Mistakes()
	}
	items, _ := root.List()
	for _, item := range items {
		m, ok := item.Map()
		if !ok {
			continue
		}
		t := Test{Top: 1, At: item.At()}
		m.Text("query", &t.Query)
		m.Text("page", &t.Page)
		m.Int("top", &t.Top)
		m.Require(doc, "query", "Write what a reader types.")
		m.Require(doc, "page", "Name the page that must be found, like reasons/blurry-photo.md.")
		if t.Top < 1 {
			m.Get("top").Wrong("bad-top", fmt.Sprintf("a page cannot be among the first %d", t.Top), "Write 1 or 3.")
		}
		m.Done()
		found = append(found, t)
	}
	return found, doc.Mistakes()
}
