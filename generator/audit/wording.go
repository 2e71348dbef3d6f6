package audit

import "fmt"

// wordingRules are the rules whose wordings stand in lexicons.
var wordingRules = []string{"unsafe-channel", "paid-verification", "promise", "blame", "accusation"}

// wordingOf looks for the wordings of a rule in each sentence. says makes the
// message of the words that were found.
func wordingOf(rule, says string) func(*Subject, *Text) []Finding {
	return func(_ *Subject, t *Text) []Finding {
		var found []Finding
		for _, b := range t.Blocks {
			for _, s := range b.Sentences {
				for _, w := range t.Wording[rule] {
					if at, ok := w.in(s.Words, t.Lexicon); ok {
						word := s.Words[at]
						found = append(found, t.found(b, word.From, fmt.Sprintf(says, b.Text[s.From:s.To]), ""))
						break
					}
				}
			}
		}
		return found
	}
}
