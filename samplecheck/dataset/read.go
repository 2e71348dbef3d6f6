package dataset

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"retake/generator/mistake"
)

// columns of labels.csv; without the first three a row says nothing.
var columns = []string{"photo", "check", "defect", "group", "set", "licence", "note"}

const needed = 3

// maxLabels bounds labels.csv, in bytes: half a million rows.
const maxLabels = 64 << 20

// Read reads a folder's labels; the photos are not looked at. The error is
// for what could not be read at all.
func Read(dir string) (*Dataset, mistake.List, error) { return ReadFile(dir, File) }

// ReadFile reads labels that stand in a file of another name.
func ReadFile(dir, name string) (*Dataset, mistake.List, error) {
	file := filepath.Join(dir, name)
	src, err := readLabels(dir, file)
	if err != nil {
		return nil, nil, err
	}
	shown := filepath.ToSlash(file)
	d := &Dataset{Dir: dir, lines: strings.Split(string(src), "\n")}
	r := &reader{Dataset: d, file: shown, rows: csv.NewReader(bytes.NewReader(src)), first: map[pair]Label{}}
	r.rows.FieldsPerRecord = -1
	if bytes.HasPrefix(src, []byte{0xff, 0xfe}) || bytes.HasPrefix(src, []byte{0xfe, 0xff}) {
		d.lines = nil // would show as rubbish
		r.add(mistake.Position{File: shown}, "not-utf8", "this file is UTF-16 text", "Save it as UTF-8: where a spreadsheet saves it, choose CSV UTF-8.")
		return d, r.wrong, nil
	}
	r.read()
	return d, r.wrong.Sorted(), nil
}

func readLabels(dir, file string) ([]byte, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no folder %s; name one with --photos", dir)
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, fmt.Errorf("%s is not a folder; --photos names the folder that has %s", dir, File)
	}
	info, err = os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no %s in %s; it says what is wrong with each photo, a row for each photo and check, under the head: %s", File, dir, strings.Join(columns, ","))
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is not a file", file)
	case info.Size() > maxLabels:
		return nil, fmt.Errorf("%s has %d MiB, more than the %d that are read", file, info.Size()>>20, maxLabels>>20)
	}
	src, err := os.ReadFile(file)
	return bytes.TrimPrefix(src, []byte("\ufeff")), err
}

type pair struct{ photo, check string }

type reader struct {
	*Dataset
	file  string
	rows  *csv.Reader
	field [7]int // where each column stands in a row, -1: nowhere
	width int    // how many fields the row has that was read last
	first map[pair]Label
	wrong mistake.List
}

func (r *reader) read() {
	head, err := r.rows.Read()
	if errors.Is(err, io.EOF) {
		r.add(mistake.Position{File: r.file}, "labels", "this file is empty", "Its first line must be: "+strings.Join(columns, ","))
		return
	}
	if err != nil || !r.head(head) {
		if err != nil {
			r.broken(err)
		}
		return
	}
	seen := map[string]bool{}
	for {
		row, err := r.rows.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			r.broken(err)
			continue
		}
		label, ok := r.label(row)
		if !ok {
			continue
		}
		r.Labels = append(r.Labels, label)
		if !seen[label.Photo] {
			seen[label.Photo] = true
			r.Photos = append(r.Photos, label.Photo)
		}
	}
}

// head finds the columns.
func (r *reader) head(head []string) bool {
	r.width = len(head)
	r.field = [7]int{-1, -1, -1, -1, -1, -1, -1}
	for _, mark := range []struct{ mark, name string }{{";", "semicolons"}, {"\t", "tabs"}} {
		if len(head) == 1 && strings.Contains(head[0], mark.mark) {
			r.add(r.at(0), "labels", mark.name+" divide the columns of this table", "Divide them by commas: where a spreadsheet saves it, choose CSV with commas.")
			return false
		}
	}
	if !slices.ContainsFunc(head, func(name string) bool { return mistake.Nearest(strings.TrimSpace(name), columns) != "" }) {
		r.add(r.at(0), "labels", "the first line does not name the columns", "Write above it: "+strings.Join(columns, ","))
		return false
	}
	ok := true
	for i, name := range head {
		name = strings.TrimSpace(name)
		column := slices.Index(columns, name)
		switch {
		case column < 0:
			r.add(r.at(i), "unknown-column", fmt.Sprintf("unknown column %q", name), mistake.DidYouMean(name, columns))
			ok = false
		case r.field[column] >= 0:
			r.add(r.at(i), "labels", fmt.Sprintf("the column %q stands here a second time", name), "Keep one of the two.")
			ok = false
		default:
			r.field[column] = i
		}
	}
	for column, name := range columns[:needed] {
		if r.field[column] < 0 && ok {
			r.add(mistake.Position{File: r.file, Line: 1, Column: 1}, "labels", fmt.Sprintf("there is no column %q", name), "The first line must be: "+strings.Join(columns, ","))
			ok = false
		}
	}
	return ok
}

// label reads a row.
func (r *reader) label(row []string) (Label, bool) {
	r.width = len(row)
	value := func(column int) string {
		if i := r.field[column]; i >= 0 && i < len(row) {
			return row[i]
		}
		return ""
	}
	l := Label{
		Photo: value(0), Check: strings.TrimSpace(value(1)), Group: strings.TrimSpace(value(3)),
		Set: strings.TrimSpace(value(4)), Licence: strings.TrimSpace(value(5)), Note: value(6), At: r.at(0),
	}
	if len(row) < needed {
		r.add(l.At, "labels", "this row has too few columns", "Write at least a photo, a check, and yes or no.")
		return l, false
	}
	if text, hint := wrongPath(l.Photo); text != "" {
		r.add(r.at(r.field[0]), "photo-path", text, hint)
		return l, false
	}
	if l.Check == "" {
		r.add(r.at(r.field[1]), "labels", "this row does not say for which check it is", "")
		return l, false
	}
	defect := strings.TrimSpace(value(2))
	if defect != "yes" && defect != "no" {
		hint := "Leave the row out when nobody can tell."
		if lower := strings.ToLower(defect); lower == "yes" || lower == "no" {
			hint = fmt.Sprintf("Write %q.", lower)
		}
		r.add(r.at(r.field[2]), "bad-value", fmt.Sprintf("defect is yes or no, and here it is %q", defect), hint)
		return l, false
	}
	l.Bad = defect == "yes"
	return l, r.once(l)
}

// once reports a photo that has two labels for one check.
func (r *reader) once(l Label) bool {
	before, again := r.first[pair{l.Photo, l.Check}]
	if !again {
		r.first[pair{l.Photo, l.Check}] = l
		return true
	}
	if before.Bad != l.Bad {
		r.add(l.At, "contradiction", fmt.Sprintf("%q has the defect for %s and has it not", l.Photo, l.Check), fmt.Sprintf("The other row is on line %d; look at the photo, and keep one.", before.At.Line))
	} else {
		r.add(l.At, "repeated", fmt.Sprintf("%q is labelled for %s a second time", l.Photo, l.Check), fmt.Sprintf("The first row is on line %d.", before.At.Line))
	}
	return false
}

// wrongPath says what is wrong with the path of a photo; "" when nothing is.
// Links within the folder may lead out of it: whoever put them there meant it.
func wrongPath(photo string) (text, hint string) {
	switch {
	case photo == "":
		return "this row names no photo", ""
	case strings.ContainsRune(photo, 0):
		return "there is a zero byte in this name", ""
	case !filepath.IsLocal(filepath.FromSlash(photo)) || path.IsAbs(photo):
		return fmt.Sprintf("%q leads out of the folder", photo), "Write paths from the folder that " + File + " is in."
	case path.Clean(photo) != photo || photo == ".":
		return fmt.Sprintf("%q is not the shortest way to say this", photo), fmt.Sprintf("Write %q.", path.Clean(photo))
	}
	return "", ""
}

// at is where a field of the row that was read last begins; the row itself
// when it has no such field.
func (r *reader) at(field int) mistake.Position {
	if field >= r.width {
		field = 0
	}
	return r.place(r.rows.FieldPos(field))
}

// place counts columns in characters, not in bytes.
func (r *reader) place(line, column int) mistake.Position {
	at := mistake.Position{File: r.file, Line: line, Column: column}
	if line >= 1 && line <= len(r.lines) {
		text := r.lines[line-1]
		at.Column = 1 + utf8.RuneCountInString(text[:min(max(column-1, 0), len(text))])
	}
	return at
}

// broken reports a row that is no row.
func (r *reader) broken(err error) {
	at, text := mistake.Position{File: r.file}, err.Error()
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		at, text = r.place(parse.Line, parse.Column), parse.Err.Error()
		if parse.StartLine < parse.Line { // a quotation mark took the lines between into its value
			at = r.place(parse.StartLine, 1)
		}
	}
	r.add(at, "labels", "this is not a table: "+text, "Look for a quotation mark that is not closed, or that stands in the middle of a value.")
}

func (r *reader) add(at mistake.Position, rule, text, hint string) {
	r.wrong = append(r.wrong, r.mistake(at, rule, text, hint))
}
