package audit

import (
	"embed"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"retake/generator/config"
	"retake/generator/mistake"
	"retake/generator/yamldoc"
	"retake/regular"
)

//go:embed lexicon/*.yaml
var lexicons embed.FS

// Lexicon is what rules on wording know of a language. In a language that the
// program does not speak it holds what is known of all languages, and what
// the guide adds.
type Lexicon struct {
	LongestSentence int      // words; 0 does not count them
	Abbreviations   []string // whose full stop ends no sentence
	Formula         *Formula // of how hard a page is to read; nil when there is none for the language
	Hardest         int      // that a page may be, by the formula
	Passive         Passive
	Jargon          []Term
	Explains        []Term
	NoStep          []Term   // that steps do not begin with
	NoStepEndings   []string // of words that steps do not begin with
	VagueLinks      []string // in lower case: whole link texts that do not say where they lead
	Terms           [][]Term // groups of words for one thing
	Photo           []Term
	Referral        []Term // parameters of links
	Wording         map[string][]Wording
	Conditions      *group // words that a clause begins with which only leads up to what is said
	Idle            []Term // that hold a word which turns wordings round, and turn nothing
	formula         string
	own             string            // the guide's own file
	classes         map[string]*group // of words, that wordings name
}

// Passive is how a language makes one: a form of a verb, and a participle.
type Passive struct {
	Be, Participles, Not []Term
	Endings              []string
}

// Wording is a sentence that has a word of each group, and none of the words
// that turn it round: before the last of them, or anywhere.
type Wording struct {
	All            []*group
	Unless, Except *group
}

// lexiconFile is the guide's own file beside its pages, content/en/audit.yaml.
const lexiconFile = "audit.yaml"

func emptyLexicon() *Lexicon {
	return &Lexicon{Wording: map[string][]Wording{}, Conditions: &group{}, classes: map[string]*group{}}
}

// newLexicon lays what the guide says of a language over what the program
// knows of it.
func newLexicon(site *config.Site, lang string) (*Lexicon, mistake.List) {
	l := emptyLexicon()
	var wrong mistake.List
	base, _, _ := strings.Cut(lang, "-")
	for _, name := range []string{"lexicon/common.yaml", "lexicon/" + base + ".yaml"} {
		if src, err := lexicons.ReadFile(name); err == nil { // else a language that has none
			wrong = append(wrong, l.read(name, src)...)
		}
	}
	own := site.Path(site.Content, lang, lexiconFile)
	src, err := regular.ReadFile(own)
	if err != nil {
		return l, append(wrong, unreadable(own, err)...)
	}
	l.own = string(src)
	return l, append(wrong, l.read(filepath.ToSlash(own), src)...)
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
	m.Int("hardest", &l.Hardest)
	if m.Text("formula", &l.formula) {
		if l.Formula = formulas[l.formula]; l.Formula == nil {
			m.Get("formula").Wrong("unknown-formula", fmt.Sprintf("there is no formula %q", l.formula), mistake.DidYouMean(l.formula, formulaNames()))
		}
	}
	moreTexts(m.Get("abbreviations"), &l.Abbreviations)
	moreTexts(m.Get("no_step_endings"), &l.NoStepEndings)
	moreTexts(m.Get("vague_links"), &l.VagueLinks)
	for key, to := range map[string]*[]Term{"jargon": &l.Jargon, "explains": &l.Explains, "no_step": &l.NoStep, "photo": &l.Photo, "idle": &l.Idle, "referral_parameters": &l.Referral} {
		moreTerms(m.Get(key), to)
	}
	if passive, ok := m.Get("passive").Map(); ok {
		moreTerms(passive.Get("be"), &l.Passive.Be)
		moreTerms(passive.Get("participles"), &l.Passive.Participles)
		moreTerms(passive.Get("not"), &l.Passive.Not)
		moreTexts(passive.Get("endings"), &l.Passive.Endings)
		passive.Done()
	}
	l.Terms = append(l.Terms, groups(m.Get("terms"))...)
	var conditions []Term
	moreTerms(m.Get("conditions"), &conditions)
	l.Conditions.add(conditions...)
	l.moreClasses(m.Get("classes"))
	l.wordings(m.Get("wording"))
	m.Done()
	return doc.Mistakes()
}

// wordings adds those of each rule.
func (l *Lexicon) wordings(node yamldoc.Node) {
	m, ok := node.Map()
	if !ok {
		return
	}
	for _, rule := range wordingRules {
		of := m.Get(rule)
		if !of.Present() {
			continue
		}
		items, _ := of.List()
		for _, item := range items {
			w, ok := item.Map()
			if !ok {
				continue
			}
			wording := Wording{Unless: l.group(w.Get("unless")), Except: l.group(w.Get("except"))}
			if all := w.Get("all"); all.Present() {
				groups, _ := all.List()
				for _, of := range groups {
					wording.All = append(wording.All, l.group(of))
				}
			}
			w.Done()
			if len(wording.All) == 0 {
				item.Wrong("missing-key", "this wording has no words to look for", "List groups of words under all: a sentence must have one of each.")
				continue
			}
			l.Wording[rule] = append(l.Wording[rule], wording)
		}
	}
	m.Done()
}

// group reads terms, and classes that are named with a $ before them.
func (l *Lexicon) group(node yamldoc.Node) *group {
	var texts []string
	moreTexts(node, &texts)
	g := &group{}
	for _, text := range texts {
		name, isClass := strings.CutPrefix(text, "$")
		switch {
		case isClass && l.classes[name] == nil:
			node.Wrong("unknown-class", fmt.Sprintf("there is no class of words %q", name), mistake.DidYouMean(name, slices.Sorted(maps.Keys(l.classes))))
		case isClass:
			g.classes = append(g.classes, l.classes[name])
		default:
			g.add(termsOf(node, text)...)
		}
	}
	return g
}

// moreClasses adds classes of words, and words to those that there are.
func (l *Lexicon) moreClasses(node yamldoc.Node) {
	m, ok := node.Map()
	if !ok {
		return
	}
	m.Each(func(name string, _ mistake.Position, value yamldoc.Node) {
		if l.classes[name] == nil {
			l.classes[name] = &group{}
		}
		var terms []Term
		moreTerms(value, &terms)
		l.classes[name].add(terms...)
	})
}

func groups(node yamldoc.Node) [][]Term {
	if !node.Present() {
		return nil
	}
	items, _ := node.List()
	var found [][]Term
	for _, item := range items {
		var group []Term
		if moreTerms(item, &group); len(group) > 0 {
			found = append(found, group)
		}
	}
	return found
}

func moreTexts(node yamldoc.Node, to *[]string) {
	if node.Present() {
		texts, _ := node.Texts()
		*to = append(*to, texts...)
	}
}

func moreTerms(node yamldoc.Node, to *[]Term) {
	var texts []string
	moreTexts(node, &texts)
	for _, text := range texts {
		*to = append(*to, termsOf(node, text)...)
	}
}

func termsOf(node yamldoc.Node, text string) []Term {
	terms, ok := newTerms(text)
	if !ok {
		node.Wrong("too-many-terms", fmt.Sprintf("%q stands for more than %d terms", text, mostTerms), "Divide it: write some of its alternatives as a term of their own.")
	}
	return terms
}
