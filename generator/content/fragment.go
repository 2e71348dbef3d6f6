package content

import (
	"bytes"
	"strconv"
	"strings"
)

// Fragment is HTML with open places in it. What belongs there depends on the
// page that shows the fragment (an address relative to it, a word in its
// language), so the fragment is made once and filled for each page. A place
// is a letter and an argument between two NUL bytes, which Markdown's output
// never has.
type Fragment string

// The letters of the places.
const (
	slotHref  = 'l' // address of link N, as an attribute's value
	slotAfter = 'e' // after the end of link N, for page references in print
	slotImage = 'i' // picture N with its figure
	slotID    = 'p' // before every id, to keep ids apart on one printable page
	slotWord  = 'w' // a word of the interface, by its key
)

// Filler knows what belongs in a fragment's places. All results are HTML.
type Filler interface {
	Href(link int) string
	AfterLink(link int) string
	Image(image int) string
	IDPrefix() string
	Word(key string) string
}

// AppendTo writes the fragment with its places filled.
func (f Fragment) AppendTo(b *bytes.Buffer, fill Filler) {
	for rest := string(f); ; {
		before, after, found := strings.Cut(rest, "\x00")
		b.WriteString(before)
		if !found {
			return
		}
		slot, tail, _ := strings.Cut(after, "\x00")
		b.WriteString(fillSlot(slot, fill))
		rest = tail
	}
}

func fillSlot(slot string, fill Filler) string {
	if slot == "" {
		return ""
	}
	n, _ := strconv.Atoi(slot[1:]) // slots are written by this package
	switch slot[0] {
	case slotHref:
		return fill.Href(n)
	case slotAfter:
		return fill.AfterLink(n)
	case slotImage:
		return fill.Image(n)
	case slotID:
		return fill.IDPrefix()
	case slotWord:
		return fill.Word(slot[1:])
	}
	return ""
}

func slot(kind byte, n int) string { return "\x00" + string(kind) + strconv.Itoa(n) + "\x00" }

func wordSlot(key string) string { return "\x00" + string(slotWord) + key + "\x00" }

const idSlot = "\x00" + string(slotID) + "\x00"
