package audit

import "fmt"

var hardToRead = Rule{
	ID: "hard-to-read", Area: PlainWords, Level: Warning,
	Title: "A page that is hard to read",
	Why:   "Long words in long sentences keep out many readers, and most of all those who are upset, in a hurry or new to the language.",
	Mend:  "Divide long sentences, and take everyday words. Names, code, titles and tables do not count.",
	Text: func(_ *Subject, t *Text) []Finding {
		score, ok := t.reading()
		if !ok || !t.Formula.Harder(score, float64(t.Hardest)) {
			return nil
		}
		than := "less than"
		if t.Formula.Rising {
			than = "more than"
		}
		return []Finding{t.whole(fmt.Sprintf("this page has %.1f by the %s, %s %d", score, t.Formula.Name, than, t.Hardest))}
	},
}
