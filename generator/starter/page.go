package starter

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/unicode/norm"

	"retake/generator/content"
)

// Kinds are the kinds of page that can be drafted.
var Kinds = []string{"reason", "how-to", "situation", "page"}

// form is what a kind of page looks like before anyone has written it.
type form struct {
	folder   string // below the language's folder
	named    string // the folder's title, until somebody finds a better one
	ranked   bool
	intro    string
	sections []section
}

type section struct{ id, heading, text string }

var forms = map[string]form{
	"reason": {"reasons", "What can go wrong", true, "Say in a sentence or two what has happened, as you would to a friend.", []section{
		{"signs", "What you see", "- What people see, in their words."},
		{"causes", "Why it happens", "- What brings it about."},
		{"fixes", "What to do", "1. **Do this first.** Say how they can tell that it worked."},
	}},
	"how-to": {"how-to", "What you can do", true, "Say in a sentence what people will have when they are done.", []section{
		{"steps", "Steps", "1. **Do this first.** Say how they can tell that it worked."},
	}},
	"situation": {"situations", "Special situations", true, "Say in a sentence or two whom this is for, and what is different for them.", []section{
		{"fixes", "What to do", "1. **Do this first.** Say how they can tell that it worked."},
	}},
	"page": {"", "", false, "Say here what people should know.", nil},
}

// Page is a page to be drafted.
type Page struct {
	Kind   string // one of [Kinds]
	Slug   string
	Lang   string
	Title  string // empty: made of the slug
	Schema string // path from the page to its schema; empty when there is none
}

// Path is where the page belongs, below the content folder.
func (p Page) Path() string { return path.Join(p.Lang, forms[p.Kind].folder, p.Slug+".md") }

// FolderPath is where the page stands that names the folder of this one; ""
// when there is one in some language, or no folder.
func (p Page) FolderPath(library *content.Library) string {
	key := path.Join(forms[p.Kind].folder, "_index.md")
	named := slices.ContainsFunc(library.Documents, func(d *content.Document) bool { return d.Key() == key })
	if named || forms[p.Kind].folder == "" {
		return ""
	}
	return path.Join(p.Lang, key)
}

// Folder is the text of the page that names the folder of this one.
func (p Page) Folder(day time.Time) []byte {
	return fmt.Appendf(nil, "---\ntitle: %s\nsummary: Say in one sentence what these pages are about.\nreviewed: %s\n---\n", forms[p.Kind].named, day.Format(time.DateOnly))
}

// Draft is the page's text: front matter and headings, worded as the
// language's other pages word them, and sentences to be replaced.
func (p Page) Draft(library *content.Library, day time.Time) []byte {
	f := forms[p.Kind]
	var b bytes.Buffer
	b.WriteString("---\n")
	if p.Schema != "" {
		fmt.Fprintf(&b, "# yaml-language-server: $schema=%s\n", p.Schema)
	}
	fmt.Fprintf(&b, "title: %s\nsummary: Say in one sentence what this page is about.\n", inYAML(p.title()))
	if f.ranked {
		fmt.Fprintf(&b, "rank: %d\n", nextRank(library, f.folder))
	}
	fmt.Fprintf(&b, "also: []\nreviewed: %s\ndraft: true\n---\n%s\n", day.Format(time.DateOnly), f.intro)
	for _, s := range f.sections {
		fmt.Fprintf(&b, "\n## %s {#%s}\n\n%s\n", heading(library, path.Dir(p.Path()), p.Lang, s), s.id, s.text)
	}
	return b.Bytes()
}

func (p Page) title() string {
	if p.Title != "" {
		return p.Title
	}
	words := strings.ReplaceAll(p.Slug, "-", " ")
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

// inYAML is a text as a value on one line.
func inYAML(text string) string {
	written, err := yaml.Marshal(strings.Join(strings.Fields(text), " "))
	if err != nil {
		return fmt.Sprintf("%q", text)
	}
	return strings.TrimSpace(string(written))
}

// nextRank follows the pages of a folder in all languages: where one lacks a
// page, readers see it in another.
func nextRank(library *content.Library, folder string) int {
	last := 0
	for _, d := range library.Documents {
		if path.Dir(d.Key()) == folder && path.Base(d.Path) != "_index.md" {
			last = max(last, d.Front.Rank)
		}
	}
	return last + 1
}

// heading is how the language words a known section: as in the first page of
// the same folder that has it, else in any page. A draft may be a copy that
// nobody has translated yet.
func heading(library *content.Library, folder, lang string, s section) string {
	found := ""
	for _, d := range library.Documents {
		written, ok := d.Body.Section(s.id)
		if !ok || d.Lang != lang || d.Front.Draft {
			continue
		}
		if path.Dir(d.Path) == folder {
			return written.Title
		}
		if found == "" {
			found = written.Title
		}
	}
	if found == "" {
		return s.heading
	}
	return found
}

// Translation is a copy of a page to be worked on: it records the text that
// it is made from, and is not published yet. Old addresses stay with the
// original.
func (p Page) Translation(src []byte, original *content.Document) ([]byte, error) {
	copied, err := content.DropKey(src, "aliases")
	if err == nil {
		copied, err = content.SetKey(copied, "source", original.TextSum)
	}
	if err == nil {
		copied, err = content.SetKey(copied, "draft", true)
	}
	if err == nil && p.Title != "" {
		copied, err = content.SetKey(copied, "title", p.Title)
	}
	return copied, err
}

// Slug is the nearest name that can be part of an address; empty when the
// text has no letter or digit that could be.
func Slug(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFKD.String(strings.TrimSuffix(text, ".md"))) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			b.WriteByte('-')
		}
	}
	return strings.Join(slices.DeleteFunc(strings.Split(b.String(), "-"), func(part string) bool { return part == "" }), "-")
}

// Original is the page of the default language that this one would translate,
// nil when there is none.
func (p Page) Original(library *content.Library, origin string) *content.Document {
	if p.Lang == origin {
		return nil
	}
	p.Lang = origin
	for _, d := range library.Documents {
		if d.Path == p.Path() {
			return d
		}
	}
	return nil
}
