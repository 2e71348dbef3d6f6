package content

import (
	"bytes"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"retake/generator/mistake"
	"retake/generator/yamldoc"
)

// exemptComment is a comment that exempts a place from a rule of the audit,
// with its line when it has one for itself.
var exemptComment = regexp.MustCompile(`(?m)^[ \t]*<!--[ \t]*exempt[ \t][^\n]*?-->[ \t]*\r?(?:\n|\z)|[ \t]*<!--[ \t]*exempt[ \t][^\n]*?-->`)

// withoutExemptions is what readers see of a body.
func withoutExemptions(body []byte) []byte {
	if !bytes.Contains(body, []byte("exempt")) {
		return body
	}
	return exemptComment.ReplaceAll(body, nil)
}

// DropExemptions is a page's source without some entries of its key exempt,
// and without the key when none is left. It is false when they cannot be told
// from what stands around them.
func DropExemptions(src []byte, rules []string) ([]byte, bool) {
	edited, err := editFront(src, "exempt", func(front []byte) ([]byte, bool) { return dropExemptions(front, rules) })
	return edited, err == nil
}

func dropExemptions(front []byte, rules []string) ([]byte, bool) {
	want, ok := values(front)
	if !ok {
		return nil, false
	}
	entries, ok := want["exempt"].(map[string]any)
	if !ok {
		return nil, false
	}
	edited := front
	for _, rule := range rules {
		delete(entries, rule)
		if len(entries) > 0 {
			edited = dropExemption(edited, rule)
		}
	}
	if len(entries) == 0 {
		delete(want, "exempt")
		if edited, ok = dropKey(front, "exempt"); !ok {
			return nil, false
		}
	}
	got, ok := values(edited)
	return edited, ok && reflect.DeepEqual(got, want)
}

// values are what front matter says.
func values(front []byte) (map[string]any, bool) {
	var all map[string]any
	err := yaml.Unmarshal(front, &all)
	return all, err == nil
}

// dropExemption takes one of several entries out, with its lines or with the
// comma behind or before it. The caller looks at the result.
func dropExemption(front []byte, rule string) []byte {
	root, _ := mapOf(front)
	m, _ := root.Get("exempt").Map()
	var from []int // offsets of the entries
	at := -1
	m.Each(func(key string, place mistake.Position, _ yamldoc.Node) {
		if key == rule {
			at = len(from)
		}
		from = append(from, offsetOf(front, place))
	})
	if at < 0 {
		return front
	}
	start := from[at]
	before := front[bytes.LastIndexByte(front[:start], '\n')+1 : start]
	switch {
	case len(bytes.TrimSpace(before)) == 0 && !inBraces(front, from[0]):
		return dropLines(front, start-len(before), len(before))
	case at+1 < len(from):
		return slices.Concat(front[:start], front[from[at+1]:])
	}
	comma, end := bytes.LastIndexByte(front[:start], ','), bytes.IndexByte(front[start:], '}')
	if comma < 0 || end < 0 {
		return front
	}
	return slices.Concat(front[:comma], front[start+end:])
}

// inBraces tells whether the first entry of a group is behind a brace.
func inBraces(front []byte, first int) bool {
	return bytes.HasSuffix(bytes.TrimSpace(front[:first]), []byte("{"))
}

// dropLines takes out the line that begins at an offset, and what belongs to
// it because it is indented more.
func dropLines(front []byte, start, indent int) []byte {
	end := start
	for line := range strings.Lines(string(front[start:])) {
		if end > start && !belongs(line, indent) {
			break
		}
		end += len(line)
	}
	return slices.Concat(front[:start], front[end:])
}

// offsetOf is where a position is in a text whose first line is 1.
func offsetOf(src []byte, at mistake.Position) int {
	offset := 0
	for range at.Line - 1 {
		offset += bytes.IndexByte(src[offset:], '\n') + 1
	}
	for range at.Column - 1 {
		_, size := utf8.DecodeRune(src[offset:])
		offset += size
	}
	return offset
}

// SameMeaning tells whether two texts of a page or of a YAML file say the
// same, so that what makes them differ are comments.
func SameMeaning(name string, a, b []byte) bool {
	switch path.Ext(name) {
	case ".yaml":
		return sameYAML(a, b)
	case ".md":
		frontA, bodyA, okA := divideFront(a)
		frontB, bodyB, okB := divideFront(b)
		return okA && okB && sameYAML(frontA, frontB) && published(a, bodyA) == published(b, bodyB)
	}
	return false
}

func sameYAML(a, b []byte) bool {
	var one, other any
	return yaml.Unmarshal(a, &one) == nil && yaml.Unmarshal(b, &other) == nil && reflect.DeepEqual(one, other)
}

// published is a body as HTML, blanks joined.
func published(src []byte, bodyAt int) string {
	d := &Document{source: src, bodyAt: bodyAt}
	d.readBody(nil)
	parts := []string{string(d.Body.Intro)}
	for _, s := range d.Body.Sections {
		parts = append(parts, string(s.HTML))
	}
	parts = append(parts, string(d.Body.Footnotes))
	return strings.Join(strings.Fields(strings.Join(parts, "\n")), " ")
}
