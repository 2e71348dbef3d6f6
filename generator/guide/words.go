package guide

import (
	"fmt"
	"maps"
	"path"
	"regexp"
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
		original, known := english[key]
		if known {
			b.values(key, original.Text, phrase)
		} else {
			b.wrong = append(b.wrong, mistake.Mistake{
				Position: phrase.At, Quote: phrase.Line, Rule: "unknown-string", Text: fmt.Sprintf("the pages have no words called %q", key),
				Hint: mistake.DidYouMean(key, slices.Collect(maps.Keys(english))),
			})
		}
	}
	b.untranslated(g, english, own)
}

// valuePlace is where the program fills something into a word.
var valuePlace = regexp.MustCompile(`\{[a-z_]+\}`)

// values compares what is filled into a guide's own word with what the
// program fills in: what it does not know would be shown as it is written,
// and what is missing is not said to readers.
func (b *builder) values(key, original string, own content.Phrase) {
	want, got := valuePlace.FindAllString(original, -1), valuePlace.FindAllString(own.Text, -1)
	m := mistake.Mistake{Position: own.At, Quote: own.Line, Rule: "lost-value"}
	for _, name := range got {
		if !slices.Contains(want, name) {
			m.Text, m.Hint = fmt.Sprintf("nothing is filled in for %s in the words %q", name, key), "In English they are: "+original
			b.wrong = append(b.wrong, m)
			return
		}
	}
	for _, name := range want {
		if !slices.Contains(got, name) {
			m.Text, m.Hint = fmt.Sprintf("the words %q do not say %s, which is filled in", key, name), "In English they are: "+original
			b.site.Warnings = append(b.site.Warnings, m)
			return
		}
	}
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
