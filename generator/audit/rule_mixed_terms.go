package audit

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"retake/generator/content"
)

var mixedTerms = Rule{
	ID: "mixed-terms", Area: PlainWords, Level: Warning,
	Title: "Different words for one thing",
	Why:   "Readers take two words for two things, and look for the second.",
	Mend:  "Use one of the words everywhere. Others that readers search by belong under also: and into synonyms.yaml.",
	Texts: func(s *Subject, all []*Gist) []Finding {
		uses := map[string]map[termUse][]Finding{}
		for _, g := range all {
			if uses[g.Lang] == nil {
				uses[g.Lang] = map[termUse][]Finding{}
			}
			for use, at := range g.Terms {
				uses[g.Lang][use] = append(uses[g.Lang][use], at...)
			}
		}
		var found []Finding
		for lang, of := range uses {
			for group := range s.lexicons[lang].Terms {
				found = append(found, mixed(s.lexicons[lang].Terms[group], group, of)...)
			}
		}
		return found
	},
}

// mixed are the uses of a group's words but for the one that is used most;
// of several, for the first of the lexicon.
func mixed(terms []Term, group int, uses map[termUse][]Finding) []Finding {
	usual := termUse{group, 0}
	for n := range terms {
		if len(uses[termUse{group, n}]) > len(uses[usual]) {
			usual.term = n
		}
	}
	var found []Finding
	for _, use := range slices.SortedFunc(maps.Keys(uses), func(a, b termUse) int { return a.term - b.term }) {
		if use.group == group && use != usual {
			for _, f := range uses[use] {
				f.Text = fmt.Sprintf("this says %q, and the guide says %q elsewhere", terms[use.term].Text, terms[usual.term].Text)
				found = append(found, f)
			}
		}
	}
	return found
}

// termsUsed are the words of the lexicon's groups that the text uses. Terms
// that explain themselves, and names, are no use.
func (t *Text) termsUsed() map[termUse][]Finding {
	found := map[termUse][]Finding{}
	for _, b := range t.Blocks {
		if b.Kind == content.TermBlock {
			continue
		}
		for _, s := range b.Sentences {
			for i := 0; i < len(s.Words); i++ {
				if use, words, ok := t.termAt(s.Words, i); ok {
					if !s.Words[i].Name || strings.ContainsFunc(t.Terms[use.group][use.term].Text, unicode.IsUpper) {
						found[use] = append(found[use], t.found(b, s.Words[i].From, "", ""))
					}
					i += words - 1
				}
			}
		}
	}
	return found
}

// termAt is the longest term that stands at a place.
func (t *Text) termAt(words []Word, i int) (use termUse, length int, ok bool) {
	for g, group := range t.Terms {
		for n := range group {
			if l := len(group[n].words); l > length && group[n].at(words, i) {
				use, length, ok = termUse{g, n}, l, true
			}
		}
	}
	return use, length, ok
}
