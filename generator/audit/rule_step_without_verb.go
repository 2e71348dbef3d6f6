package audit

import (
	"fmt"
	"slices"
	"strings"

	"retake/generator/content"
)

var stepWithoutVerb = Rule{
	ID: "step-without-verb", Area: PlainWords, Level: Warning,
	Title: "A step that does not begin with what to do",
	Why:   "Readers follow steps with one eye on their phone. A step that begins with a verb is understood at its first word.",
	Mend:  "Begin with the verb, as one person would tell another: “Open …”, “Take …”.",
	Text: func(_ *Subject, t *Text) []Finding {
		var found []Finding
		for _, b := range t.Blocks {
			if b.Kind != content.StepBlock || len(b.Sentences) == 0 {
				continue
			}
			words := b.Sentences[0].Words
			if first := words[0]; !first.Name && t.beginsNoStep(first) {
				found = append(found, t.found(b, first.From, fmt.Sprintf("this step begins with %q, not with what to do", first.Text), ""))
			}
		}
		return found
	},
}

func (l *Lexicon) beginsNoStep(w Word) bool {
	at, _ := first(l.NoStep, []Word{w})
	return at == 0 || slices.ContainsFunc(l.NoStepEndings, func(e string) bool {
		return len(w.Plain) > len(e)+1 && strings.HasSuffix(w.Plain, e)
	})
}
