package dataset

import (
	"bytes"
	"encoding/csv"
)

// Format is labels as their file has them, under the head that has all
// columns.
func Format(labels []Label) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{columns}
	for _, l := range labels {
		defect := "no"
		if l.Bad {
			defect = "yes"
		}
		rows = append(rows, []string{l.Photo, l.Check, defect, l.Group, l.Set, l.Licence, l.Note})
	}
	if err := w.WriteAll(rows); err != nil { // flushes
		return nil, err
	}
	return b.Bytes(), nil
}
