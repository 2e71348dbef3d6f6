package label

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"retake/atomicfile"
	"retake/regular"
	"retake/samplecheck/dataset"
)

// disputed names the file for rows of labels.csv that somebody contradicts.
const disputed = "disputed"

// byMark begins the word of a row's note that says who labelled it. It is
// data, not a kind of photo, because of its equals sign.
const byMark = "by="

// Merged is what became of labels.csv.
type Merged struct {
	Labels  int  // rows that it has now
	Agreed  int  // of which people here have said so, and nobody anything else
	Differ  int  // pairs that are left out because people do not say the same
	Unknown int  // pairs that are left out because nobody can tell
	Changed bool // the file was written
}

// Merge writes labels.csv from what people say: a row for each photo and check
// of which all who answered say yes, or all say no. Where they differ there is
// none, so that nothing is tuned by it. Rows that do not come from books here stay
// as they are; one that somebody contradicts waits in labels.disputed.csv
// until they agree. scenes suggests a scene for photos that have none.
func Merge(dir string, scenes func(photos []string) map[string]string) (Merged, error) {
	books, err := Read(dir)
	if err != nil {
		return Merged{}, err
	}
	before, waiting, err := readRows(dir)
	if err != nil {
		return Merged{}, err
	}
	m := merger{books: books, rows: map[Pair]dataset.Label{}, places: map[string]dataset.Label{}}
	for _, l := range slices.Concat(before, waiting) {
		m.keep(l)
	}
	m.judge()
	m.place(dir, scenes)
	// First the rows that leave labels.csv, so that a crash loses none.
	if _, err := writeRows(filepath.Join(dir, prefix+disputed+suffix), m.disputed, false); err != nil {
		return Merged{}, err
	}
	m.Labels = len(m.kept)
	m.Changed, err = writeRows(filepath.Join(dir, dataset.File), m.kept, true)
	return m.Merged, err
}

// Settled are the pairs of which labels.csv says something that did not come
// from here.
func Settled(dir string) (map[Pair]bool, error) {
	books, err := Read(dir)
	if err != nil {
		return nil, err
	}
	rows, _, err := readRows(dir)
	if err != nil {
		return nil, err
	}
	settled := map[Pair]bool{}
	for _, l := range rows {
		if !own(l, books) {
			settled[Pair{l.Photo, l.Check}] = true
		}
	}
	return settled, nil
}

type merger struct {
	Merged
	books          []*Book
	rows           map[Pair]dataset.Label
	order          []Pair                   // of the rows, as they stood
	places         map[string]dataset.Label // what is known of a photo besides its defects
	kept, disputed []dataset.Label
	added          []dataset.Label
}

func (m *merger) keep(l dataset.Label) {
	p := Pair{l.Photo, l.Check}
	if _, twice := m.rows[p]; twice {
		return
	}
	m.rows[p], m.order = l, append(m.order, p)
	if known := m.places[l.Photo]; known.Group == "" {
		m.places[l.Photo] = l
	}
}

// own tells whether a row was written here, by people whose books are here: it
// says nothing that these do not.
func own(l dataset.Label, books []*Book) bool {
	for _, word := range strings.Fields(l.Note) {
		if who, ok := strings.CutPrefix(word, byMark); ok {
			return !slices.ContainsFunc(strings.Split(who, "+"), func(by string) bool {
				return !slices.ContainsFunc(books, func(b *Book) bool { return b.By == by })
			})
		}
	}
	return false
}

// judge decides which rows there are.
func (m *merger) judge() {
	opinions := map[Pair][]Answer{}
	who := map[Pair][]string{}
	for _, b := range m.books {
		for p, a := range b.said {
			opinions[p], who[p] = append(opinions[p], a), append(who[p], b.By)
		}
	}
	for _, p := range m.order {
		l := m.rows[p]
		said, known := opinions[p]
		switch here := own(l, m.books); {
		case here && known:
			m.decide(p, said, who[p], &m.kept)
		case here: // taken back
		case !known:
			m.kept = append(m.kept, l)
		case agree(append(said, answerOf(l.Bad))):
			m.kept = append(m.kept, l)
			m.Agreed++
		default:
			m.disputed = append(m.disputed, l)
			m.Differ++
		}
		delete(opinions, p)
	}
	for p, said := range opinions {
		m.decide(p, said, who[p], &m.added)
	}
	slices.SortFunc(m.added, func(a, b dataset.Label) int {
		return cmp.Or(cmp.Compare(a.Photo, b.Photo), cmp.Compare(a.Check, b.Check))
	})
}

// decide makes a row of what people say, if they agree.
func (m *merger) decide(p Pair, said []Answer, who []string, into *[]dataset.Label) {
	switch {
	case !agree(said):
		m.Differ++
	case said[0] == CannotSay:
		m.Unknown++
	default:
		l, mark := m.rows[p], byMark+strings.Join(who, "+")
		words := slices.DeleteFunc(strings.Fields(l.Note), func(word string) bool { return strings.HasPrefix(word, byMark) })
		l.Photo, l.Check, l.Bad, l.Note = p.Photo, p.Check, said[0] == Yes, strings.Join(append(words, mark), " ")
		*into = append(*into, l)
		m.Agreed++
	}
}

func agree(said []Answer) bool {
	return !slices.ContainsFunc(said, func(a Answer) bool { return a != said[0] })
}

func answerOf(bad bool) Answer {
	if bad {
		return Yes
	}
	return No
}

// place gives new rows the scene, set and licence that their photo has, or a
// scene that is suggested.
func (m *merger) place(dir string, scenes func([]string) map[string]string) {
	var without []string
	for _, l := range m.added {
		if m.places[l.Photo].Group == "" {
			without = append(without, l.Photo)
		}
	}
	slices.Sort(without)
	suggested := scenes(slices.Compact(without))
	set := "own"
	if absolute, err := filepath.Abs(dir); err == nil {
		set = filepath.Base(absolute)
	}
	for _, l := range m.added {
		known := m.places[l.Photo]
		l.Group, l.Set, l.Licence = cmp.Or(known.Group, suggested[l.Photo]), cmp.Or(known.Set, set), known.Licence
		m.kept = append(m.kept, l)
	}
}

// readRows reads labels.csv and what waits beside it, as far as they exist.
func readRows(dir string) (rows, waiting []dataset.Label, err error) {
	if rows, err = rowsOf(dir, dataset.File); err == nil {
		waiting, err = rowsOf(dir, prefix+disputed+suffix)
	}
	return rows, waiting, err
}

func rowsOf(dir, name string) ([]dataset.Label, error) {
	if _, err := os.Stat(filepath.Join(dir, name)); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	set, wrong, err := dataset.ReadFile(dir, name)
	if err == nil {
		err = wrong.Err()
	}
	if err != nil {
		return nil, err
	}
	return set.Labels, nil
}

// writeRows puts a file in its place as a whole, when it is another than what
// is there. An empty one is removed, unless it is to stay.
func writeRows(file string, rows []dataset.Label, stays bool) (changed bool, err error) {
	before, err := regular.ReadFile(file)
	missing := errors.Is(err, fs.ErrNotExist)
	if err != nil && !missing {
		return false, err
	}
	if len(rows) == 0 && (missing || !stays) {
		if missing {
			return false, nil
		}
		return true, os.Remove(file)
	}
	src, err := dataset.Format(rows)
	if err != nil || bytes.Equal(src, before) {
		return false, err
	}
	return true, atomicfile.Write(file, src)
}
