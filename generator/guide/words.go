package guide

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"retake/generator/content"
	"retake/generator/mistake"
)

// Words are the interface's words in one language, by key.
type Words map[string]string

// Fill puts values in the place of {name} in a word: pairs of name, value.
func (w Words) Fill(key string, pairs ...string) string {
	for i := range pairs {
		if i%2 == 0 {
			pairs[i] = "{" + pairs[i] + "}"
		}
	}
	return strings.NewReplacer(pairs...).Replace(w[key])
}

// words lays the guide's own words over the program's, and the program's
// over its English ones, so that none is ever missing.
func (b *builder) words(g *Guide) {
	g.Words = Words{}
	english := b.Source.Words["en"]
	own := b.Library.Strings[g.Lang.Tag]
	base, _, _ := strings.Cut(g.Lang.Tag, "-")
	for _, layer := range []content.Strings{english, b.Source.Words[base], b.Source.Words[g.Lang.Tag], own} {
		for key, phrase := range layer {
			g.Words[key] = phrase.Text
		}
	}
	for key, phrase := range own {
		if _, known := english[key]; !known {
			b.wrong = append(b.wrong, mistake.Mistake{
				Position: phrase.At, Quote: phrase.Line, Rule: "unknown-string", Text: fmt.Sprintf("the pages have no words called %q", key),
				Hint: mistake.DidYouMean(key, slices.Collect(maps.Keys(english))),
			})
		}
	}
	b.untranslated(g, english, own)
}

// untranslated warns when a language that the program does not speak lacks
// words of its own.
func (b *builder) untranslated(g *Guide, english, own content.Strings) {
	base, _, _ := strings.Cut(g.Lang.Tag, "-")
	if b.Source.Words[base] != nil || b.Source.Words[g.Lang.Tag] != nil {
		return
	}
	missing := 0
	for key := range english {
		if _, ok := own[key]; !ok {
			missing++
		}
	}
	if missing > 0 {
		b.site.Warnings = append(b.site.Warnings, mistake.Mistake{
			Position: mistake.Position{File: path.Join(b.Source.Site.Content, g.Lang.Tag, "strings.yaml")},
			Rule:     "untranslated-strings",
			Text:     fmt.Sprintf("%d of the pages' %d words are not translated and appear in English", missing, len(english)),
			Hint:     "generator strings lists them.",
		})
	}
}
