// Package label keeps what people say of photos. Everybody has a file of their
// own beside labels.csv, to which each answer is added at once; labels.csv is
// written from what they agree on. It shows nothing and asks nobody.
package label

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"retake/regular"
)

// Answer is what somebody says of one photo for one check.
type Answer string

// The answers. Yes: it has the defect.
const (
	Yes       Answer = "yes"
	No        Answer = "no"
	CannotSay Answer = "unknown"
	Withdrawn Answer = "" // nothing any more
)

// Answers are those that can be compared.
var Answers = []Answer{Yes, No, CannotSay}

// Pair is what an answer is about.
type Pair struct{ Photo, Check string }

// Book is all that one person has said, and its file. It must not be used by
// two goroutines at once.
type Book struct {
	By   string
	said map[Pair]Answer
	file string
	out  *os.File
}

const prefix, suffix = "labels.", ".csv"

var people = regexp.MustCompile(`^[\p{L}\p{N}_-]{1,40}$`)

// CheckName tells what is wrong with a person's name, which is part of a
// file's.
func CheckName(by string) error {
	if !people.MatchString(by) || by == disputed {
		return fmt.Errorf("%q cannot be a name here: take letters, digits, - and _, at most 40, and not %q", by, disputed)
	}
	return nil
}

// Open reads a person's book in a folder, or begins one, to be written in. A
// row that a crash has cut off is taken away.
func Open(dir, by string) (*Book, error) {
	if err := CheckName(by); err != nil {
		return nil, err
	}
	b := &Book{By: by, file: filepath.Join(dir, prefix+by+suffix)}
	src, err := regular.ReadFile(b.file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	whole, err := b.read(src)
	if err != nil {
		return nil, err
	}
	if b.out, err = os.OpenFile(b.file, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644); err != nil {
		return nil, err
	}
	if err := b.begin(whole); err != nil {
		return nil, errors.Join(err, b.out.Close())
	}
	return b, nil
}

// begin takes away what is not whole, and writes the head of a new file.
func (b *Book) begin(whole int64) error {
	if err := b.out.Truncate(whole); err != nil {
		return err
	}
	if whole == 0 {
		return b.write("photo", "check", "answer")
	}
	return nil
}

// Say adds an answer. When it returns, the answer is on the disk.
func (b *Book) Say(p Pair, a Answer) error {
	if a != Withdrawn && !slices.Contains(Answers, a) {
		return fmt.Errorf("%q is no answer", a)
	}
	if err := b.write(p.Photo, p.Check, string(a)); err != nil {
		return err
	}
	b.note(p, a)
	return nil
}

func (b *Book) write(fields ...string) error {
	var row bytes.Buffer
	w := csv.NewWriter(&row)
	if err := w.Write(fields); err != nil {
		return err
	}
	w.Flush()
	if n, err := b.out.Write(row.Bytes()); err != nil {
		return errors.Join(err, b.takeBack(n))
	}
	return b.out.Sync()
}

// takeBack takes away the beginning of a row that did not fit on the disk: the
// next row would go on in the middle of it.
func (b *Book) takeBack(n int) error {
	info, err := b.out.Stat()
	if err != nil {
		return err
	}
	return b.out.Truncate(info.Size() - int64(n))
}

func (b *Book) note(p Pair, a Answer) {
	if a == Withdrawn {
		delete(b.said, p)
		return
	}
	b.said[p] = a
}

// Said is what was answered last.
func (b *Book) Said(p Pair) (Answer, bool) {
	a, ok := b.said[p]
	return a, ok
}

// Len is how many answers there are.
func (b *Book) Len() int { return len(b.said) }

// Close closes the file. All that was said is in it already.
func (b *Book) Close() error { return b.out.Close() }

// read reads rows, the later ones over the earlier ones, and says how many
// bytes are whole rows.
func (b *Book) read(src []byte) (whole int64, err error) {
	b.said = map[Pair]Answer{}
	rows := csv.NewReader(bytes.NewReader(src))
	rows.FieldsPerRecord = 3
	for first := true; ; first = false {
		row, err := rows.Read()
		switch end := rows.InputOffset(); {
		case errors.Is(err, io.EOF):
			return whole, nil
		case (err != nil || src[end-1] != '\n') && !bytes.Contains(src[whole:max(whole, int64(len(src)-1))], []byte("\n")):
			return whole, nil // cut off by a crash
		case err != nil:
			return 0, fmt.Errorf("%s: %w; mend this row or take it out", b.file, err)
		case !first && !slices.Contains(append([]Answer{Withdrawn}, Answers...), Answer(row[2])):
			line, _ := rows.FieldPos(2)
			return 0, fmt.Errorf("%s:%d: %q is no answer; there are yes, no, unknown, and nothing for what was withdrawn", b.file, line, row[2])
		default:
			if !first {
				b.note(Pair{row[0], row[1]}, Answer(row[2]))
			}
			whole = end
		}
	}
}

// Read reads everybody's books in a folder, by name.
func Read(dir string) ([]*Book, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var books []*Book
	for _, entry := range entries {
		name := strings.TrimSuffix(strings.TrimPrefix(entry.Name(), prefix), suffix)
		if entry.Name() != prefix+name+suffix || CheckName(name) != nil || !entry.Type().IsRegular() {
			continue
		}
		b := &Book{By: name, file: filepath.Join(dir, entry.Name())}
		src, err := os.ReadFile(b.file)
		if err != nil {
			return nil, err
		}
		if _, err := b.read(src); err != nil {
			return nil, err
		}
		books = append(books, b)
	}
	return books, nil
}
