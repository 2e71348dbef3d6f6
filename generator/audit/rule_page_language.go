package audit

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"retake/generator/guide"
)

var pageLanguage = Rule{
	ID: "page-language", Area: Accessibility, Level: Error,
	Title: "A published page that does not say its language, or not the right one",
	Why:   "Screen readers speak the language that the page names: Spanish read with English sounds cannot be understood. Translators and hyphenation go by it too.",
	Mend:  "Let the template write <html lang=\"{{.Guide.Lang.Tag}}\">, with dir=\"rtl\" where the language runs that way, and lang around text in another language.",
	Page: func(s *Subject, p *Page) []Finding {
		if text := languageFault(s, p); text != "" {
			return []Finding{p.finding(text, "")}
		}
		return nil
	},
}

func languageFault(s *Subject, p *Page) string {
	if p.Lang == "" {
		return "this page does not say its language"
	}
	if _, err := language.Parse(p.Lang); err != nil {
		return fmt.Sprintf("this page says that its language is %q, which is none", p.Lang)
	}
	g := p.guide(s)
	if g == nil {
		return ""
	}
	if !strings.EqualFold(p.Lang, g.Lang.Tag) {
		return fmt.Sprintf("this page says that its language is %q, and it is %q", p.Lang, g.Lang.Tag)
	}
	rtl, languages := false, map[string]bool{}
	for n := range p.elements {
		if n.Data == "html" {
			rtl = attribute(n, "dir") == "rtl"
		}
		languages[attribute(n, "lang")] = true
	}
	switch {
	case rtl != g.Lang.RTL:
		return fmt.Sprintf("this page does not run in the direction of its language, %q", g.Lang.Tag)
	case p.Of != nil && p.Of.Fallback && !languages[p.Of.Doc.Lang]:
		return fmt.Sprintf("this page shows text in %q and does not say so", p.Of.Doc.Lang)
	}
	return ""
}

// guide is the one that a page belongs to.
func (d *Digest) guide(s *Subject) *guide.Guide {
	if d.Of != nil {
		return d.Of.Guide
	}
	guides := slices.Clone(s.Site.Guides)
	slices.SortFunc(guides, func(a, b *guide.Guide) int { return len(b.Root()) - len(a.Root()) })
	for _, g := range guides {
		if strings.HasPrefix(d.Name, g.Root()) {
			return g
		}
	}
	return nil
}
