package content

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"retake/generator/mistake"
)

// Body is a page's text. Intro is what stands before the first section.
type Body struct {
	Intro     Fragment
	IntroText string
	Sections  []Section
	Footnotes Fragment
	Headings  []Heading // all, in order
	IDs       map[string]bool
	Links     []Link
	Images    []Image
}

// Section is a second-level heading with what follows it.
type Section struct {
	ID    string
	Title string
	HTML  Fragment // begins with the heading
	Text  string   // plain words, a line a block
	end   int      // where the next one begins in the file
}

// Heading is an entry of the table of contents. Level is 2 to 6.
type Heading struct {
	Level int
	ID    string
	Title string
	line  int // where its line begins in the file
}

// Link is a link out of the body. Target is as written, variables filled in.
type Link struct {
	Target string
	Offset int    // of the target in the file; of the link's text when the target stands elsewhere
	Text   string // what it says
	span   span   // the written target, empty when not found
}

// Image is a picture in the body.
type Image struct {
	Target, Alt, Caption string
	Figure               bool // it stands alone in its paragraph
	Offset               int
	span                 span
}

type span struct{ from, to int }

// sectionMark divides the rendered body; see renderHeading. Like the places
// of a fragment it has NUL bytes, which no Markdown can bring about.
const sectionMark = "\x00s\x00"

func (d *Document) readBody(vars Variables) {
	d.prepared = vars.prepare(d.source, func(offset int, name string) {
		if offset >= d.bodyAt {
			d.wrong(offset, "unknown-variable", fmt.Sprintf("unknown variable %q", name), mistake.DidYouMean(name, vars.Names()))
		}
	})
	d.controlReferences()
	src := d.prepared[d.bodyAt:]
	root := markdown.Parser().Parse(text.NewReader(src))
	c := &collector{d: d, vars: vars, src: src, ids: map[string]bool{}}
	c.collect(root)
	var out bytes.Buffer
	out.Grow(2 * len(src))
	if err := markdown.Renderer().Render(&out, src, root); err != nil {
		d.wrong(d.bodyAt, "markdown", "this text cannot be rendered: "+err.Error(), "")
		return
	}
	d.Body.Links, d.Body.Images, d.Body.Headings, d.Body.IDs = c.links, c.images, c.headings, c.ids
	d.divide(vars.fillHTML(out.String()), c.texts)
}

// reference is a character written as its number.
var reference = regexp.MustCompile(`&#([0-9]{1,7}|[xX][0-9a-fA-F]{1,6});`)

// controlReferences reports control characters that are written as numbers:
// no browser shows them.
func (d *Document) controlReferences() {
	for _, at := range reference.FindAllIndex(d.source[d.bodyAt:], -1) {
		written := d.source[d.bodyAt+at[0] : d.bodyAt+at[1]]
		if bytes.ContainsFunc(util.ResolveNumericReferences(written), notInText) {
			d.wrong(d.bodyAt+at[0], "control-character", fmt.Sprintf("%s is a control character", written), "Delete it.")
		}
	}
}

// divide cuts the rendered body at its section marks; texts has the plain
// words of each part.
func (d *Document) divide(markup string, texts []string) {
	if main, notes, found := strings.Cut(markup, footnoteMark); found {
		markup, d.Body.Footnotes = main, Fragment(notes)
	}
	parts := strings.Split(markup, sectionMark)
	d.Body.Intro, d.Body.IntroText = Fragment(strings.TrimSpace(parts[0])), texts[0]
	i := 0
	for _, h := range d.Body.Headings {
		if h.Level != 2 || i+1 >= len(parts) {
			continue
		}
		if i++; i > 1 {
			d.Body.Sections[i-2].end = h.line
		}
		d.Body.Sections = append(d.Body.Sections, Section{ID: h.ID, Title: h.Title, HTML: Fragment(strings.TrimSpace(parts[i])), Text: texts[i], end: len(d.prepared)})
	}
}

// Section finds a section by its heading's id.
func (b *Body) Section(id string) (Section, bool) {
	for i := range b.Sections {
		if b.Sections[i].ID == id {
			return b.Sections[i], true
		}
	}
	return Section{}, false
}

// Place is the id that a fragment names, in whatever capitals; empty when none
// or several can be meant.
func (b *Body) Place(fragment string) string {
	if b.IDs[fragment] {
		return fragment
	}
	found := ""
	for id := range b.IDs {
		switch {
		case !strings.EqualFold(id, fragment):
		case found != "":
			return ""
		default:
			found = id
		}
	}
	return found
}

// plain is the text below a node, variables filled in.
func (c *collector) plain(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			switch v := n.(type) {
			case *ast.Text:
				if v.IsRaw() || v.Parent().Kind() == ast.KindCodeSpan {
					b.Write(v.Segment.Value(c.src))
				} else {
					b.Write(unescape(v.Segment.Value(c.src)))
				}
				if v.SoftLineBreak() || v.HardLineBreak() {
					b.WriteByte(' ')
				}
			case *ast.String:
				b.Write(v.Value)
			case *ast.AutoLink:
				b.Write(v.Label(c.src))
			case *east.FootnoteLink:
				return ast.WalkSkipChildren, nil
			}
		}
		return ast.WalkContinue, nil
	})
	return c.vars.fillPlain(b.String())
}

// unescape is what Markdown text says without its backslashes and entities.
func unescape(text []byte) []byte {
	if bytes.ContainsAny(text, `\&`) {
		text = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(text)))
	}
	return text
}
