package content

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"retake/generator/mistake"
	"retake/generator/yamldoc"
)

// SetKey is a page's source with a key of its front matter set to a plain
// value, and with every other byte as it was. A key that is not there is
// added as the last one.
func SetKey(src []byte, key, value string) ([]byte, error) {
	text := bytes.TrimPrefix(src, []byte("\ufeff"))
	front, _, ok := divideFront(text)
	if !ok {
		return nil, errors.New("there is no front matter")
	}
	before, keys := keysOf(front)
	start := len(src) - len(text) + bytes.IndexByte(text, '\n') + 1
	var edited []byte
	if at, found := before[key]; found {
		edited = replaceValue(front, at, value)
	} else {
		edited = appendKey(front, before, keys, key, value)
		keys = append(keys, key)
	}
	if _, after := keysOf(edited); !slices.Equal(keys, after) || valueOf(edited, key) != value {
		return nil, fmt.Errorf("%q cannot be set in this front matter; give each key a line of its own", key)
	}
	return slices.Concat(src[:start], edited, src[start+len(front):]), nil
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
var oneLine = regexp.MustCompile(`^(["']?[a-z_]+["']?[ \t]*:)[ \t]*("[^"]*"|'[^']*'|[^"'#\s][^#\r]*?|)([ \t]+#[^\r]*|[ \t]*)(\r?)$`)

// replaceValue changes one line. Front matter whose key stands otherwise, in
// braces or on several lines, comes back unchanged or unreadable; SetKey
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

func appendKey(front []byte, places map[string]mistake.Position, keys []string, key, value string) []byte {
	indent, end := "", "\n"
	if len(keys) > 0 {
		indent = strings.Repeat(" ", places[keys[0]].Column-1)
	}
	if bytes.HasSuffix(front, []byte("\r\n")) {
		end = "\r\n"
	}
	return slices.Concat(front, []byte(indent+key+": "+value+end))
}
