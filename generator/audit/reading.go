package audit

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"retake/generator/content"
)

// Formula tells from the lengths of words and sentences how hard a text is.
// It knows nothing of what the words mean.
type Formula struct {
	Name      string // with its source
	Unit      string // of its scores, "school grade"
	Score     func(words, sentences, syllables float64) float64
	Syllables func(word string) int
	Rising    bool // a higher score is harder
}

// Harder tells whether a score is harder than another.
func (f *Formula) Harder(a, b float64) bool {
	if f.Rising {
		return a > b
	}
	return a < b
}

var formulas = map[string]*Formula{
	"flesch-kincaid": {
		Name: "Flesch–Kincaid grade level (Kincaid and others, 1975)", Unit: "school grade", Rising: true, Syllables: englishSyllables,
		Score: func(words, sentences, syllables float64) float64 {
			return 0.39*words/sentences + 11.8*syllables/words - 15.59
		},
	},
	"flesch-szigriszt": {
		Name: "Flesch–Szigriszt index (Szigriszt-Pazos, 1993), judged by the INFLESZ scale", Unit: "points", Syllables: spanishSyllables,
		Score: func(words, sentences, syllables float64) float64 {
			return 206.835 - 62.3*syllables/words - words/sentences
		},
	},
}

func formulaNames() []string { return slices.Sorted(maps.Keys(formulas)) }

// enough is the number of words from which a formula says something: below,
// one long name decides.
const enough = 60

// reading is how hard the text is, by the language's formula; false when
// there is none, or too little text. Titles, headings, tables, names and code
// are left out.
func (t *Text) reading() (float64, bool) {
	if t.Formula == nil {
		return 0, false
	}
	words, sentences, syllables := 0, 0, 0
	for _, b := range t.Blocks {
		if !readAloud(b.Kind) {
			continue
		}
		for _, s := range b.Sentences {
			sentences++
			for _, w := range s.Words {
				if !w.Name {
					words++
					syllables += t.Formula.Syllables(w.Plain)
				}
			}
		}
	}
	if words < enough {
		return 0, false
	}
	return t.Formula.Score(float64(words), float64(sentences), float64(syllables)), true
}

func readAloud(k content.BlockKind) bool {
	switch k {
	case summaryBlock, questionBlock, content.ParagraphBlock, content.ItemBlock, content.StepBlock:
		return true
	}
	return false
}

// englishSyllables counts groups of vowels, less the silent e. It is right
// for nine words in ten, and its errors fall to both sides.
func englishSyllables(word string) int {
	word = strings.TrimSuffix(word, "'s")
	n, vowel := 0, false
	for _, r := range word {
		is := strings.ContainsRune("aeiouyáéíóúäöüèêëïô", r)
		if is && !vowel {
			n++
		}
		vowel = is
	}
	for _, two := range []string{"ia", "io", "ua", "iu", "deo", "rea", "dea"} { // two syllables, but for endings like -tion
		at := strings.Index(word, two)
		if at > 0 && (len(two) == 2 || at+len(two) == len(word)) && !strings.ContainsRune("tcsgqx", rune(word[at-1])) {
			n++
		}
	}
	switch {
	case strings.HasSuffix(word, "ed") && len(word) > 3 && !strings.ContainsRune("td", rune(word[len(word)-3])) && !vowelAt(word, len(word)-3):
		n--
	case strings.HasSuffix(word, "es") && len(word) > 3 && !strings.ContainsRune("sxzcgh", rune(word[len(word)-3])) && !vowelAt(word, len(word)-3):
		n--
	case strings.HasSuffix(word, "le") && len(word) > 2 && !vowelAt(word, len(word)-3):
	case strings.HasSuffix(word, "e") && len(word) > 2 && !vowelAt(word, len(word)-2):
		n--
	}
	return max(n, 1)
}

func vowelAt(word string, i int) bool { return strings.ContainsRune("aeiouy", rune(word[i])) }

// silentU takes away the u that is written only.
var silentU = strings.NewReplacer("qu", "k", "gue", "ge", "gui", "gi", "gué", "gé", "guí", "gí")

// spanishSyllables counts nuclei: strong vowels and accented weak ones are
// one each, weak ones beside them belong to them.
func spanishSyllables(word string) int {
	word = silentU.Replace(word)
	n, open := 0, false // open: the last letter was a vowel whose nucleus takes a weak one
	weak := false
	for i, r := range word {
		switch {
		case strings.ContainsRune("aeoáéóíúh", r) && r != 'h':
			if !open || !weak {
				n++
			} else if strings.ContainsRune("íú", r) {
				n++
			}
			open, weak = true, false
		case strings.ContainsRune("iuü", r), r == 'y' && i+utf8.RuneLen(r) == len(word):
			if !open {
				n++
			}
			open, weak = true, !open || weak
		default:
			open, weak = false, false
		}
	}
	return max(n, 1)
}
