package audit

import (
	"embed"
	"os"
	"path/filepath"
	"strings"

	"retake/generator/config"
	"retake/generator/mistake"
	"retake/generator/yamldoc"
)

//go:embed lexicon/*.yaml
var lexicons embed.FS

// Lexicon is what rules on wording know of a language. In a language that the
// program does not speak it holds only what the guide adds.
type Lexicon struct {
	LongestSentence int      // words; 0 does not count them
	Abbreviations   []string // whose full stop ends no sentence
}

// lexiconFile is the guide's own file beside its pages, content/en/audit.yaml.
const lexiconFile = "audit.yaml"

// newLexicon lays what the guide says of a language over what the program
// knows of it.
func newLexicon(site *config.Site, lang string) (*Lexicon, mistake.List) {
	l := &Lexicon{}
	base, _, _ := strings.Cut(lang, "-")
	if src, err := lexicons.ReadFile("lexicon/" + base + ".yaml"); err == nil { // else a language that has none
		l.read("lexicon/"+base+".yaml", src)
	}
	own := site.Path(site.Content, lang, lexiconFile)
	src, err := os.ReadFile(own)
	if err != nil {
		return l, unreadable(own, err)
	}
	return l, l.read(filepath.ToSlash(own), src)
}

// unreadable is nothing for a file that is not there: it need not be.
func unreadable(file string, err error) mistake.List {
	if os.IsNotExist(err) {
		return nil
	}
	return mistake.List{{Position: mistake.Position{File: filepath.ToSlash(file)}, Text: "this file cannot be read: " + err.Error()}}
}

// read adds what a file says.
func (l *Lexicon) read(file string, src []byte) mistake.List {
	root, doc := yamldoc.Parse(file, src, 1)
	m, ok := root.Map()
	if !ok {
		return doc.Mistakes()
	}
	m.Int("longest_sentence", &l.LongestSentence)
	more(m, "abbreviations", &l.Abbreviations)
	m.Done()
	return doc.Mistakes()
}

// more adds a list's texts.
func more(m *yamldoc.Map, key string, to *[]string) {
	if node := m.Get(key); node.Present() {
		texts, _ := node.Texts()
		*to = append(*to, texts...)
	}
}
