package render

import (
	"bytes"
	"html/template"
	"strings"
	"time"

	"retake/generator/cores"
	"retake/generator/guide"
)

// Article is a page of the guide.
type Article struct {
	Frame
	Kind        guide.Kind
	ContentLang string // of the text, when it is not the guide's
	ContentDir  string // the direction in which such a text runs
	Summary     string
	Notices     []Notice
	Drawing     template.HTML
	Intro       template.HTML
	Sections    []Section
	Footnotes   template.HTML
	Examples    *Examples // when the page has no section that they belong to
	Contents    []Section // for the table of contents; empty on short pages
	Next        *Link     // the next most common reason
	Related     []Link
	Measured    *Measured // nil on pages without checks
	Reviewed    string
	EditURL     string

	Cards  []Card  // of a folder; on the home page, of articles in no folder
	Groups []Group // of the home page
}

// Section is a part of a page under its heading.
type Section struct {
	ID, Title string
	HTML      template.HTML
	Evidence  *Evidence // what was measured, where the section shows it
	Examples  *Examples // nil for none
}

// Notice says something about the page that is not its text. Kind is "note"
// or "warn"; Link and URL may be empty.
type Notice struct{ Kind, Text, Link, URL string }

// longArticle is the number of sections from which a page has a table of
// contents: fewer are seen at a glance on a phone.
const longArticle = 5

// pages adds the files of all pages, on all cores.
func (s *guideRender) pages() {
	per := 2
	if s.site.Pictures {
		per = 3
	}
	made := make([]Output, per*len(s.g.Pages))
	cores.Each(len(s.g.Pages), func(from, to int) {
		for i, p := range s.g.Pages[from:to] {
			s.pageOutputs(made[(from+i)*per:], p)
		}
	})
	s.outputs = append(s.outputs, made...)
}

// pageOutputs are a page as HTML and as Markdown, and its picture.
func (s *guideRender) pageOutputs(to []Output, p *guide.Page) {
	name := "article"
	switch p.Kind {
	case guide.Home, guide.Folder:
		name = string(p.Kind)
	}
	key := s.pageKey(p)
	to[0] = Output{Name: guide.FileAt(p.URL), Key: key, Write: func(b *bytes.Buffer) error { return s.execute(b, name, s.article(p)) }}
	to[1] = Output{Name: p.URL + "index.md", Key: "md" + key, Write: func(b *bytes.Buffer) error { return s.markdown(b, p) }}
	if s.site.Pictures {
		to[2] = s.socialPicture(p)
	}
}

// pageKey names all that a page shows.
func (s *guideRender) pageKey(p *guide.Page) string {
	k := newKey(s.above[p.Parent], p.URL, p.Doc.Path, p.Doc.Sum, string(p.Kind))
	k.flag(p.Fallback, p.Stale, s.early(p), s.late(p))
	k.cards(p.Others)
	for _, other := range p.Others {
		k.flag(s.indexable(other))
	}
	k.cards(p.Related)
	k.card(nextReason(p))
	k.cards(p.Children)
	for _, child := range p.Children {
		k.cards(child.Children)
	}
	if p.Drawing != nil {
		k.add(p.Drawing.Sum)
	}
	k.links(p.Links)
	for _, picture := range p.Pictures {
		k.add(picture.Sum)
	}
	if len(p.Checks) > 0 {
		k.add(s.measured)
	}
	if p.Key == checksPage {
		k.add(s.evidenceKey())
	}
	for _, e := range s.site.ExamplesOf(p) {
		k.add(e.Sum)
	}
	return k.sum()
}

func (s *guideRender) article(p *guide.Page) *Article {
	front, body := &p.Doc.Front, &p.Doc.Body
	a := &Article{
		Frame: s.pageFrame(p), Kind: p.Kind, ContentLang: s.foreign(p), ContentDir: s.direction(),
		Summary: front.Summary, Notices: s.notices(p), EditURL: s.editURL(p),
	}
	fill, measuring := filler{s, p, a.Shell, p.URL}, s.measuringOn(a.Shell)
	a.Intro, a.Footnotes = filled(body.Intro, fill), filled(body.Footnotes, fill)
	for _, section := range body.Sections {
		part := Section{ID: section.ID, Title: section.Title, HTML: filled(section.HTML, fill)}
		if part.Evidence = measuring.evidence(p, section.ID); part.Evidence != nil && a.ContentLang != "" {
			part.Evidence.Lang = s.g.Lang.Tag
		}
		a.Sections = append(a.Sections, part)
	}
	a.place(s.examples(p, a.Shell))
	if len(a.Sections) >= longArticle {
		a.Contents = a.Sections
	}
	if p.Drawing != nil {
		a.Drawing = inline(p.Drawing.SVG, front.DrawingAlt)
	}
	s.further(a, p)
	a.Measured = measuring.box(p)
	if !front.Reviewed.IsZero() {
		a.Reviewed = a.W.Fill("reviewed", "date", s.date(front.Reviewed))
	}
	switch p.Kind {
	case guide.Folder:
		a.Cards = s.cards(&a.Frame, p.Children, false)
	case guide.Home:
		a.Groups = s.groups(&a.Frame)
		a.Cards = s.cards(&a.Frame, s.loose(), false)
	}
	return a
}

// pageFrame is the frame of a page of the guide, which may not exist in every
// language.
func (s *guideRender) pageFrame(p *guide.Page) Frame {
	f := Frame{
		Shell: s.shellFor(p.URL), URL: p.URL,
		Title: p.Title(), FullTitle: p.Title() + " · " + s.g.Words["site_title"],
		Description: firstOf(p.Doc.Front.Summary, s.g.Words["site_description"]),
		NoIndex:     !s.indexable(p),
	}
	if p.Kind == guide.Home {
		f.FullTitle = s.g.Words["site_title"] + " · " + p.Title()
	}
	if p.Key == stripPage {
		f.Shell = s.shell(shellKind{upFrom(p.URL), true})
	}
	for _, up := range p.Path() {
		title := up.Title()
		if up.Kind == guide.Home {
			title = s.g.Words["home"]
		}
		f.Breadcrumb = append(f.Breadcrumb, Link{Title: title, URL: f.To(up.URL)})
	}
	f.Canonical = s.site.Absolute(original(p).URL)
	f.Markdown = f.To(p.URL + "index.md")
	if s.site.Pictures {
		f.Picture = s.site.Absolute(p.URL + socialName)
	}
	s.otherLanguages(&f, p)
	f.LD = s.structuredData(p, &f)
	return f
}

// original is the page that a fallback repeats, else the page itself.
func original(p *guide.Page) *guide.Page {
	for _, other := range p.Others {
		if p.Fallback && other.Guide.Default {
			return other
		}
	}
	return p
}

func (s *guideRender) otherLanguages(f *Frame, p *guide.Page) {
	versions := map[*guide.Guide]*guide.Page{s.g: p}
	for _, other := range p.Others {
		versions[other.Guide] = other
	}
	for _, g := range s.site.Guides {
		if v := versions[g]; v != nil {
			f.speak(g, v.URL, s.indexable(v) && s.indexable(p))
		} else {
			f.speak(g, g.Root(), false)
		}
	}
}

func (s *guideRender) notices(p *guide.Page) []Notice {
	var list []Notice
	w, front := s.g.Words, &p.Doc.Front
	if p.Fallback {
		list = append(list, Notice{Kind: "note", Text: w.Fill("not_translated", "language", s.site.Default().Name)})
	}
	if p.Stale {
		n := Notice{Kind: "warn", Text: w["stale"]}
		for _, other := range p.Others {
			if other.Guide.Default {
				n.Link, n.URL = w["read_original"], s.shellFor(p.URL).To(other.URL)
			}
		}
		list = append(list, n)
	}
	if front.Draft {
		list = append(list, Notice{Kind: "warn", Text: w["draft"]})
	}
	if s.early(p) {
		list = append(list, Notice{Kind: "warn", Text: w.Fill("not_yet", "date", s.date(front.Publish))})
	}
	if s.late(p) {
		list = append(list, Notice{Kind: "warn", Text: w.Fill("expired", "date", s.date(front.Expires))})
	}
	return list
}

// indexable tells whether search engines may show a page. It holds for all
// that is published, but for repetitions, when drafts are not shown.
func (s *siteRender) indexable(p *guide.Page) bool {
	return !p.Fallback && !p.Doc.Front.Draft && !s.early(p) && !s.late(p)
}

func (s *siteRender) early(p *guide.Page) bool { return p.Doc.Front.Publish.After(s.site.Date) }

func (s *siteRender) late(p *guide.Page) bool {
	expires := p.Doc.Front.Expires
	return expires != (time.Time{}) && !expires.After(s.site.Date)
}

// further fills in what to read when the page did not help.
func (s *guideRender) further(a *Article, p *guide.Page) {
	if next := nextReason(p); next != nil {
		link := s.link(a.Shell, next)
		a.Next = &link
	}
	for _, r := range p.Related {
		if r != nextReason(p) {
			a.Related = append(a.Related, s.link(a.Shell, r))
		}
	}
}

// nextReason is the reason that follows in reading order.
func nextReason(p *guide.Page) *guide.Page {
	if p.Kind == guide.Reason && p.Next != nil && p.Next.Kind == guide.Reason {
		return p.Next
	}
	return nil
}

func (s *guideRender) editURL(p *guide.Page) string {
	if s.site.EditURL == "" {
		return ""
	}
	return strings.ReplaceAll(s.site.EditURL, "{path}", p.Doc.Path)
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
