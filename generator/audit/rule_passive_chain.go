package audit

import (
	"fmt"
	"slices"
	"strings"
)

var passiveChain = Rule{
	ID: "passive-chain", Area: PlainWords, Level: Warning,
	Title: "A sentence with two passives or more",
	Why:   "A chain of passives hides who does what. Readers need to know what is theirs to do.",
	Mend:  "Say who does it: you, the system, an agent.",
	Text: func(_ *Subject, t *Text) []Finding {
		var found []Finding
		for _, b := range t.Blocks {
			for _, s := range b.Sentences {
				if passives := t.Passive.all(s.Words); len(passives) > 1 {
					found = append(found, t.found(b, s.From, fmt.Sprintf("this sentence has %d passives: %s", len(passives), strings.Join(passives, ", ")), ""))
				}
			}
		}
		return found
	},
}

// all are the passives of a sentence: a form of the verb, at most one word,
// and a participle.
func (p *Passive) all(words []Word) []string {
	var found []string
	for i := 0; i < len(words); i++ {
		if at, _ := first(p.Be, words[i:min(i+1, len(words))]); at < 0 {
			continue
		}
		for n := i + 1; n < min(i+3, len(words)); n++ {
			if p.participle(words[n : n+1]) {
				found = append(found, words[i].Text+" … "+words[n].Text)
				i = n
				break
			}
		}
	}
	return found
}

func (p *Passive) participle(word []Word) bool {
	if at, _ := first(p.Not, word); at >= 0 {
		return false
	}
	at, _ := first(p.Participles, word)
	return at >= 0 || slices.ContainsFunc(p.Endings, func(e string) bool {
		return len(word[0].Plain) > len(e)+2 && strings.HasSuffix(word[0].Plain, e)
	})
}
