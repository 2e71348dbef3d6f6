package content

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// Plain words go to search, contents and programs: they are what a reader
// sees, without markup.
func TestPlainWords(t *testing.T) {
	vars := Variables{"product": "Lamp & Co", "support_url": "https://e.com/?a=1&b=2"}
	tests := map[string]struct{ heading, want string }{
		"entity":        {"Q &amp; A", "Q & A"},
		"number":        {"A&#66;C", "ABC"},
		"backslash":     {`A \* B`, "A * B"},
		"code":          {"Press `a\\*b &amp;`", `Press a\*b &amp;`},
		"variable":      {"About {{ product }}", "About Lamp & Co"},
		"tight":         {"**{{product}}**s", "Lamp & Cos"},
		"not filled":    {`\{{product}} \{{ product }}`, "{{product}} {{ product }}"},
		"link":          {"See [the *page*](a.md)", "See the page"},
		"footnote mark": {"Words[^1]", "Words"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			e := page("## "+test.heading+"\n\n[^1]: Note.\n", vars)
			if len(e.mistakes) > 0 {
				t.Fatal(e.mistakes)
			}
			if got := e.document.Body.Headings[0].Title; got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if shown := textOf(t, string(e.document.Body.Sections[0].HTML)); !strings.HasPrefix(shown, test.want) {
				t.Errorf("the page shows %q, want %q", shown, test.want)
			}
		})
	}
}

// textOf is what a browser shows of markup.
func textOf(t *testing.T, markup string) string {
	t.Helper()
	var b strings.Builder
	for tokens := html.NewTokenizer(strings.NewReader(strings.ReplaceAll(markup, "\x00", ""))); ; {
		switch tokens.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.WriteString(tokens.Token().Data)
		}
	}
}

// A heading whose name is that of the page's own ids gets another one, also
// where a number would make it one of these again.
func TestHeadingsNamedLikeThePagesIDs(t *testing.T) {
	want := []string{"folder", "section-folder", "section-folder-2", "section-folder-new", "section-found", "contents-2"}
	var got []string
	for _, h := range page("## Folder\n\n## Folder\n\n## Folder\n\n## Folder new\n\n## Found\n\n## Contents\n", nil).document.Body.Headings {
		got = append(got, h.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the ids are %q, want %q", got, want)
	}
}

// A part of a page brings the footnotes that it refers to, and no link back to
// what it does not show.
func TestFootnotesOfAPart(t *testing.T) {
	e := page("One.[^a] Two.[^b]\n\n## Do {#fixes}\n\nThree.[^b]\n\n## Rest {#rest}\n\nFour.\n\n[^a]: First.\n[^b]: Second.\n\n    1. A list.\n", nil)
	body := &e.document.Body
	filled := func(f Fragment) string {
		var b bytes.Buffer
		f.AppendTo(&b, plainFiller{e.document})
		return b.String()
	}
	fixes := filled(body.FootnotesOf(body.Sections[0].HTML))
	if !strings.Contains(fixes, `<li value="2" id="fn:2">`) || !strings.Contains(fixes, `href="#fnref1:2"`) {
		t.Errorf("the second note is missing, or its way back:\n%s", fixes)
	}
	if strings.Contains(fixes, "First") || strings.Contains(fixes, `"#fnref:2"`) {
		t.Errorf("there is a note or a way back too many:\n%s", fixes)
	}
	if whole, all := filled(body.FootnotesOf(body.Intro, body.Sections[0].HTML)), filled(body.Footnotes); textOf(t, whole) != textOf(t, all) {
		t.Errorf("of the whole text there are\n%s\nwant\n%s", whole, all)
	}
	if rest := body.FootnotesOf(body.Sections[1].HTML); rest != "" {
		t.Errorf("a part without notes has %q", rest)
	}
}

// A footnote may refer to another one, which then is shown too.
func TestFootnotesThatFootnotesReferTo(t *testing.T) {
	e := page("One.[^a]\n\n## Do {#fixes}\n\nTwo.[^b]\n\n[^a]: First.\n[^b]: Second.[^c]\n[^c]: Third, see the second.[^b]\n", nil)
	fixes := string(e.document.Body.FootnotesOf(e.document.Body.Sections[0].HTML))
	for _, number := range []string{"2", "3"} {
		if !strings.Contains(fixes, `<li value="`+number+`" id="`+idSlot+`fn:`+number+`">`) {
			t.Errorf("the footnote %s is missing:\n%s", number, fixes)
		}
	}
	for _, link := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(fixes, -1) {
		if whole := string(e.document.Body.Sections[0].HTML) + fixes; !strings.Contains(whole, `id="`+link[1]+`"`) {
			t.Errorf("a link leads to %s, which is not shown:\n%s", link[1], fixes)
		}
	}
	if strings.Contains(fixes, "First") {
		t.Errorf("there is a note too many:\n%s", fixes)
	}
}

// Many footnotes, each of which refers to the one before, take no longer than
// their length says.
func TestManyFootnotes(t *testing.T) {
	const notes = 1500
	var text strings.Builder
	for n := range notes {
		fmt.Fprintf(&text, "[^%d]", n)
	}
	fmt.Fprintf(&text, "\n\n## Do {#fixes}\n\nLook.[^%d]\n\n", notes-1)
	for n := range notes {
		fmt.Fprintf(&text, "[^%d]: See[^%d]\n", n, max(0, n-1))
	}
	body := &page(text.String(), nil).document.Body
	start := time.Now()
	fixes := body.FootnotesOf(body.Sections[0].HTML)
	if got := strings.Count(string(fixes), "<li "); got != notes {
		t.Errorf("%d footnotes are shown, want %d", got, notes)
	}
	if took := time.Since(start); took > 10*time.Second { // it was some 40 s when each looked through all
		t.Errorf("it takes %s", took)
	}
}

func TestLinksMeanWhatMarkdownMeans(t *testing.T) {
	vars := Variables{"product": "Lamp", "support_url": "https://e.com/?a=1&b=2"}
	tests := map[string]struct{ body, want string }{
		"entity":    {"[a](https://e.com/?a=1&amp;b=2)", "https://e.com/?a=1&b=2"},
		"variable":  {"[a]({{ support_url }})", "https://e.com/?a=1&b=2"},
		"autolink":  {"<https://e.com/{{ product }}>", "https://e.com/Lamp"},
		"mail":      {"<me@e.com>", "mailto:me@e.com"},
		"backslash": {`[a](b\_c.md)`, "b_c.md"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			e := page(test.body, vars)
			if len(e.mistakes) > 0 {
				t.Fatal(e.mistakes)
			}
			if got := e.document.Body.Links[0].Target; got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Whatever a browser would run or load from elsewhere is refused, however it
// is disguised.
func TestUnsafeTargets(t *testing.T) {
	for _, target := range []string{
		"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#10;script:x", "java&Tab;script:x", "java&NewLine;script:x", "&#106;avascript:x",
		"&#x6A;avascript:x", "javascript&colon;x", `javascript\:x`, "<java\tscript:x>", "<\tjavascript:x>", "&#1;javascript:x",
		"data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example/x", "/reasons/", "{{ bad_url }}", "blob:x",
	} {
		for _, body := range []string{"[a](" + target + ")", "[a][r]\n\n[r]: " + target} {
			e := page(body, Variables{"bad_url": "javascript:x"})
			if !slices.ContainsFunc(rules(e.mistakes), func(r string) bool { return r == "unsafe-link" || r == "control-character" }) {
				t.Errorf("%q is not refused: %v", body, rules(e.mistakes))
			}
		}
	}
}

func TestMadeUpIDsAreFree(t *testing.T) {
	e := page("## Main\n## Main\n## Contents\n## Größe 漢字\n## !\n## Folder A\n## Other {#main-2}\n", nil)
	var got []string
	for _, h := range e.document.Body.Headings {
		got = append(got, h.ID)
	}
	if want := []string{"main-3", "main-4", "contents-2", "größe-漢字", "section", "section-folder-a", "main-2"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCommentsAreDroppedAndWhatStandsBesideThemIsNot(t *testing.T) {
	tests := map[string][]string{
		"<!-- for writers -->\n":                  nil,
		"Words <!-- for writers --> here.\n":      nil,
		"<!-- one\n\ntwo -->\n":                   nil,
		"<!-- a --> words that would be lost\n":   {"raw-html"},
		"<!-- a --><script>alert(1)</script>\n":   {"raw-html"},
		"<!-- one\ntwo --> <b>lost</b>\n":         {"raw-html"},
		"<div>\n\nwords\n\n</div>\n":              {"raw-html", "raw-html"},
		"<script>\n<!-- a -->\nalert(1)</script>": {"raw-html"},
	}
	for body, want := range tests {
		if got := rules(page(body, nil).mistakes); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", body, got, want)
		}
	}
}
