package content

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"retake/generator/mistake"
	"retake/generator/yamldoc"
)

// SetKey is a page's source with a key of its front matter set to a text of
// one line or to true or false, and with every other byte as it was. A key
// that is not there is added as the last one.
func SetKey(src []byte, key string, value any) ([]byte, error) {
	return editFront(src, key, func(front []byte) ([]byte, bool) { return setKey(front, key, value) })
}

// DropKey is a page's source without a key of its front matter and the lines
// that belong to it.
func DropKey(src []byte, key string) ([]byte, error) {
	return editFront(src, key, func(front []byte) ([]byte, bool) { return dropKey(front, key) })
}

// editFront changes front matter, and refuses when the change could not be
// made or touched more than the one key.
func editFront(src []byte, key string, edit func(front []byte) ([]byte, bool)) ([]byte, error) {
	text := bytes.TrimPrefix(src, []byte("\ufeff"))
	front, _, ok := divideFront(text)
	if !ok {
		return nil, errors.New("there is no front matter")
	}
	start := len(src) - len(text) + bytes.IndexByte(text, '\n') + 1
	edited, ok := edit(front)
	if !ok {
		return nil, fmt.Errorf("%q cannot be changed in this front matter; give each key a line of its own", key)
	}
	return slices.Concat(src[:start], edited, src[start+len(front):]), nil
}

func setKey(front []byte, key string, value any) ([]byte, bool) {
	written, err := yaml.Marshal(value)
	if err != nil || bytes.Count(written, []byte("\n")) != 1 {
		return nil, false
	}
	before, keys := keysOf(front)
	var edited []byte
	if at, found := before[key]; found {
		edited = replaceValue(front, at, strings.TrimSpace(string(written)))
	} else {
		edited = appendLine(front, before, keys, key+": "+strings.TrimSpace(string(written)))
		keys = append(keys, key)
	}
	_, after := keysOf(edited)
	return edited, slices.Equal(keys, after) && valueOf(edited, key) == fmt.Sprint(value)
}

func dropKey(front []byte, key string) ([]byte, bool) {
	before, keys := keysOf(front)
	at, found := before[key]
	if !found {
		return front, true
	}
	lines := strings.SplitAfter(string(front), "\n")
	end := at.Line
	for end < len(lines) && belongs(lines[end], at.Column-1) {
		end++
	}
	edited := []byte(strings.Join(slices.Delete(lines, at.Line-1, end), ""))
	_, after := keysOf(edited)
	return edited, slices.Equal(slices.DeleteFunc(keys, func(k string) bool { return k == key }), after)
}

// belongs tells whether a line is part of the value of a key before it: it is
// indented more, or an item of a list.
func belongs(line string, indent int) bool {
	rest := strings.TrimLeft(line, " ")
	depth := len(line) - len(rest)
	return strings.TrimSpace(rest) != "" && (depth > indent || depth == indent && strings.HasPrefix(rest, "- "))
}

// keysOf are the places of front matter's keys, and the keys in their order;
// none when it cannot be read.
func keysOf(front []byte) (map[string]mistake.Position, []string) {
	places, keys := map[string]mistake.Position{}, []string{}
	m, doc := mapOf(front)
	m.Each(func(key string, at mistake.Position, _ yamldoc.Node) {
		places[key] = at
		keys = append(keys, key)
	})
	if len(doc.Mistakes()) > 0 {
		return nil, nil
	}
	return places, keys
}

func valueOf(front []byte, key string) (value string) {
	m, _ := mapOf(front)
	m.Text(key, &value)
	return value
}

func mapOf(front []byte) (*yamldoc.Map, *yamldoc.Doc) {
	root, doc := yamldoc.Parse("", front, 1)
	m, _ := root.Map()
	return m, doc
}

// oneLine is a key with its value and what follows both on the line.
var oneLine = regexp.MustCompile(`^(["']?[a-z_]+["']?[ \t]*:)[ \t]*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^"'#\s][^#\r]*?|)([ \t]+#[^\r]*|[ \t]*)(\r?)$`)

// replaceValue changes one line. Front matter whose key stands otherwise, in
// braces or on several lines, comes back unchanged or unreadable; setKey
// looks at the result.
func replaceValue(front []byte, at mistake.Position, value string) []byte {
	lines := strings.Split(string(front), "\n")
	line := lines[at.Line-1]
	from := min(at.Column-1, len(line))
	parts := oneLine.FindStringSubmatch(line[from:])
	if parts == nil {
		return front
	}
	lines[at.Line-1] = line[:from] + parts[1] + " " + value + parts[3] + parts[4]
	return []byte(strings.Join(lines, "\n"))
}

func appendLine(front []byte, places map[string]mistake.Position, keys []string, line string) []byte {
	indent, end := "", "\n"
	if len(keys) > 0 {
		indent = strings.Repeat(" ", places[keys[0]].Column-1)
	}
	if bytes.HasSuffix(front, []byte("\r\n")) {
		end = "\r\n"
	}
	return slices.Concat(front, []byte(indent+line+end))
}
