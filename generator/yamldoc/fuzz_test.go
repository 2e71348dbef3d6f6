package yamldoc

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"retake/generator/mistake"
)

// visit asks every kind of value of every node.
func visit(n Node, depth int) {
	if depth > 200 {
		return
	}
	_, _ = n.Bool()
	_, _ = n.Int()
	_, _ = n.Float()
	_, _ = n.Date()
	_, _ = n.Texts()
	if items, ok := n.List(); ok && len(items) > 1 {
		for _, item := range items {
			visit(item, depth+1)
		}
	}
	if m, ok := n.Map(); ok {
		if n.doc != nil {
			m.Require(n.doc, "title", "")
		}
		m.Each(func(_ string, _ mistake.Position, value Node) { visit(value, depth+1) })
		m.Done()
	}
}

// FuzzParse reads any bytes as YAML and asks every value for every type:
// nothing panics, texts are texts, and every mistake has its place in the
// file and quotes its line.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"a: 1\nb: [x, y]\nc: {d: e}\n", "a: |\n  text\n  more\nb: >-\n  folded\n", "- a\n- b: c\n", "\"\\0\": \"\\e[31m\"\n",
		"a: &x 1\nb: *x\nc: !!str 2\n", "a: 'ñ' # c\nñ: x: y\n", "a:\tb\n\tc: d\n", "---\na: b\n---\nc: d\n", "? a\n: b\n", "a: \"unclosed\n",
		"\xff\xfe", "a: b\r\nc: [d\r\n", "{}", "[]", "~", "", "\ufeffa: b\n", "a: 2026-13-40\n", "a: b\na: c\n", "%YAML 1.2\n---\na\n", "a: \u0085b\n",
		"<<: {a: b}\n", "a: .inf\nb: .nan\nc: 0x1F\nd: 1_000\n", "? [a, b]\n: c\n", "a: \"\n\n\n\"\nb: {\n", "0:",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		const first = 3
		root, doc := Parse("f.yaml", src, first)
		if text, ok := root.Text(); ok && strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' }) {
			t.Fatalf("%q is read as text", text)
		}
		visit(root, 0)
		lines := strings.Split(strings.TrimPrefix(string(src), "\ufeff"), "\n")
		for _, m := range doc.Mistakes() {
			if m.Line == 0 && root.ast == nil {
				continue // about an absent value
			}
			at := m.Line - first
			if m.File != "f.yaml" || at < 0 || at >= len(lines) {
				t.Fatalf("%s: the file has %d lines, from %d: %q", m.Error(), len(lines), first, src)
			}
			if most := utf8.RuneCountInString(lines[at]) + 1; m.Column < 1 || m.Column > most {
				t.Fatalf("%s: the line has %d columns: %q", m.Error(), most, src)
			}
			if want := strings.TrimSuffix(lines[at], "\r"); m.Quote != want {
				t.Fatalf("%s quotes %q, and the line is %q", m.Error(), m.Quote, want)
			}
		}
	})
}

// Columns count characters, whatever stands before: people and editors do.
func TestPlaces(t *testing.T) {
	tests := map[string]struct {
		src          string
		line, column int
		rule         string
	}{
		"key":            {"title: x\nsumary: y\n", 2, 1, "unknown-key"},
		"nested key":     {"sub:\n  title: a\n  nope: b\n", 3, 3, "unknown-key"},
		"value":          {"title: [a]\n", 1, 8, "wrong-type"},
		"after letters":  {"ñandú: {título: 漢字, nope: [a]}\n", 1, 21, "unknown-key"},
		"windows lines":  {"title: a\r\nrank: b\r\nsumary: c\r\n", 3, 1, "unknown-key"},
		"not UTF-8":      {"title: ñ\xff\n", 1, 9, "not-utf8"},
		"control letter": {"title: \"a\\0b\"\n", 1, 8, "control-character"},
		"twice":          {"title: a\ntitle: b\n", 2, 1, "duplicate-key"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			root, doc := Parse("f.yaml", []byte(test.src), 1)
			m, _ := root.Map()
			var text string
			m.Text("title", &text)
			m.Get("rank")
			for _, key := range []string{"sub", "ñandú"} {
				if sub, ok := m.Get(key).Map(); ok {
					sub.Get("title")
					sub.Get("título")
					sub.Done()
				}
			}
			m.Done()
			list := doc.Mistakes()
			if len(list) != 1 || list[0].Line != test.line || list[0].Column != test.column || list[0].Rule != test.rule {
				t.Errorf("got %v, want %s at %d:%d", list, test.rule, test.line, test.column)
			}
		})
	}
}

// TestMisspeltKeysAreNotMissing requires keys: one that is there by another
// spelling is one mistake, one that is not there at all another.
func TestMisspeltKeysAreNotMissing(t *testing.T) {
	for src, want := range map[string][]string{
		"titel: a\nsummary: b\n": {`unknown key "titel"`},
		"summary: b\n":           {`"title" is missing`},
		"colour: a\n":            {`"summary" is missing`, `"title" is missing`, `unknown key "colour"`},
	} {
		root, doc := Parse("f.yaml", []byte(src), 1)
		m, _ := root.Map()
		m.Require(doc, "title", "")
		m.Require(doc, "summary", "")
		m.Done()
		var got []string
		for _, mistake := range doc.Mistakes() {
			got = append(got, mistake.Text)
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", src, got, want)
		}
	}
}
