package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"retake/generator/mistake"
	"retake/regular"
)

// Limits of a file, in bytes. An article of a whole book's chapter has a
// tenth of maxText.
const (
	maxText    = 1 << 20
	maxPicture = 32 << 20
)

// NotFollowed says what to do about a link in the file system.
const NotFollowed = "Put a copy of what it leads to in its place."

// entry is one file of the content folder as it was last read.
type entry struct {
	path, lang string
	shown      string // as a person would name it
	size       int64
	modified   time.Time
	read       time.Time
	sum        [sha256.Size]byte // of the file's bytes

	document *Document
	tree     *File
	checks   *File
	measured *File
	examples *File
	shares   *File
	strings  Strings
	synonyms [][]string
	drawing  *Drawing
	picture  *Picture
	mistakes mistake.List
	warnings mistake.List
}

// settled is how long a file must have been left alone before its time and
// size are trusted to tell that it has not changed: file systems may count
// time in steps of up to two seconds.
const settled = 2 * time.Second

// trusted tells whether time and size prove that the file is the same.
func (e *entry) trusted(info os.FileInfo) bool {
	return e.size == info.Size() && e.modified.Equal(info.ModTime()) && e.read.Sub(e.modified) > settled
}

// load reads one file by what its place and ending say that it is. When its
// bytes are those of old, what was made of them then still holds. It is nil
// when the file was deleted while we looked.
func (r *Reader) load(f listed, old *entry) *entry {
	e := &entry{path: f.path, shown: r.shown(f.path), size: f.info.Size(), modified: f.info.ModTime(), read: r.now()}
	e.lang, _, _ = strings.Cut(f.path, "/")
	if f.info.Mode().Type() == fs.ModeSymlink {
		e.warn("this is a link, and nobody follows it", NotFollowed)
		return e
	}
	if err := regular.Check(f.info); err != nil {
		e.warn(err.Error(), "Nobody reads it: take it away, or put a file in its place.")
		return e
	}
	limit := int64(maxText)
	if isPicture(f.path) {
		limit = maxPicture
	}
	if e.size > limit {
		e.fail("too-large", fmt.Sprintf("this file has %d KiB, more than the %d that are read", (e.size+1023)>>10, limit>>10), "Make it smaller, or divide it into several.")
		return e
	}
	src, err := readFile(f.file, e.size)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		e.fail("unreadable", "this file cannot be read: "+err.Error(), "")
		return e
	}
	e.sum = sha256.Sum256(src)
	if old != nil && old.sum == e.sum {
		same := *old
		same.size, same.modified, same.read = e.size, e.modified, e.read
		return &same
	}
	r.sort(e, f.file, src)
	return e
}

func (e *entry) fail(rule, text, hint string) {
	e.mistakes = mistake.List{{Position: mistake.Position{File: e.shown}, Rule: rule, Text: text, Hint: hint}}
}

// readFile reads at most size bytes, however the file grew since it was
// looked at.
func readFile(file string, size int64) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() // reading only: nothing can be lost
	src := make([]byte, size)
	n, err := io.ReadFull(f, src)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil // it shrank, or is empty
	}
	return src[:n], err
}

func (r *Reader) sort(e *entry, file string, src []byte) {
	shown := e.shown
	if isPicture(e.path) {
		e.picture, e.mistakes = newPicture(e.path, file, shown, src)
		return
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if m, ok := notText(shown, src); ok {
		e.mistakes = mistake.List{m}
		return
	}
	folder := path.Base(path.Dir(e.path))
	switch {
	case strings.HasSuffix(e.path, ".md"):
		e.document = r.readDocument(e, shown, src)
		e.mistakes = e.document.mistakes
	case e.path == "checks.yaml":
		e.checks = &File{Path: e.path, File: shown, Source: src}
	case e.path == "measured.json":
		e.measured = &File{Path: e.path, File: shown, Source: src}
	case e.path == "examples.json":
		e.examples = &File{Path: e.path, File: shown, Source: src}
	case e.path == "shares.csv":
		e.shares = &File{Path: e.path, File: shown, Source: src}
	case folder == "trees" && strings.HasSuffix(e.path, ".yaml"):
		e.tree = &File{Path: e.path, File: shown, Lang: e.lang, Source: src}
	case e.path == e.lang+"/strings.yaml":
		e.strings, e.mistakes = ReadStrings(shown, src, r.vars)
	case e.path == e.lang+"/synonyms.yaml":
		e.synonyms, e.mistakes = ReadSynonyms(shown, src)
	case folder == "drawings" && strings.HasSuffix(e.path, ".svg"):
		e.mistakes = CheckDrawing(shown, src)
		e.drawing = &Drawing{Name: strings.TrimSuffix(path.Base(e.path), ".svg"), Path: e.path, File: shown, SVG: string(src), Sum: hex.EncodeToString(e.sum[:16])}
	default:
		e.misplaced()
	}
}

func isPicture(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif":
		return true
	}
	return false
}

// notText finds the first byte that is not UTF-8, or that no text has.
func notText(shown string, src []byte) (mistake.Mistake, bool) {
	d := &Document{file: shown, source: src}
	if !utf8.Valid(src) {
		at := 0
		for rest := src; ; {
			r, size := utf8.DecodeRune(rest)
			if r == utf8.RuneError && size <= 1 {
				break
			}
			rest, at = rest[size:], at+size
		}
		m := d.Mistake(at, "not-utf8", "this file is not UTF-8 text", "Save it as UTF-8 in your editor.")
		m.Quote = strings.ToValidUTF8(m.Quote, "\uFFFD")
		return m, true
	}
	if at := bytes.IndexFunc(src, notInText); at >= 0 {
		return d.Mistake(at, "control-character", "there is a control character in this text", "Delete it."), true
	}
	return mistake.Mistake{}, false
}

// notInText tells whether a character is one that no text has.
func notInText(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' }

// readDocument divides a file into front matter and body and reads both.
func (r *Reader) readDocument(e *entry, shown string, src []byte) *Document {
	d := &Document{
		Path: e.path, Lang: e.lang, file: shown,
		Sum:    hex.EncodeToString(e.sum[:16]),
		source: src,
	}
	front, bodyAt, ok := divideFront(d.source)
	d.bodyAt = bodyAt
	if !ok {
		d.wrong(0, "front-matter", "this page does not begin with front matter", "Begin it with a line ---, the keys, and a line ---.")
		return d
	}
	d.readFront(front, 2, r.vars)
	d.readBody(r.vars)
	d.TextSum = d.textSum()
	return d
}

// divideFront finds the lines between the first two lines of three hyphens.
func divideFront(src []byte) (front []byte, bodyAt int, ok bool) {
	first, _, found := bytes.Cut(src, []byte("\n"))
	if !found || string(bytes.TrimRight(first, " \r")) != "---" {
		return nil, 0, false
	}
	start := len(first) + 1
	for at := start; at < len(src); {
		end := bytes.IndexByte(src[at:], '\n')
		next := at + end + 1
		if end < 0 {
			end, next = len(src)-at, len(src)
		}
		if string(bytes.TrimRight(src[at:at+end], " \r")) == "---" {
			return src[start:at], next, true
		}
		at = next
	}
	return nil, 0, false
}
