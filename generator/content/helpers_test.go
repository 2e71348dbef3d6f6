package content

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"retake/generator/mistake"
)

// readSource reads src as the file name would be read from a content folder.
func readSource(name string, src []byte, vars Variables) *entry {
	e := &entry{path: name, shown: name}
	e.lang, _, _ = strings.Cut(name, "/")
	(&Reader{vars: vars}).sort(e, name, src)
	return e
}

// page is a document with a title, a summary and the given body.
func page(body string, vars Variables) *entry {
	return readSource("en/page.md", []byte("---\ntitle: A page\nsummary: What it says.\n---\n"+body), vars)
}

// plainFiller fills a document's places with what shows that they were there.
type plainFiller struct{ d *Document }

func (f plainFiller) Href(i int) string    { return html.EscapeString(f.d.Body.Links[i].Target) }
func (plainFiller) AfterLink(int) string   { return "" }
func (plainFiller) Image(int) string       { return `<img src="assets/a.png" alt="a">` }
func (plainFiller) IDPrefix() string       { return "" }
func (plainFiller) Word(key string) string { return key }

// markup is all of a document's text as HTML.
func markup(d *Document) string {
	var b bytes.Buffer
	d.Body.Intro.AppendTo(&b, plainFiller{d})
	for _, s := range d.Body.Sections {
		s.HTML.AppendTo(&b, plainFiller{d})
	}
	d.Body.Footnotes.AppendTo(&b, plainFiller{d})
	return b.String()
}

func rules(list mistake.List) []string {
	var found []string
	for _, m := range list {
		found = append(found, m.Rule)
	}
	return found
}

// checkPlaces makes sure that mistakes stand inside the file and quote it.
func checkPlaces(t *testing.T, src []byte, list mistake.List) {
	t.Helper()
	lines := strings.Split(strings.TrimPrefix(string(src), "\ufeff"), "\n")
	for _, m := range list {
		if m.Line == 0 {
			continue
		}
		if m.Line < 0 || m.Line > len(lines) {
			t.Fatalf("%s: the file has %d lines\n%q", m.Error(), len(lines), src)
		}
		line := strings.TrimSuffix(lines[m.Line-1], "\r")
		if most := utf8.RuneCountInString(lines[m.Line-1]) + 1; m.Column < 1 || m.Column > most {
			t.Fatalf("%s: the line has only %d columns\n%q", m.Error(), most, src)
		}
		if want := strings.ToValidUTF8(line, "\uFFFD"); m.Quote != want && m.Quote != line && m.Quote != "" {
			t.Fatalf("%s: quotes %q, and the line is %q", m.Error(), m.Quote, line)
		}
	}
}

// allowed are the elements of a page's text and their attributes.
var allowed = map[string][]string{
	"a": {"href", "id", "class", "role"}, "p": {"class"}, "h1": {"id"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"},
	"ul": {}, "ol": {"class", "start"}, "li": {"id"}, "em": {}, "strong": {}, "code": {"class"}, "pre": {"tabindex"},
	"blockquote": {}, "br": {}, "hr": {}, "dl": {}, "dt": {}, "dd": {}, "img": {"src", "alt"}, "sup": {"id"},
	"table": {}, "thead": {}, "tbody": {}, "tr": {}, "th": {"scope", "class"}, "td": {"class"},
	"div": {"class", "role", "tabindex", "aria-label"}, "section": {"class", "role", "aria-label"},
}

var voidElements = []string{"br", "hr", "img"}

// structure reads HTML tag by tag and returns its tags with the names of
// their attributes. It fails the test on what a page's text may not hold and
// on tags that do not match.
func structure(t *testing.T, text string) []string {
	t.Helper()
	var tags, open []string
	ids := map[string]bool{}
	tokens := html.NewTokenizer(strings.NewReader(text))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Fatalf("<%s> is not closed in\n%q", open[len(open)-1], text)
			}
			return tags
		case html.CommentToken, html.DoctypeToken:
			t.Fatalf("a comment or declaration in\n%q", text)
		case html.StartTagToken:
			token := tokens.Token()
			tags = append(tags, checkTag(t, token, ids, text))
			if !slices.Contains(voidElements, token.Data) {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			name := tokens.Token().Data
			if len(open) == 0 || open[len(open)-1] != name {
				t.Fatalf("</%s> closes %q in\n%q", name, open, text)
			}
			open, tags = open[:len(open)-1], append(tags, "/"+name)
		}
	}
}

func checkTag(t *testing.T, token html.Token, ids map[string]bool, text string) string {
	t.Helper()
	may, known := allowed[token.Data]
	if !known {
		t.Fatalf("<%s> in\n%q", token.Data, text)
	}
	tag := token.Data
	for _, a := range token.Attr {
		if !slices.Contains(may, a.Key) {
			t.Fatalf("<%s %s> in\n%q", token.Data, a.Key, text)
		}
		switch a.Key {
		case "href":
			if problem := unsafeTarget(a.Val); problem != "" && !strings.HasPrefix(a.Val, "#") {
				t.Fatalf("href=%q: %s", a.Val, problem)
			}
		case "id":
			if ids[a.Val] {
				t.Fatalf("the id %q stands twice in\n%q", a.Val, text)
			}
			ids[a.Val] = true
		}
		tag += fmt.Sprintf(" %s", a.Key)
	}
	return tag
}
