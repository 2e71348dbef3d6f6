package yamldoc

import (
	"strings"
	"testing"
)

func TestUsualSlipsHaveAHint(t *testing.T) {
	const usual = "Look for a missing colon"
	for src, want := range map[string]string{
		"title: Photo: too dark\n":     `Quote a text with a colon and a space in it: title: "Photo: too dark"`,
		"title: He said \"no\": why\n": `title: 'He said "no": why'`,
		"title: @home\n":               `Quote a text that begins with @: title: "@home"`,
		"title: %d\n":                  `Quote a text that begins with %: title: "%d"`,
		"title: `x`\n":                 "Quote a text that begins with `: title: \"`x`\"",
		"found: {n} pages\n":           `Quote a text that begins with {: found: "{n} pages"`,
		"title: [a](b.md) and\n":       `Quote a text that begins with [: title: "[a](b.md) and"`,
		"also:\n  - @home\n":           `- "@home"`,
		"a:\n\tb: c\n":                 "Indent with spaces",
		"title: \"unclosed\n":          usual,
	} {
		_, doc := Parse("f.yaml", []byte(src), 1)
		if found := doc.Mistakes(); len(found) != 1 || !strings.Contains(found[0].Hint, want) {
			t.Errorf("%q: got %v, want a hint with %q", src, found, want)
		}
	}
}

func TestWordsForTrueAndFalse(t *testing.T) {
	for src, want := range map[string]string{"a: yes\n": "Write true.", "a: Off\n": "Write false.", "a: maybe\n": ""} {
		root, doc := Parse("f.yaml", []byte(src), 1)
		m, _ := root.Map()
		var yes bool
		m.Bool("a", &yes)
		if found := doc.Mistakes(); len(found) != 1 || found[0].Hint != want {
			t.Errorf("%q: got %v, want the hint %q", src, found, want)
		}
	}
}

func TestCommasMakeNoList(t *testing.T) {
	root, doc := Parse("f.yaml", []byte("a: fuzzy, blurry\n"), 1)
	m, _ := root.Map()
	if _, ok := m.Get("a").Texts(); ok {
		t.Error("one text with commas is read as a list")
	}
	if found := doc.Mistakes(); len(found) != 1 || found[0].Hint != "Write a list: [fuzzy, blurry]" {
		t.Errorf("got %v", found)
	}
	root, _ = Parse("f.yaml", []byte("a: [\"it is dark, is it not\"]\nb: word\n"), 1)
	m, _ = root.Map()
	for _, key := range []string{"a", "b"} {
		if texts, ok := m.Get(key).Texts(); !ok || len(texts) != 1 {
			t.Errorf("%s: got %v", key, texts)
		}
	}
}
