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

// FootnotesOf are the footnotes that parts of the body refer to, and those
// that these refer to in turn, with the numbers that they have there; empty
// for none.
func (b *Body) FootnotesOf(parts ...Fragment) Fragment {
	shown := ""
	for _, part := range parts {
		shown += string(part)
	}
	notes := strings.Split(strings.TrimSuffix(string(b.Footnotes), notesEnd), noteStart)
	wanted := make([]bool, len(notes))
	for more := true; more; {
		more = false
		for i, note := range notes[1:] {
			if !wanted[i+1] && strings.Contains(shown, `href="#`+idSlot+"fn:"+noteNumber(note)+`"`) {
				wanted[i+1], more = true, true
				shown += note
			}
		}
	}
	kept := ""
	for i, note := range notes {
		if !wanted[i] {
			continue
		}
		kept += `<li value="` + noteNumber(note) + `"` + strings.TrimPrefix(noteStart, "<li") + backlink.ReplaceAllStringFunc(note, func(link string) string {
			if id := backlink.FindStringSubmatch(link)[1]; !strings.Contains(shown, `id="`+id+`"`) {
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

// noteNumber is the number that a footnote begins with.
func noteNumber(note string) string {
	number, _, _ := strings.Cut(note, `"`)
	return number
}
