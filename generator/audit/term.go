package audit

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Term is a word, or a few that follow each other. A star at the end of a
// word stands for the rest of it, and all words but the first may have
// alternatives: a/b.
type Term struct {
	Text  string
	words []string
	first byte // that the first word begins with: most words differ in it
}

func newTerm(text string) Term {
	t := Term{Text: text}
	for word := range strings.FieldsSeq(text) {
		t.words = append(t.words, plain(word))
	}
	if len(t.words) > 0 {
		t.first = t.words[0][0]
	}
	return t
}

// mostTerms is how many one text may stand for.
const mostTerms = 100

// newTerms reads a text that stands for several terms: for one with each
// alternative of its first word, as terms are found by how they begin, and
// for one without each word that has an empty alternative. “by/via our/ chat”
// stands for four. It is not ok when there are too many.
func newTerms(text string) (terms []Term, ok bool) {
	texts := []string{""}
	for word := range strings.FieldsSeq(text) {
		choices := strings.FieldsFunc(word, func(r rune) bool { return r == '/' })
		optional := strings.Contains("/"+word+"/", "//")
		var longer []string
		for _, begun := range texts {
			switch {
			case begun != "" && len(choices) > 0:
				longer = append(longer, begun+" "+strings.Join(choices, "/"))
			default:
				longer = append(longer, choices...)
			}
			if optional {
				longer = append(longer, begun)
			}
		}
		if texts = longer; len(texts) > mostTerms {
			return nil, false
		}
	}
	for _, text := range texts {
		if t := newTerm(text); len(t.words) > 0 {
			terms = append(terms, t)
		}
	}
	return terms, true
}

// plain is a word as terms are compared: in lower case, with straight
// apostrophes.
func plain(word string) string {
	return strings.ReplaceAll(strings.ToLower(norm.NFC.String(word)), "’", "'")
}

// at tells whether the term stands at a place among words.
func (t *Term) at(words []Word, i int) bool {
	if words[i].Plain[0] != t.first || i+len(t.words) > len(words) {
		return false
	}
	for n, want := range t.words {
		if !fits(words[i+n].Plain, want) {
			return false
		}
	}
	return true
}

// fits tells whether a word is one of the alternatives of a term's word.
func fits(word, want string) bool {
	for rest, more := want, true; more; {
		want, rest, more = strings.Cut(rest, "/")
		if fitsOne(word, want) {
			return true
		}
	}
	return false
}

func fitsOne(word, want string) bool {
	if stem, star := strings.CutSuffix(want, "*"); star {
		return strings.HasPrefix(word, stem)
	}
	return word == want
}

// first is the place of the first of some terms among words, and the term;
// -1 when none is there.
func first(terms []Term, words []Word) (int, *Term) {
	for i := range words {
		for n := range terms {
			if terms[n].at(words, i) {
				return i, &terms[n]
			}
		}
	}
	return -1, nil
}

// group is terms by how they begin, and those of classes. Every sentence is
// held against every group, and few words begin like one of its terms.
type group struct {
	terms   map[[headLength]byte][]Term
	short   []Term         // whose first word is a beginning that is shorter
	heads   [headBits]bool // what a term may begin with, roughly
	classes []*group
}

// headLength is how many bytes of words tell most of them apart.
const headLength = 3

// headBits is a power of two, large for the number of a group's terms.
const headBits = 1 << 9

// headOf is a word's beginning; zeroes follow a shorter word.
func headOf(word string) (head [headLength]byte) {
	copy(head[:], word)
	return head
}

// bit is where a beginning is marked.
func bit(head [headLength]byte) uint {
	return (uint(head[0])*31*31 + uint(head[1])*31 + uint(head[2])) % headBits
}

func (g *group) add(terms ...Term) {
	if g.terms == nil {
		g.terms = map[[headLength]byte][]Term{}
	}
	for _, t := range terms {
		if stem, star := strings.CutSuffix(t.words[0], "*"); star && len(stem) < headLength {
			g.short = append(g.short, t)
			continue
		}
		head := headOf(strings.TrimSuffix(t.words[0], "*"))
		g.terms[head] = append(g.terms[head], t)
		g.heads[bit(head)] = true
	}
}

// at tells whether one of the terms stands at a place among words.
func (g *group) at(words []Word, i int) bool {
	head := headOf(words[i].Plain)
	return g.begins(words, i, head, bit(head))
}

func (g *group) begins(words []Word, i int, head [headLength]byte, marked uint) bool {
	if g.heads[marked] && anyAt(g.terms[head], words, i) || len(g.short) > 0 && anyAt(g.short, words, i) {
		return true
	}
	for _, class := range g.classes {
		if class.begins(words, i, head, marked) {
			return true
		}
	}
	return false
}

func anyAt(terms []Term, words []Word, i int) bool {
	for n := range terms {
		if terms[n].at(words, i) {
			return true
		}
	}
	return false
}

// first is the place of the first of the terms among words; -1 when none is
// there.
func (g *group) first(words []Word) int {
	for i := range words {
		if g.at(words, i) {
			return i
		}
	}
	return -1
}

// in tells whether a sentence has the wording, and where: at the first word
// of the first group.
func (w *Wording) in(words []Word, l *Lexicon) (at int, ok bool) {
	last := 0
	for n, group := range w.All {
		i := group.first(words)
		if i < 0 {
			return 0, false
		}
		if n == 0 {
			at = i
		}
		last = max(last, i)
	}
	if w.Except.first(words) >= 0 {
		return at, false
	}
	from := l.condition(words)
	if w.All[0].first(words[from:]) < 0 {
		from = 0
	}
	return at, !w.turned(words[min(from, last):last], l.Idle)
}

// condition is how many words of a sentence lead up to what it says: “If it
// does not open, send …”. What turns round there does not turn what follows.
func (l *Lexicon) condition(words []Word) int {
	if l.Conditions.at(words, 0) {
		for i := range words {
			if words[i].Comma {
				return i + 1
			}
		}
	}
	return 0
}

// turned tells whether words turn the wording round. In idle terms they do
// not: “do not hesitate to send”.
func (w *Wording) turned(words []Word, idle []Term) bool {
	for i := 0; i < len(words); i++ {
		if at, term := first(idle, words[i:]); at == 0 {
			i += len(term.words) - 1
		} else if w.Unless.at(words, i) {
			return true
		}
	}
	return false
}
