package content

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// FuzzDocument reads any bytes as a page: nothing panics, and every mistake
// points into the file and quotes the line that it stands on.
func FuzzDocument(f *testing.F) {
	for _, seed := range []string{
		"---\ntitle: A\nsummary: B\n---\nText {{ product }} {{ nothing }}.\n",
		"---\r\ntitle: Ünïcode 漢字\r\nsumary: x\r\nrank: yes\r\n---\r\n## Größe {#größe}\r\n![](a.png)\r\n",
		"\ufeff---\ntitle: [a]\n---\n# One\n#### Four\n<b>raw</b>\n",
		"---\ntitle: \"\\0\"\nalso: [a, A]\nchanges: {2026-13-01: x}\n---\n",
		"---\n- a\n---\n", "---\ntitle: a\n", "no front matter", "---\na: &x *x\n---\n> ## q\n\n&#1;",
		"---\ntitle: a\nsummary: b\nexpires: 2020-01-01\npublish: 2021-01-01\nreview_every: soon\n---\n## A {id=5}\n## B {id=[1]}\n",
		"---\ntitle: a\nsummary: b\n---\n[a][r] [b](<c d.md> \"t\") <https://e.com/{{ product }}>\n\n[r]: javascript:x\n",
		"---\ntitle: a\nsummary: b\n---\n\xff", "\ufeff\xcf0", "---\n---\n", "---\ntitle: a\nsummary: b\n---\n## folder-a\n| a |\n|---|\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		e := readSource("en/reasons/page.md", src, Variables{"product": "Lamp"})
		checkPlaces(t, src, e.mistakes)
		if len(e.mistakes) == 0 && !utf8.Valid(src) {
			t.Fatalf("text that is not UTF-8 was read: %q", src)
		}
	})
}

// FuzzBody renders any Markdown: what is published of it is well-formed, has
// only what a page's text may have, and no place is left open.
func FuzzBody(f *testing.F) {
	for _, seed := range []string{
		"Text with *words*, `code`, [a link](a.md#b), [two][r], <https://e.com> and <me@e.com>.\n\n[r]: https://e.com/?a=1&amp;b=2 \"t\"\n",
		"## One\n\n1. a\n2. b\n\n   - c\n\n## One\n\n| a | b |\n|:-:|--:|\n| `|` | *x* |\n",
		"Term\n: Meaning\n\n> [!NOTE]\n> Words[^1] and more[^1].\n\n[^1]: A note with [link](x.md).\n",
		"```js\nalert(1)\n```\n\n    code\n\n![a *b* & c](p.png \"cap\")\n\nA ![d](q.png) here\n",
		"&#1; &#2; &#0; &lt;script&gt; &#x91;product&#x92; \\{{product}} {{ product }}\n\n## Q &amp; A\n",
		"[a](java&#10;script:x) [b](&#106;avascript:x) [c](JaVaScRiPt:x) [d](data:text/html,x) <javascript:x>\n",
		"## A {#fn:1}\n\nx[^1]\n\n[^1]: y\n", "## main\n\n## A {#main}\n", "<!-- a --> <b>x</b>\n", "x <!-- a --> y\n\n<!-- a\n\nb -->\n",
		"## x {#a\"b}\n", "> [!TIP]\n> ![a](b.png)\n", "[![a](b.png)](c.md)\n", "- ## h\n", "*a **b* c**\n", "## {{ product }}\n## {{ product }}\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		e := page(body, Variables{"product": "Lamp & <Light>", "support_url": "https://e.com/?a=1&b=2"})
		if e.document == nil || len(e.mistakes) > 0 {
			return
		}
		text := markup(e.document)
		structure(t, text)
		if at := strings.IndexFunc(text, unprintable); at >= 0 {
			t.Fatalf("a control character at %d of\n%q", at, text)
		}
		for _, h := range e.document.Body.Headings {
			if !e.document.Body.IDs[h.ID] {
				t.Fatalf("the id %q of a heading is not known", h.ID)
			}
		}
	})
}

// unprintable are the control characters that no page has.
func unprintable(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' }

// FuzzVariables fills any value into any text: the HTML has the structure
// that it has with a harmless value.
func FuzzVariables(f *testing.F) {
	for _, seed := range [][2]string{
		{"<script>alert(1)</script>", "The {{ product }} [{{product}}](a.md) `{{ product }}`\n\n## About {{ product }}\n"},
		{"\" onclick=\"x", "![The {{ product }}](a.png \"{{ product }}\")\n\n```{{product}}\n{{ product }}\n```\n"},
		{"\x00l0\x00", "[a](b.md) {{ product }}\n"}, {"\x01\x02\u0091product\u0092", "## A\n{{ product }}\n\n## B\n"},
		{"**bold** _x_ [y](javascript:z)", "**{{ product }}** _{{ product }}_ {{ product }}s\n"},
		{"{{ product }}", "{{ product }} \\{{ product }} \\{{product}} `\\{{ product }}`\n"},
		{"&amp;", "| {{ product }} | a |\n|---|---|\n| b | {{ product }} |\n"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, value, body string) {
		wild := page(body, Variables{"product": value})
		tame := page(body, Variables{"product": "harmless"})
		if wild.document == nil || len(wild.mistakes)+len(tame.mistakes) > 0 {
			return
		}
		got, want := structure(t, markup(wild.document)), structure(t, markup(tame.document))
		if !slices.Equal(got, want) {
			t.Fatalf("%q in %q changes the structure:\n%q\n%q", value, body, got, want)
		}
	})
}

// FuzzPrepare makes variables inert: no offset and no line moves.
func FuzzPrepare(f *testing.F) {
	f.Add("a {{ product }} {{nothing}} \\{{ product }} {{\tproduct }}\n{{ pro\nduct }} {{}}")
	f.Fuzz(func(t *testing.T, text string) {
		vars := Variables{"product": "Lamp"}
		var unknown []string
		src := []byte(text)
		got := vars.prepare(src, func(at int, name string) {
			if !strings.HasPrefix(text[at:], "{{") {
				t.Fatalf("%q is not at %d of %q", name, at, text)
			}
			unknown = append(unknown, name)
		})
		if string(src) != text || len(got) != len(src) {
			t.Fatalf("prepare changed its source or its length: %q became %q", text, got)
		}
		if bytes.Count(got, []byte("\n")) != bytes.Count(src, []byte("\n")) || utf8.Valid(src) != utf8.Valid(got) {
			t.Fatalf("prepare changed lines or letters: %q became %q", text, got)
		}
		_, alsoUnknown := vars.Fill(text)
		if !slices.Equal(unknown, alsoUnknown) {
			t.Fatalf("prepare does not know %q, Fill %q", unknown, alsoUnknown)
		}
		if names := slices.Collect(maps.Keys(vars)); len(names) != 1 {
			t.Fatalf("prepare changed the variables: %v", names)
		}
	})
}
