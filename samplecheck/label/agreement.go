package label

import (
	"cmp"
	"fmt"
	"slices"

	"retake/samplecheck/dataset"
	"retake/samplecheck/stat"
)

// Agreement is how far two people agree on one check.
type Agreement struct {
	Check      string
	One, Other string
	Kappa      stat.Kappa
	Known      bool // false: kappa has no meaning, as when both only ever said the same
	Differ     []Difference
}

// Difference is a photo of which two people say something else.
type Difference struct {
	Photo      string
	One, Other Answer
}

// Compare compares everybody with everybody, check by check, and with the rows
// of labels.csv that did not come from here. Only what both have answered
// counts.
func Compare(dir string, checks []string) ([]Agreement, error) {
	books, err := Read(dir)
	if err != nil {
		return nil, err
	}
	rows, waiting, err := readRows(dir)
	if err != nil {
		return nil, err
	}
	file := &Book{By: dataset.File, said: map[Pair]Answer{}}
	for _, l := range slices.Concat(rows, waiting) {
		if !own(l, books) {
			file.said[Pair{l.Photo, l.Check}] = answerOf(l.Bad)
		}
	}
	var found []Agreement
	for i, one := range books {
		for _, other := range append(slices.Clone(books[i+1:]), file) {
			for _, check := range checks {
				if a := compare(one, other, check); a.Kappa.N > 0 {
					found = append(found, a)
				}
			}
		}
	}
	return found, nil
}

func compare(one, other *Book, check string) Agreement {
	a := Agreement{Check: check, One: one.By, Other: other.By}
	counts := make([][]int, len(Answers))
	for i := range counts {
		counts[i] = make([]int, len(Answers))
	}
	for p, said := range one.said {
		theirs, both := other.said[p]
		if p.Check != check || !both {
			continue
		}
		counts[slices.Index(Answers, said)][slices.Index(Answers, theirs)]++
		if said != theirs {
			a.Differ = append(a.Differ, Difference{p.Photo, said, theirs})
		}
	}
	slices.SortFunc(a.Differ, func(x, y Difference) int { return cmp.Compare(x.Photo, y.Photo) })
	a.Kappa, a.Known = stat.KappaOf(counts)
	return a
}

// String says it in a line.
func (a Agreement) String() string {
	said := fmt.Sprintf("%s, %s and %s: the same of %d of %d", a.Check, a.One, a.Other, a.Kappa.Agreed, a.Kappa.N)
	if !a.Known {
		return said + "; kappa has no meaning while there is one answer only"
	}
	return said + fmt.Sprintf(", kappa %.2f (95 %% interval %.2f to %.2f)", a.Kappa.Value, a.Kappa.Low, a.Kappa.High)
}
