package guide

import "retake/generator/mistake"

// linkLanguages joins the pages that say the same in different languages,
// and marks translations of a text that has changed since.
func (b *builder) linkLanguages() {
	origin := b.site.Guides[0]
	for _, g := range b.site.Guides {
		for _, p := range g.Pages {
			for _, other := range b.site.Guides {
				if q := other.byKey[p.Key]; other != g && q != nil {
					p.Others = append(p.Others, q)
				}
			}
			if source := origin.byKey[p.Key]; g != origin && !p.Fallback && source != nil {
				b.compareSource(p, source)
			}
		}
	}
}

func (b *builder) compareSource(p, source *Page) {
	recorded := p.Doc.Front.Source
	if recorded == "" {
		m := p.Doc.Mistake(0, "no-source", "this translation does not record the text that it was made from",
			"Run: generator stamp "+p.Doc.At(0).File)
		b.site.Warnings = append(b.site.Warnings, m)
		return
	}
	if p.Stale = recorded != source.Doc.TextSum; p.Stale {
		b.site.Warnings = append(b.site.Warnings, mistake.Mistake{
			Position: p.Doc.At(0), Rule: "stale-translation",
			Text: "the text that this was translated from has changed: " + source.Doc.At(0).File,
			Hint: "Bring the translation up to date, then run: generator stamp " + p.Doc.At(0).File,
		})
	}
}
