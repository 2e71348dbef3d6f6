package content

import (
	"regexp"
	"strings"
)

// What begins a footnote, up to its number, and what ends all of them.
const (
	noteStart = `<li id="` + idSlot + `fn:`
	notesEnd  = "</ol>\n</section>\n"
)

// backlink leads from a footnote to where the text refers to it.
var backlink = regexp.MustCompile(`&#160;<a href="#(` + idSlot + `fnref[0-9]*:[0-9]+)" class="footnote-backref"[^>]*>[^<]*</a>`)

// FootnotesOf are the footnotes that parts of the body refer to, with the
// numbers that they have there; empty for none.
func (b *Body) FootnotesOf(parts ...Fragment) Fragment {
	var shown strings.Builder
	for _, part := range parts {
		shown.WriteString(string(part))
	}
	notes := strings.Split(strings.TrimSuffix(string(b.Footnotes), notesEnd), noteStart)
	kept := ""
	for _, note := range notes[1:] {
		number, _, _ := strings.Cut(note, `"`)
		if !strings.Contains(shown.String(), `href="#`+idSlot+"fn:"+number+`"`) {
			continue
		}
		kept += `<li value="` + number + `"` + strings.TrimPrefix(noteStart, "<li") + backlink.ReplaceAllStringFunc(note, func(link string) string {
			if id := backlink.FindStringSubmatch(link)[1]; !strings.Contains(shown.String(), `id="`+id+`"`) {
				return ""
			}
			return link
		})
	}
	if kept == "" {
		return ""
	}
	return Fragment(notes[0] + kept + notesEnd)
}
