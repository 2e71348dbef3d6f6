package content

import "testing"

func TestDropExemptionsLeavesTheRestAsItIs(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"the only one", "---\ntitle: A\nexempt: {a: x} # why\nrank: 1\n---\nText.\n", "---\ntitle: A\nrank: 1\n---\nText.\n"},
		{"the first in braces", "---\nexempt: {a: x, c: z}\n---\n", "---\nexempt: {c: z}\n---\n"},
		{"the last in braces", "---\nexempt: { c: \"z, }\", a: x} # more\n---\n", "---\nexempt: { c: \"z, }\"} # more\n---\n"},
		{"one in the middle", "---\nexempt: {é: y, a: 'x, y', c: z}\n---\n", "---\nexempt: {é: y, c: z}\n---\n"},
		{"lines", "---\nexempt:\n  c: z\n  a: >\n    x\n    y\n  d: w\n---\n", "---\nexempt:\n  c: z\n  d: w\n---\n"},
		{"both", "---\nexempt:\n  a: x\n  b: y\ntitle: A\n---\n", "---\ntitle: A\n---\n"},
		{"two of three", "---\nexempt: {a: x, c: z, b: y}\n---\n", "---\nexempt: {c: z}\n---\n"},
		{"line ends and mark", "\ufeff---\r\ntitle: A\r\nexempt:\r\n  a: x\r\n  c: z\r\n---\r\n", "\ufeff---\r\ntitle: A\r\nexempt:\r\n  c: z\r\n---\r\n"},
		{"braces on lines", "---\nexempt: {\n  a: x,\n  c: z,\n}\n---\n", "---\nexempt: {\n  c: z,\n}\n---\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := DropExemptions([]byte(c.src), []string{"a", "b"}); !ok || string(got) != c.want {
				t.Errorf("got %q, %v\nwant %q", got, ok, c.want)
			}
		})
	}
	for name, src := range map[string]string{
		"no front matter": "exempt: {a: x}\n",
		"none":            "---\ntitle: A\n---\n",
		"a brace behind":  "---\nexempt: {c: z, a: \"}\"}\n---\n",
	} {
		if got, ok := DropExemptions([]byte(src), []string{"a"}); ok {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestSameMeaningSeesWhatACommentDoes(t *testing.T) {
	page := func(front, body string) string { return "---\ntitle: A\n" + front + "---\n" + body }
	for _, c := range []struct {
		name, file, a, b string
		want             bool
	}{
		{"a line", "a.md", page("", "A.\n\n<!-- c -->\n\nB.\n"), page("", "A.\n\n\nB.\n"), true},
		{"behind a text", "a.md", page("", "A. <!-- c --> B.\n"), page("", "A. B.\n"), true},
		{"what parts two paragraphs", "a.md", page("", "A.\n<!-- c -->\nB.\n"), page("", "A.\nB.\n"), false},
		{"what parts two lists", "a.md", page("", "- A\n\n<!-- c -->\n\n- B\n"), page("", "- A\n\n\n- B\n"), false},
		{"what code shows", "a.md", page("", "```\n<!-- c -->\n```\n"), page("", "```\n```\n"), false},
		{"front matter", "a.md", page("rank: 1 # c\n", ""), page("rank: 1\n", ""), true},
		{"a key", "a.md", page("rank: 1\n", ""), page("", ""), false},
		{"YAML", "a.yaml", "a: b # c\n", "a: b\n", true},
		{"a text of lines", "a.yaml", "a: |\n  b\n  # c\n", "a: |\n  b\n", false},
		{"another kind of file", "a.csv", "a\n# c\n", "a\n", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := SameMeaning(c.file, []byte(c.a), []byte(c.b)); got != c.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestExemptionsDoNotMakeTranslationsStale(t *testing.T) {
	without := page("One.\n\nTwo.\nThree.\n", nil).document
	for name, body := range map[string]string{
		"above a paragraph": "One.\n\n<!-- exempt blame: why -->\nTwo.\nThree.\n",
		"behind a line":     "One.\n\nTwo. <!-- exempt blame: why -->\nThree.\n",
		"by itself":         "<!-- exempt blame: why -->\nOne.\n\nTwo.\nThree.\n",
		"with line ends":    "One.\r\n\r\nTwo. <!-- exempt blame: why -->\r\nThree.\r\n",
	} {
		if got := page(body, nil).document.Record(); got != without.Record() {
			t.Errorf("%s: the record is %s, want %s", name, got, without.Record())
		}
	}
	if other := page("One. <!-- why -->\n\nTwo.\nThree.\n", nil).document; other.TextSum == without.TextSum {
		t.Error("any comment is left out, so texts recorded before would be stale")
	}
}
