package content

import (
	"regexp"
	"slices"
	"strings"
)

// What begins a footnote, up to its number, and what ends all of them.
const (
	noteStart = `<li id="` + idSlot + `fn:`
	notesEnd  = "</ol>\n</section>\n"
)

var (
	// noteLink leads from a text to a footnote, and noteMark is where it stands.
	noteLink = regexp.MustCompile(`href="#` + idSlot + `fn:([0-9]+)"`)
	noteMark = regexp.MustCompile(`id="(` + idSlot + `fnref[0-9]*:[0-9]+)"`)
	// backlink leads from a footnote to where the text refers to it.
	backlink = regexp.MustCompile(`&#160;<a href="#(` + idSlot + `fnref[0-9]*:[0-9]+)" class="footnote-backref"[^>]*>[^<]*</a>`)
)

// FootnotesOf are the footnotes that parts of the body refer to, and those
// that these refer to in turn, with the numbers that they have there; empty
// for none.
func (b *Body) FootnotesOf(parts ...Fragment) Fragment {
	notes := strings.Split(strings.TrimSuffix(string(b.Footnotes), notesEnd), noteStart)
	unseen, marks := map[string]string{}, map[string]bool{}
	for _, note := range notes[1:] {
		unseen[noteNumber(note)] = note
	}
	for shown := slices.Clip(parts); len(shown) > 0 && len(notes) > 1; shown = shown[1:] {
		for _, mark := range noteMark.FindAllStringSubmatch(string(shown[0]), -1) {
			marks[mark[1]] = true
		}
		for _, link := range noteLink.FindAllStringSubmatch(string(shown[0]), -1) {
			if note := unseen[link[1]]; note != "" {
				shown = append(shown, Fragment(note))
				delete(unseen, link[1])
			}
		}
	}
	var kept strings.Builder
	for _, note := range notes[1:] {
		if unseen[noteNumber(note)] != "" {
			continue
		}
		kept.WriteString(`<li value="` + noteNumber(note) + `"` + strings.TrimPrefix(noteStart, "<li") + backlink.ReplaceAllStringFunc(note, func(link string) string {
			if !marks[backlink.FindStringSubmatch(link)[1]] {
				return ""
			}
			return link
		}))
	}
	if kept.Len() == 0 {
		return ""
	}
	return Fragment(notes[0] + kept.String() + notesEnd)
}

// noteNumber is the number that a footnote begins with.
func noteNumber(note string) string {
	number, _, _ := strings.Cut(note, `"`)
	return number
}
