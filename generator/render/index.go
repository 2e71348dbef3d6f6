package render

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"retake/generator/guide"
	"retake/generator/search"
)

// Index is the page of every title, and of the words that people search by: the
// search without script.
type Index struct {
	Frame
	Letters []Letter
}

// Letter is the part of the index under one letter.
type Letter struct {
	ID, Name string
	Entries  []Entry
}

// Entry is a page's title, or a word with the pages that it leads to.
type Entry struct {
	Word string
	URL  string // of the page that has the word as its title
	See  []Link
}

// entryWords is how many words an entry has at most. What people search by may
// be whole sentences; nobody looks those up in an alphabet.
const entryWords = 3

// entriesPage is how many such entries a page has, the first that its writer
// gives: a list that is too long to read is no help without script.
const entriesPage = 12

func (s *guideRender) index() {
	k := newKey(s.allCards, "index")
	for _, p := range s.g.Pages {
		k.add(p.Doc.Front.Also...)
		k.add("")
	}
	for _, t := range s.g.Trees {
		k.add(t.Also...)
		k.add("")
	}
	place := "a-z/"
	s.page(guide.FileAt(s.g.Root()+place), k.sum(), "a-z", func() (any, error) {
		w := s.g.Words
		v := &Index{Frame: s.frame(place, w["a_z"], w["a_z_summary"])}
		v.Letters = letters(s.entries(v.Shell), w["other_characters"], s.g.Lang.Tag)
		return v, nil
	})
}

// entries joins the titles, and the words of all pages that share them.
func (s *guideRender) entries(on *Shell) []Entry {
	titles, words := []Entry{}, map[string]*Entry{}
	var order []string
	see := func(also []string, link Link) {
		listed := [][]string{search.Stems(s.g.Lang.Tag, link.Title)}
		for _, word := range also {
			stems := search.Stems(s.g.Lang.Tag, word)
			if len(listed) > entriesPage {
				return
			}
			if strings.Count(word, " ") >= entryWords || slices.ContainsFunc(listed, func(other []string) bool { return begins(stems, other) }) {
				continue
			}
			listed = append(listed, stems)
			key := strings.ToLower(word)
			if words[key] == nil {
				words[key] = &Entry{Word: word}
				order = append(order, key)
			}
			words[key].See = append(words[key].See, link)
		}
	}
	for _, p := range s.g.Pages {
		link := s.link(on, p)
		if p.Kind != guide.Home {
			titles = append(titles, Entry{Word: link.Title, URL: link.URL})
		}
		see(p.Doc.Front.Also, link)
	}
	for _, t := range s.g.Trees {
		link := Link{Title: t.Title, URL: on.To(t.URL)}
		titles = append(titles, Entry{Word: link.Title, URL: link.URL})
		see(t.Also, link)
	}
	for _, key := range order {
		titles = append(titles, *words[key])
	}
	return titles
}

// begins tells whether one entry of a page stands beside another in the
// alphabet and leads to the same: "blurred" and "blur", "dark" and "dark photo".
func begins(stems, other []string) bool {
	n := min(len(stems), len(other))
	return slices.Equal(stems[:n], other[:n])
}

// letters sorts entries as the language does and puts them under their first
// letters.
func letters(entries []Entry, other, tag string) []Letter {
	collator := collate.New(language.Make(tag), collate.IgnoreCase)
	var buffer collate.Buffer
	type keyed struct {
		Entry
		letter         string
		letterKey, key []byte
	}
	loose := collate.New(language.Make(tag), collate.Loose)
	sorted := make([]keyed, len(entries))
	for i, e := range entries {
		letter := firstLetter(e.Word, loose)
		sorted[i] = keyed{e, letter, collator.KeyFromString(&buffer, letter), collator.KeyFromString(&buffer, strings.TrimLeftFunc(e.Word, notInWord))}
	}
	slices.SortStableFunc(sorted, func(a, b keyed) int {
		return cmp.Or(slices.Compare(a.letterKey, b.letterKey), strings.Compare(a.letter, b.letter), slices.Compare(a.key, b.key), strings.Compare(a.Word, b.Word))
	})
	var found []Letter
	for _, e := range sorted {
		if len(found) == 0 || found[len(found)-1].Name != e.letter {
			found = append(found, Letter{ID: "letter-" + strings.ToLower(e.letter), Name: e.letter})
		}
		last := &found[len(found)-1]
		last.Entries = append(last.Entries, e.Entry)
	}
	if len(found) > 0 && found[0].Name == "" { // what begins with no letter sorts first
		found[0].ID, found[0].Name = "letter-other", other
		found = append(found[1:], found[0])
	}
	return found
}

func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// firstLetter is a word's first letter in upper case, empty when it begins
// with none. It loses its marks, unless the language counts it as a letter of
// its own, as Spanish does with ñ.
func firstLetter(word string, loose *collate.Collator) string {
	first, _ := utf8.DecodeRuneInString(norm.NFC.String(strings.TrimLeftFunc(word, notInWord)))
	if !unicode.IsLetter(first) {
		return ""
	}
	whole := strings.ToUpper(string(first))
	base, _ := utf8.DecodeRuneInString(norm.NFD.String(whole))
	if bare := string(base); loose.CompareString(whole, bare) == 0 {
		return bare
	}
	return whole
}
