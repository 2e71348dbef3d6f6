package audit

import (
	"strings"
	"testing"
	"unicode/utf8"

	"retake/generator/content"
	"retake/generator/guide"
)

// FuzzDivide divides any text: sentences follow each other inside of it, and
// words inside of sentences, each with letters or digits of its own.
func FuzzDivide(f *testing.F) {
	f.Add("One. Two! Is it 3.5 e.g. here? “Yes.” (No.) … Ño, D.N.I. y él’s", "e.g.")
	f.Add("漢字。かな。 a.b c", "")
	f.Add("\xff. \u0301x.. A", ".")
	f.Fuzz(func(t *testing.T, text, abbreviation string) {
		b := Block{Block: content.Block{Text: text}}
		b.divide([]string{abbreviation})
		at := 0
		for _, s := range b.Sentences {
			if s.From < at || s.To > len(text) || len(s.Words) == 0 {
				t.Fatalf("the sentence %v stands behind %d of %d", s, at, len(text))
			}
			in := s.From
			for _, w := range s.Words {
				if w.From < in || w.To > s.To || w.From >= w.To || text[w.From:w.To] != w.Text {
					t.Fatalf("the word %v stands behind %d of %v", w, in, s.Span)
				}
				if strings.ContainsAny(w.Text, " \n\t") || utf8.ValidString(text) && !utf8.ValidString(w.Text) {
					t.Fatalf("%q is no word", w.Text)
				}
				in = w.To
			}
			at = s.To
		}
		for _, formula := range formulas {
			for _, w := range strings.Fields(text) {
				if n := formula.Syllables(plain(w)); n < 1 {
					t.Fatalf("%q has %d syllables", w, n)
				}
			}
		}
	})
}

// FuzzLexicon reads any file: nothing breaks, and what is wrong has its place.
func FuzzLexicon(f *testing.F) {
	f.Add("longest_sentence: 20\nformula: flesch\nwording:\n  promise:\n    - {all: [[a b*], []], unless: x}\n")
	f.Add("longest_sentence: 3 # Wait... Then look?!! Yes.\n")
	f.Add("conditions: [if]\nidle: [do not/ x]\nclasses: {a: [b/c d/, e/f]}\nwording: {blame: [{all: [[$a]], unless: [b]}]}\n")
	f.Add("terms: [[a, b], c, {d: e}]\npassive: 3\njargon: {a: b}\nwording: [x]\n")
	f.Fuzz(func(t *testing.T, src string) {
		l := emptyLexicon()
		for _, m := range l.read("audit.yaml", []byte(src)) {
			if m.File != "audit.yaml" || m.Line < 1 {
				t.Errorf("%v has no place", m)
			}
		}
		text := &Text{Lexicon: l, Page: &guide.Page{Doc: &content.Document{}}}
		text.add(&Block{Block: content.Block{Kind: content.StepBlock, Text: src}})
		text.gist()
		for _, rule := range wordingRules {
			for _, w := range l.Wording[rule] {
				w.in([]Word{{Plain: "a"}, {Plain: "b"}}, l)
			}
		}
	})
}
