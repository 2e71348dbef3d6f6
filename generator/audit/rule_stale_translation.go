package audit

import (
	"fmt"
	"strings"

	"retake/generator/guide"
	"retake/generator/translation"
)

var staleTranslation = Rule{
	ID: "stale-translation", Area: Freshness, Level: Warning,
	Title: "A translation of a text that has changed since",
	Why:   "Its readers get advice that was taken back or corrected, with a notice that it may be out of date.",
	Mend:  "Bring it up to date, and run generator stamp FILE.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for p := range s.Pages() {
			if source := s.Site.Guides[0].Page(p.Key); p.Stale && source != nil {
				file := p.Doc.At(0).File
				found = append(found, inFront(p, "source", "the text that this was translated from has changed: "+changes(p, source),
					"Bring it up to date there, then run: generator stamp "+file))
			}
		}
		return found
	},
}

// changes names the paragraphs of a source that a translation has not
// followed, by their first words.
func changes(p, source *guide.Page) string {
	fresh, gone := translation.Translation{Page: p.Doc, Source: source.Doc}.Changed()
	file := source.Doc.At(0).File
	var parts []string
	for _, part := range fresh {
		line := source.Doc.At(part.Offset).Line
		parts = append(parts, fmt.Sprintf("line %d (“%s”)", line, beginningOf(source.Doc.Line(line))))
	}
	if gone > len(fresh) {
		parts = append(parts, count(gone-len(fresh), "paragraph")+" fewer")
	}
	if len(parts) > 0 {
		file += ", " + strings.Join(parts, ", ")
	}
	return file
}

// beginningOf is a line's first words.
func beginningOf(line string) string {
	const most = 40 // letters
	letters := []rune(strings.TrimSpace(line))
	if len(letters) <= most {
		return string(letters)
	}
	return strings.TrimSpace(string(letters[:most])) + " …"
}
