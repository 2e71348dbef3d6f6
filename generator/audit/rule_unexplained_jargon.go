package audit

import (
	"fmt"
	"slices"
	"strings"

	"retake/generator/content"
)

var unexplainedJargon = Rule{
	ID: "unexplained-jargon", Area: PlainWords, Level: Warning,
	Title: "A word of the trade that nothing explains",
	Why:   "Readers do not work in the trade. One word that they do not know can stop them.",
	Mend:  "Use an everyday word; or say what it means where it stands, or in a definition list of the guide (a line with the word, a line “: ” with what it means).",
	Texts: func(_ *Subject, all []*Gist) []Finding {
		defined := map[string]bool{}
		for _, g := range all {
			for _, term := range g.Defined {
				defined[g.Lang+" "+term] = true
			}
		}
		var found []Finding
		for _, g := range all {
			for _, j := range g.Jargon {
				if !defined[g.Lang+" "+j.word] {
					found = append(found, j.at)
				}
			}
		}
		return found
	},
}

// jargon are the words of the trade in the text, each where it first stands,
// unless some sentence of the text explains it.
func (t *Text) jargon() []unknownWord {
	var found []unknownWord
	explained := map[string]bool{}
	for _, b := range t.Blocks {
		for _, s := range b.Sentences {
			for i := range s.Words {
				n := slices.IndexFunc(t.Lexicon.Jargon, func(term Term) bool { return term.at(s.Words, i) })
				if n < 0 {
					continue
				}
				word := plain(t.Lexicon.Jargon[n].Text)
				if t.explainsIn(b, s, i) {
					explained[word] = true
				} else if !slices.ContainsFunc(found, func(u unknownWord) bool { return u.word == word }) {
					w := s.Words[i]
					found = append(found, unknownWord{word, t.found(b, w.From, fmt.Sprintf("nothing explains the word %q", w.Text), "")})
				}
			}
		}
	}
	return slices.DeleteFunc(found, func(u unknownWord) bool { return explained[u.word] })
}

// explainsIn tells whether a sentence says what its word i means: by a word
// for it, by brackets around it, or by brackets behind it.
func (t *Text) explainsIn(b *Block, s Sentence, i int) bool {
	if at, _ := first(t.Explains, s.Words); at >= 0 || b.Kind == content.TermBlock {
		return true
	}
	w := s.Words[i]
	return strings.HasSuffix(strings.TrimSpace(b.Text[:w.From]), "(") || strings.HasPrefix(strings.TrimSpace(b.Text[w.To:]), "(")
}

// defined are the terms of the text's definition lists.
func (t *Text) defined() []string {
	var found []string
	for _, b := range t.Blocks {
		if b.Kind == content.TermBlock {
			found = append(found, plain(strings.TrimSpace(b.Text)))
		}
	}
	return found
}
