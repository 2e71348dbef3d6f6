// Package content reads a guide's files into documents that keep the place
// of everything in them, so that whatever is wrong can be pointed at. It
// knows the formats (front matter, Markdown, strings, drawings, pictures) and
// refuses what could not be published safely: raw HTML, scripts, addresses
// that are not links. What the documents mean to each other is package
// guide's to find out.
package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
	"unicode/utf8"

	"retake/generator/mistake"
)

// Document is one Markdown file of the guide.
type Document struct {
	Path  string // below the content folder, slashes: "en/reasons/blurry-photo.md"
	Lang  string // the first folder of Path
	Front Front
	Body  Body
	Sum   string // hash of the file's bytes
	// TextSum is the hash that a translation records as its source, 12 hex
	// digits.
	TextSum string

	file     string // as the person who reads a message would name it
	source   []byte // the whole file
	bodyAt   int    // offset of the body in source
	prepared []byte // source with variables made inert, see variables.go
	mistakes mistake.List
}

// Key is the path below the language's folder, the same in every language:
// "reasons/blurry-photo.md".
func (d *Document) Key() string { return strings.TrimPrefix(d.Path, d.Lang+"/") }

// Slug is the file's name without its ending; of a folder's page, the
// folder's name.
func (d *Document) Slug() string {
	if path.Base(d.Path) == "_index.md" {
		return path.Base(path.Dir(d.Path))
	}
	return strings.TrimSuffix(path.Base(d.Path), ".md")
}

// textSum hashes what readers see, so that neither a new review date nor an
// exemption from a rule of the audit makes translations stale.
func (d *Document) textSum() string {
	body := strings.TrimSpace(strings.ReplaceAll(string(withoutExemptions(d.source[d.bodyAt:])), "\r\n", "\n"))
	sum := sha256.Sum256([]byte(d.Front.RawTitle + "\x00" + d.Front.RawSummary + "\x00" + body))
	return hex.EncodeToString(sum[:6])
}

// At turns an offset in the file into a position.
func (d *Document) At(offset int) mistake.Position {
	before := d.source[:min(max(offset, 0), len(d.source))]
	lineStart := bytes.LastIndexByte(before, '\n') + 1
	return mistake.Position{
		File:   d.file,
		Line:   1 + bytes.Count(before, []byte("\n")),
		Column: 1 + utf8.RuneCount(before[lineStart:]),
	}
}

// Offset is where a position lies in the file: At the other way round.
func (d *Document) Offset(at mistake.Position) int { return offsetOf(d.source, at) }

// Mistake describes something wrong at an offset of the file.
func (d *Document) Mistake(offset int, rule, text, hint string) mistake.Mistake {
	at := d.At(offset)
	return mistake.Mistake{Position: at, Rule: rule, Text: text, Hint: hint, Quote: d.Line(at.Line)}
}

// Source is the whole file as it is written.
func (d *Document) Source() string { return string(d.source) }

// BodyLine is the line that the body begins on.
func (d *Document) BodyLine() int { return 1 + bytes.Count(d.source[:d.bodyAt], []byte("\n")) }

// KeyAt is where the front matter has a key; of one that is not there, the
// file's first line.
func (d *Document) KeyAt(key string) mistake.Position { return d.At(d.keyOffset(key)) }

func (d *Document) keyOffset(key string) int {
	at := 0
	for line := range bytes.Lines(d.source[:d.bodyAt]) {
		if bytes.HasPrefix(line, []byte(key+":")) {
			return at
		}
		at += len(line)
	}
	return 0
}

// Line is a line of the file, without its end.
func (d *Document) Line(number int) string {
	rest := string(d.source)
	for range number - 1 {
		_, after, ok := strings.Cut(rest, "\n")
		if !ok {
			return ""
		}
		rest = after
	}
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSuffix(line, "\r")
}

func (d *Document) wrong(offset int, rule, text, hint string) {
	d.mistakes = append(d.mistakes, d.Mistake(offset, rule, text, hint))
}
