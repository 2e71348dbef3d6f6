package content

import (
	"bytes"
	"html"
	"maps"
	"slices"
	"strings"
)

// Variables are the publisher's words, written {{ name }} in content.
//
// In Markdown they are filled in after parsing, so that a value can neither
// become markup nor move positions: before parsing, [Variables.prepare] turns
// the braces into marks and the blanks between them into hyphens, which leaves
// every offset where it was and gives Markdown nothing to interpret;
// afterwards, [Variables.fillHTML] puts the escaped value in place.
type Variables map[string]string

// The marks of a prepared variable take the place of its braces. They have
// two bytes each like these, and no file may hold them, see [notText].
const (
	openMark  = "\u0091"
	closeMark = "\u0092"
)

// Names are the variables in order.
func (v Variables) Names() []string { return slices.Sorted(maps.Keys(v)) }

// Fill replaces the variables in plain text and returns the names that it
// did not know, which stay as they were. A backslash before the braces keeps
// them as they are.
func (v Variables) Fill(text string) (filled string, unknown []string) {
	if !strings.Contains(text, "{{") {
		return text, nil
	}
	var b strings.Builder
	for rest := text; ; {
		from, to, name := nextVariable([]byte(rest))
		if name == "" {
			b.WriteString(unescapeBraces(rest))
			return b.String(), unknown
		}
		b.WriteString(unescapeBraces(rest[:from]))
		value, ok := v[name]
		if !ok {
			unknown = append(unknown, name)
			value = rest[from:to]
		}
		b.WriteString(value)
		rest = rest[to:]
	}
}

// prepare returns src with every known variable made inert, and calls
// unknown with the offset and name of each that is not known.
func (v Variables) prepare(src []byte, unknown func(offset int, name string)) []byte {
	if !bytes.Contains(src, []byte("{{")) {
		return src
	}
	out := bytes.Clone(src)
	for at := 0; ; {
		from, to, name := nextVariable(src[at:])
		if name == "" {
			return out
		}
		if _, ok := v[name]; ok {
			copy(out[at+from:], openMark)
			copy(out[at+to-2:], closeMark)
			inert := out[at+from+2 : at+to-2]
			copy(inert, bytes.ReplaceAll(bytes.ReplaceAll(inert, []byte(" "), []byte("-")), []byte("\t"), []byte("-")))
		} else {
			unknown(at+from, name)
		}
		at += to
	}
}

// longestName bounds how far braces are looked for that close others, blanks
// included, in bytes: a file of nothing but braces is read in no time as well.
const longestName = 100

// nextVariable finds the first {{ name }} on one line: its offsets and name.
// The name is empty when there is none.
func nextVariable(src []byte) (from, to int, name string) {
	for at := 0; ; {
		open := bytes.Index(src[at:], []byte("{{"))
		if open < 0 {
			return 0, 0, ""
		}
		open += at
		at = open + 2
		end := bytes.Index(src[at:min(len(src), at+longestName)], []byte("}}"))
		if end < 0 {
			continue
		}
		inside := src[at : at+end]
		if escaped(src, open) || bytes.ContainsAny(inside, "{}\n") {
			continue
		}
		if name = strings.TrimSpace(string(inside)); name != "" {
			return open, at + end + 2, name
		}
	}
}

func escaped(src []byte, at int) bool { return at > 0 && src[at-1] == '\\' }

func unescapeBraces(s string) string { return strings.ReplaceAll(s, `\{{`, "{{") }

// fillHTML puts escaped values in the place of prepared variables, in text
// and in attributes alike.
func (v Variables) fillHTML(markup string) string {
	return v.fillPrepared(markup, func(value string) string { return html.EscapeString(printable(value)) })
}

// fillPlain puts values in the place of prepared variables in plain text.
func (v Variables) fillPlain(text string) string { return v.fillPrepared(text, printable) }

// printable drops the control characters of a value: some of them mean
// something in a [Fragment].
func printable(value string) string {
	return strings.Map(func(r rune) rune {
		if notInText(r) {
			return -1
		}
		return r
	}, value)
}

// fillPrepared puts values in the place of prepared variables, and takes away
// the backslashes before other braces.
func (v Variables) fillPrepared(text string, escape func(string) string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, openMark)
		if !found && b.Len() == 0 {
			return unescapeBraces(before)
		}
		b.WriteString(unescapeBraces(before))
		if !found {
			return b.String()
		}
		name, rest, _ := strings.Cut(after, closeMark)
		b.WriteString(escape(v[strings.Trim(name, "-")]))
		text = rest
	}
}
