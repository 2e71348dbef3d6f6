package audit

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"retake/generator/config"
	"retake/generator/content"
)

// judged is a sentence with the rule that must find it, or "nothing".
type judged struct{ rule, sentence string }

// sentencesOf reads the sentences of a language, by their part of the file.
func sentencesOf(t *testing.T, lang string) map[string][]judged {
	t.Helper()
	file, err := os.Open(filepath.Join("lexicon", "testdata", "wordings-"+lang+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	parts, part := map[string][]judged{}, ""
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if name, ok := strings.CutPrefix(lines.Text(), "## "); ok {
			part = name
		} else if rule, sentence, ok := strings.Cut(lines.Text(), ": "); ok && part != "" {
			parts[part] = append(parts[part], judged{rule, sentence})
		}
	}
	return parts
}

// rulesOn are the rules on wording that find something in a sentence.
func rulesOn(lexicon *Lexicon, sentence string) map[string]bool {
	b := &Block{Block: content.Block{Text: sentence}}
	b.divide(lexicon.Abbreviations)
	found := map[string]bool{}
	for _, s := range b.Sentences {
		for _, rule := range wordingRules {
			for _, w := range lexicon.Wording[rule] {
				if _, ok := w.in(s.Words, lexicon); ok {
					found[rule] = true
				}
			}
		}
	}
	return found
}

// least is the part of harmful sentences that must be found: of those that the
// lexicon was written with, nearly all; of the others what was measured, with
// room for a sentence less.
var least = map[string]float64{"watched": 0.95, "counted": 0.29}

// TestWordings counts what is found of sentences that were written apart from
// the lexicon. Nothing may be found in those that harm nobody.
func TestWordings(t *testing.T) {
	for _, lang := range []string{"en", "es"} {
		lexicon, wrong := newLexicon(&config.Site{Dir: t.TempDir(), Content: "content"}, lang)
		if len(wrong) > 0 {
			t.Fatal(wrong)
		}
		for part, sentences := range sentencesOf(t, lang) {
			harmful, caught := 0, 0
			for _, s := range sentences {
				rules := rulesOn(lexicon, s.sentence)
				switch {
				case s.rule != "nothing":
					harmful++
					if rules[s.rule] {
						caught++
					} else {
						t.Logf("%s, %s: missed, %s: %s", lang, part, s.rule, s.sentence)
					}
				case len(rules) > 0:
					t.Errorf("%s, %s: a false alarm, %v: %s", lang, part, rules, s.sentence)
				}
			}
			t.Logf("%s, %s: %d of %d are found", lang, part, caught, harmful)
			if share := float64(caught) / float64(harmful); share < least[part] {
				t.Errorf("%s, %s: only %d of %d are found", lang, part, caught, harmful)
			}
		}
	}
}

// TestWhatTurnsAWordingRound holds sentences against a small lexicon: what a
// no means depends on where it stands.
func TestWhatTurnsAWordingRound(t *testing.T) {
	l := emptyLexicon()
	if wrong := l.read("audit.yaml", []byte(`
conditions: [if]
idle: [do not hesitate]
wording:
  blame:
    - {all: [[send/mail us], [by/via our/the/ */ chat], ["¤*", "@*", code]], unless: [not]}
`)); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	for sentence, want := range map[string]bool{
		"Send us the code by chat.":                         true,
		"Via our new chat, mail us $20.":                    true,
		"Mail us via chat, to @somebody.":                   true,
		"Send us 20 € by the chat.":                         true,
		"Send us 20 apples by chat.":                        false,
		"Send us the code by a chat.":                       true,
		"Send us the code by a new chat.":                   false,
		"Do not send us the code by chat.":                  false,
		"If it does not open, send us the code by chat.":    true,
		"If it opens, do not send us the code by chat.":     false,
		"If you did not send us the code by chat, wait.":    false,
		"Do not hesitate to send us the code by chat.":      true,
		"Do not hesitate, but do not send us code by chat.": false,
		"Send us the code by chat if it does not open.":     true,
	} {
		if got := rulesOn(l, sentence)["blame"]; got != want {
			t.Errorf("%v, want %v: %s", got, want, sentence)
		}
	}
}

func TestATermThatStandsForTooManyIsAMistake(t *testing.T) {
	wrong := emptyLexicon().read("audit.yaml", []byte("jargon: [fine, a/b/ c/ d/ e/ f/ g/ h/]\n"))
	if len(wrong) != 1 || wrong[0].Rule != "too-many-terms" || wrong[0].Line != 1 {
		t.Errorf("%v", wrong)
	}
}
