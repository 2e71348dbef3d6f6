package audit

import "fmt"

var longSentence = Rule{
	ID: "long-sentence", Area: PlainWords, Level: Warning,
	Title: "A long sentence",
	Why:   "Who is upset, tired or new to the language loses the thread of a long sentence, and with it what to do.",
	Mend:  "Divide it in two, or make a list of it.",
	Text: func(_ *Subject, t *Text) []Finding {
		var found []Finding
		for _, b := range t.Blocks {
			for _, s := range b.Sentences {
				if n := len(s.Words); t.LongestSentence > 0 && n > t.LongestSentence {
					found = append(found, t.found(b, s.From, fmt.Sprintf("this sentence has %d words, more than %d", n, t.LongestSentence), ""))
				}
			}
		}
		return found
	},
}
