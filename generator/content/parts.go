package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Part is a piece of a page's text that can change by itself: the title, the
// summary, or a paragraph.
type Part struct {
	Sum    string // hash of its words, 4 hex digits: it tells a part from others of one page
	Offset int    // in the file
}

// Parts are the page's, in order. Together they say what TextSum says.
func (d *Document) Parts() []Part {
	var parts []Part
	for _, front := range []struct{ key, text string }{{"title", d.Front.RawTitle}, {"summary", d.Front.RawSummary}} {
		if front.text != "" {
			parts = append(parts, Part{partSum(front.text), d.keyOffset(front.key)})
		}
	}
	add := func(from, to int) {
		if text := string(withoutExemptions(d.source[from:to])); strings.TrimSpace(text) != "" {
			parts = append(parts, Part{partSum(text), from})
		}
	}
	at, from := d.bodyAt, -1
	for line := range bytes.Lines(d.source[d.bodyAt:]) {
		blank := len(bytes.TrimSpace(line)) == 0
		if blank && from >= 0 {
			add(from, at)
			from = -1
		} else if !blank && from < 0 {
			from = at
		}
		at += len(line)
	}
	if from >= 0 {
		add(from, len(d.source))
	}
	return parts
}

// Record is what a translation notes down of the page that it was made from:
// TextSum, and the sums of the page's parts.
func (d *Document) Record() string {
	record := []string{d.TextSum}
	for _, p := range d.Parts() {
		record = append(record, p.Sum)
	}
	return strings.Join(record, " ")
}

func partSum(text string) string {
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(text), " ")))
	return hex.EncodeToString(sum[:2])
}
