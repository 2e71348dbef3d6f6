package audit

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

var vagueLink = Rule{
	ID: "vague-link", Area: Accessibility, Level: Warning,
	Title: "A link whose words do not say where it leads",
	Why:   "Screen readers list a page's links without what stands around them; “here” means nothing there, and an address is read letter by letter.",
	Mend:  "Make the words of the link those of its goal: not “click here to contact support” but “contact support” as the link.",
	Page: func(s *Subject, p *Page) []Finding {
		var found []Finding
		known := p.names
		for n := range p.elements {
			if n.Data != "a" || !hasAttribute(n, "href") || unseen(n) {
				continue
			}
			name := known.of(n)
			if s.vague(languageOf(n), name) {
				found = append(found, p.written("["+name+"]", fmt.Sprintf("the words of this link are “%s”", shorten(name)), ""))
			}
		}
		return found
	},
}

// vague tells whether words say nothing, in a language.
func (s *Subject) vague(lang, name string) bool {
	plain := strings.ToLower(strings.TrimFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
	if strings.HasPrefix(plain, "http://") || strings.HasPrefix(plain, "https://") || strings.HasPrefix(plain, "www.") {
		return true
	}
	l := s.lexicons[lang]
	return l != nil && slices.Contains(l.VagueLinks, plain)
}

// languageOf is the language that an element's text is in.
func languageOf(n *html.Node) string {
	for up := n; up != nil; up = up.Parent {
		if lang := attribute(up, "lang"); lang != "" {
			return lang
		}
	}
	return ""
}
