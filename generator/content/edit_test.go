package content

import "testing"

func TestSetKeyChangesNothingElse(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"adds a key", "---\ntitle: A\n---\nText.\n", "---\ntitle: A\nsource: abc\n---\nText.\n"},
		{"adds to nothing", "---\n---\n", "---\nsource: abc\n---\n"},
		{"replaces", "---\nsource: old\ntitle: A\n---\n", "---\nsource: abc\ntitle: A\n---\n"},
		{"fills an empty value", "---\nsource:\ntitle: A\n---\n", "---\nsource: abc\ntitle: A\n---\n"},
		{"keeps a comment", "---\nsource: old  # stamped\ntitle: A\n---\n", "---\nsource: abc  # stamped\ntitle: A\n---\n"},
		{"takes quotes away", "---\n\"source\": \"o # d\"\ntitle: A\n---\n", "---\n\"source\": abc\ntitle: A\n---\n"},
		{"keeps line ends", "---\r\ntitle: A\r\nsource: old\r\n---\r\nText.\r\n", "---\r\ntitle: A\r\nsource: abc\r\n---\r\nText.\r\n"},
		{"adds with line ends", "---\r\ntitle: A\r\n---\r\n", "---\r\ntitle: A\r\nsource: abc\r\n---\r\n"},
		{"keeps a byte order mark", "\ufeff---\ntitle: A\n---\n", "\ufeff---\ntitle: A\nsource: abc\n---\n"},
		{"keeps an indent", "---\n  title: A\n  rank: 1\n---\n", "---\n  title: A\n  rank: 1\n  source: abc\n---\n"},
		{"leaves the body alone", "---\ntitle: A\n---\nsource: old\n---\n", "---\ntitle: A\nsource: abc\n---\nsource: old\n---\n"},
		{"is not misled by a text", "---\nsummary: |\n  source: old\ntitle: A\n---\n", "---\nsummary: |\n  source: old\ntitle: A\nsource: abc\n---\n"},
		{"keeps the last line without an end", "---\ntitle: A\n---", "---\ntitle: A\nsource: abc\n---"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := SetKey([]byte(c.src), "source", "abc")
			if err != nil || string(got) != c.want {
				t.Errorf("got %q, %v\nwant %q", got, err, c.want)
			}
			if again, err := SetKey(got, "source", "abc"); err != nil || string(again) != c.want {
				t.Errorf("a second time: got %q, %v", again, err)
			}
		})
	}
}

func TestSetKeyRefusesWhatItCannotKeepWhole(t *testing.T) {
	for name, src := range map[string]string{
		"no front matter":     "Text.\n",
		"braces":              "---\n{title: A, source: old}\n---\n",
		"braces over lines":   "---\n{\nsource: old,\ntitle: A\n}\n---\n",
		"braces without it":   "---\n{title: A}\n---\n",
		"value on a new line": "---\nsource:\n  old\ntitle: A\n---\n",
		"a text of lines":     "---\nsource: |\n  old\ntitle: A\n---\n",
		"not YAML":            "---\ntitle: [A\n---\n",
		"the key twice":       "---\nsource: a\nsource: b\n---\n",
	} {
		if got, err := SetKey([]byte(src), "source", "abc"); err == nil {
			t.Errorf("%s: got %q, want an error", name, got)
		}
	}
}

func TestSetKeyQuotesWhatNeedsIt(t *testing.T) {
	got, err := SetKey([]byte("---\ntitle: \"It's \\\"A\\\"\"\n---\n"), "title", "{{ product }}: no # light")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := SetKey(got, "title", "Plain"); err != nil || string(again) != "---\ntitle: Plain\n---\n" {
		t.Errorf("got %q, then %q, %v", got, again, err)
	}
}

func TestDropKeyTakesItsLinesOnly(t *testing.T) {
	for src, want := range map[string]string{
		"---\naliases: [/a/]\ntitle: A\n---\n":                      "---\ntitle: A\n---\n",
		"---\ntitle: A\naliases:\n  - /a/\n  - /b/\n# on\n---\nB\n": "---\ntitle: A\n# on\n---\nB\n",
		"---\naliases:\n- /a/\n- /b/\ntitle: A\n---\n":              "---\ntitle: A\n---\n",
		"---\ntitle: A\n---\naliases: x\n":                          "---\ntitle: A\n---\naliases: x\n",
	} {
		if got, err := DropKey([]byte(src), "aliases"); err != nil || string(got) != want {
			t.Errorf("%q: got %q, %v", src, got, err)
		}
	}
	if got, err := DropKey([]byte("---\n{title: A, aliases: /a/}\n---\n"), "aliases"); err == nil {
		t.Errorf("braces: got %q", got)
	}
}
