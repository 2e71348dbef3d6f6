package render

import (
	"bytes"
	"html"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"retake/generator/content"
	"retake/generator/guide"
)

// Whole is the whole guide on one page.
type Whole struct {
	Frame
	Entries []WholeEntry
	Body    template.HTML // a mark, see wholeMark
}

// WholeEntry is a line of its table of contents. Depth counts from 1.
type WholeEntry struct {
	ID, Number, Title string
	Depth             int
}

// numberSections gives every page below home its number in reading order,
// "2.1": on paper a link is a number.
func numberSections(g *guide.Guide) map[*guide.Page]string {
	numbers := make(map[*guide.Page]string, len(g.Pages))
	for _, p := range g.Pages {
		prefix := ""
		if p.Kind != guide.Home {
			prefix = numbers[p] + "."
		}
		for i, child := range p.Children {
			numbers[child] = prefix + strconv.Itoa(i+1)
		}
	}
	return numbers
}

func (s *guideRender) print() {
	k := newKey(s.allCards, "print")
	for _, p := range s.g.Pages {
		k.add(p.Doc.Path, p.Doc.Sum)
		for _, picture := range p.Pictures {
			k.add(picture.Sum)
		}
	}
	for _, t := range s.g.Trees {
		k.add(t.Key, string(t.File.Source))
	}
	k.add(s.evidenceKey())
	place := "print/"
	s.add(guide.FileAt(s.g.Root()+place), k.sum(), func(b *bytes.Buffer) error {
		w := s.g.Words
		v := &Whole{Frame: s.frame(place, w["print_title"], w["print_summary"]), Body: wholeMark}
		for _, p := range s.g.Pages {
			if number := s.sections()[p]; number != "" {
				v.Entries = append(v.Entries, WholeEntry{anchor(p), number, p.Title(), strings.Count(number, ".") + 1})
			}
		}
		for i, t := range s.g.Trees {
			v.Entries = append(v.Entries, WholeEntry{treeAnchor(t), strconv.Itoa(len(s.g.Home.Children) + i + 1), t.Title, 1})
		}
		return s.whole(b, v)
	})
}

// wholeMark stands for the articles while the page around them is rendered.
const wholeMark = "<!--articles-->"

// whole writes the page's beginning, then article by article, then its end:
// the articles of a big guide are too many to hold twice.
func (s *guideRender) whole(b *bytes.Buffer, v *Whole) error {
	if err := s.execute(b, "print", v); err != nil {
		return err
	}
	page := b.String()
	b.Grow(s.wholeSize())
	at := strings.Index(page, wholeMark)
	if at < 0 {
		return nil // a publisher's own template shows the contents only
	}
	b.Truncate(at)
	for _, p := range s.g.Pages {
		if err := s.wholeArticle(b, p, &v.Frame); err != nil {
			return err
		}
	}
	for _, t := range s.g.Trees {
		if err := s.wholeTree(b, t, v); err != nil {
			return err
		}
	}
	b.WriteString(page[at+len(wholeMark):])
	return nil
}

// anchor is a page's id on the whole guide's page. Its full stops keep it
// apart from those of pages with hyphens in their names.
func anchor(p *guide.Page) string {
	name := strings.TrimSuffix(strings.TrimSuffix(p.Key, ".md"), "/_index")
	return "page-" + strings.ReplaceAll(name, "/", ".")
}

// wholeSize is about what the articles take, in bytes.
func (s *guideRender) wholeSize() int {
	size := 0
	for _, p := range s.g.Pages {
		size += 1024 + len(p.Doc.Body.Intro)
		for _, section := range p.Doc.Body.Sections {
			size += len(section.HTML) + 256
		}
	}
	return size
}

// wholeArticle writes one page. Headings move down by one level, since the
// page's title is its only first-level heading.
func (s *guideRender) wholeArticle(b *bytes.Buffer, p *guide.Page, on *Frame) error {
	body := &p.Doc.Body
	class, lang := "", ""
	if strings.Contains(s.sections()[p], ".") {
		class = ` class="inner"`
	}
	if tag := s.foreign(p); tag != "" {
		lang = ` lang="` + tag + `" dir="` + s.direction() + `"`
	}
	b.WriteString(`<article id="` + anchor(p) + `"` + class + lang + ">\n<h2>")
	if number := s.sections()[p]; number != "" {
		b.WriteString(`<span class="number">` + number + "</span> ")
	}
	b.WriteString(html.EscapeString(p.Title()) + "</h2>\n")
	if summary := p.Doc.Front.Summary; summary != "" {
		b.WriteString(`<p class="lead">` + html.EscapeString(summary) + "</p>\n")
	}
	if p.Drawing != nil {
		b.WriteString(`<figure class="drawing">` + string(inline(p.Drawing.SVG, p.Doc.Front.DrawingAlt)) + "</figure>\n")
	}
	fill := wholeFiller{filler{s, p, on.Shell, on.URL}}
	body.Intro.AppendTo(b, fill)
	b.WriteByte('\n')
	var text bytes.Buffer
	for _, section := range body.Sections {
		text.Reset()
		section.HTML.AppendTo(&text, fill)
		if err := s.wholeEvidence(&text, p, section.ID); err != nil {
			return err
		}
		lowerHeadings(b, text.Bytes())
		b.WriteByte('\n')
	}
	body.Footnotes.AppendTo(b, fill)
	text.Reset()
	if err := s.wholeBox(&text, p); err != nil {
		return err
	}
	lowerHeadings(b, text.Bytes())
	b.WriteString("</article>\n")
	return nil
}

// measuringWhole shows what was measured on the whole guide's page.
func (s *guideRender) measuringWhole() *measuring {
	return s.measuring(func(p *guide.Page, fragment string) Link {
		link := Link{Title: p.Title(), URL: "#" + anchor(p)}
		if number := s.sections()[p]; number != "" {
			link.Title += " (" + s.g.Words.Fill("print_see", "number", number) + ")"
		}
		if fragment != "" {
			link.URL += "--" + fragment
		}
		return link
	})
}

func (s *guideRender) wholeEvidence(b *bytes.Buffer, p *guide.Page, section string) error {
	evidence := s.measuringWhole().evidence(p, section)
	if evidence != nil && s.foreign(p) != "" {
		evidence.Lang = s.g.Lang.Tag
	}
	return s.execute(b, "how-we-check", &Section{Evidence: evidence})
}

func (s *guideRender) wholeBox(b *bytes.Buffer, p *guide.Page) error {
	box := s.measuringWhole().box(p)
	if box != nil {
		box.ID = anchor(p) + "--" + box.ID
		if s.foreign(p) != "" {
			box.Lang = s.g.Lang.Tag
		}
	}
	return s.execute(b, "measured", &Article{Measured: box})
}

// WholeTree is a tree on the whole guide's page: a nested list whose ends
// are places on that page.
type WholeTree struct {
	ID, Number string
	Tree       Link
	Outline    *Branch
}

func treeAnchor(t *guide.Tree) string { return "tree-" + t.Slug }

// questionPrefix begins the ids of a tree's questions. Its two hyphens keep
// them apart from those of a tree with a longer name.
func questionPrefix(t *guide.Tree) string { return treeAnchor(t) + "--" }

func (s *guideRender) wholeTree(b *bytes.Buffer, t *guide.Tree, v *Whole) error {
	tr := &treeRender{guideRender: s, t: t}
	number := strconv.Itoa(len(s.g.Home.Children) + slices.Index(s.g.Trees, t) + 1)
	view := &WholeTree{treeAnchor(t), number, Link{t.Title, v.To(t.URL), t.Summary}, tr.branch(questionPrefix(t), t.Outline(), func(target guide.Target) Link {
		title := target.Page.Title()
		if n := s.sections()[target.Page]; n != "" {
			title += " (" + s.g.Words.Fill("print_see", "number", n) + ")"
		}
		return Link{Title: title, URL: "#" + anchor(target.Page)}
	})}
	return s.execute(b, "whole-tree", view)
}

// lowerHeadings writes markup with its headings, which have an id, one level
// down; there is none below the sixth.
func lowerHeadings(b *bytes.Buffer, markup []byte) {
	for {
		at := bytes.IndexByte(markup, '<') + 1
		if at == 0 {
			b.Write(markup)
			return
		}
		b.Write(markup[:at])
		markup = markup[at:]
		h, closing := bytes.CutPrefix(markup, []byte("/"))
		if len(h) < 3 || h[0] != 'h' || h[1] < '2' || h[1] > '5' || closing != (h[2] == '>') || !closing && !bytes.HasPrefix(h[2:], []byte(" id=")) {
			continue
		}
		b.Write(markup[:len(markup)-len(h)+1])
		b.WriteByte(h[1] + 1)
		markup = h[2:]
	}
}

// wholeFiller fills a page's text for the whole guide on one page: links
// lead to places on it, and say which.
type wholeFiller struct{ filler }

func (f wholeFiller) Href(link int) string {
	target := f.page.Links[link]
	switch {
	case target.Page == nil:
		return f.filler.Href(link)
	case target.Fragment != "":
		return "#" + anchor(target.Page) + "--" + html.EscapeString(target.Fragment)
	}
	return "#" + anchor(target.Page)
}

func (f wholeFiller) AfterLink(link int) string {
	target := f.page.Links[link]
	if target.External != "" {
		if address := shortAddress(target.External); address != f.page.Doc.Body.Links[link].Text {
			return ` <span class="ref address">(` + html.EscapeString(address) + ")</span>"
		}
		return ""
	}
	number := f.s.sections()[target.Page]
	if target.Page == nil || target.Page == f.page || number == "" {
		return ""
	}
	return ` <span class="ref">(` + html.EscapeString(f.s.g.Words.Fill("print_see", "number", number)) + ")</span>"
}

func (f wholeFiller) IDPrefix() string { return anchor(f.page) + "--" }

var _ content.Filler = wholeFiller{}

// shortAddress is how an address is written on paper.
func shortAddress(address string) string {
	for _, scheme := range []string{"https://", "http://", "mailto:", "tel:"} {
		address = strings.TrimPrefix(address, scheme)
	}
	return strings.TrimSuffix(address, "/")
}
