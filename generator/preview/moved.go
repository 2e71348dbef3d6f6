package preview

import "retake/generator/guide"

// words tell what a page says, wherever it stands.
type words struct{ sum, written, lang string } // written: the language of its file

func wordsOf(p *guide.Page) words { return words{p.Doc.Sum, p.Doc.Lang, p.Guide.Lang.Tag} }

// goneSince is what pages said that the site before had, or had lost, and
// this one does not have. A rename may show as a page that goes and, one build
// later, a page that comes, so what has gone is remembered.
func (s *site) goneSince(before *site) map[string]words {
	gone := map[string]words{}
	if before == nil {
		return gone
	}
	before.index()
	for name, was := range before.gone {
		if s.pages[name] == nil {
			gone[name] = was
		}
	}
	for name, p := range before.pages {
		if s.pages[name] == nil {
			gone[name] = wordsOf(p)
		}
	}
	return gone
}

// moved is where a page has gone that was there before: to the one page in
// its language with the same text.
func (s *site) moved(name string) string {
	if _, still := s.output(name); still {
		return ""
	}
	s.index()
	was, ok := s.gone[name]
	if !ok {
		return ""
	}
	to := ""
	for _, p := range s.pages {
		if wordsOf(p) != was {
			continue
		}
		if to != "" {
			return "" // nobody knows to which
		}
		to = "/" + p.URL
	}
	return to
}
