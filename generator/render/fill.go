package render

import (
	"bytes"
	"html"
	"html/template"

	"retake/generator/content"
	"retake/generator/guide"
)

// filler fills the open places of a page's text for the page itself.
type filler struct {
	s    *guideRender
	page *guide.Page // whose text it is
	on   *Shell
	at   string // address of the page that shows it
}

func (f filler) Href(link int) string {
	target := f.page.Links[link]
	switch {
	case target.External != "":
		return html.EscapeString(target.External)
	case target.Tree != nil:
		return html.EscapeString(f.on.To(target.Tree.URL))
	case target.Page == nil:
		return ""
	case target.Page.URL == f.at && target.Fragment != "":
		return "#" + html.EscapeString(target.Fragment)
	case target.Fragment != "":
		return html.EscapeString(f.on.To(target.Page.URL) + "#" + target.Fragment)
	}
	return html.EscapeString(f.on.To(target.Page.URL))
}

func (filler) AfterLink(int) string { return "" }

func (f filler) Image(image int) string {
	return f.s.figure(f.page, image, f.on.To)
}

func (filler) IDPrefix() string { return "" }

func (f filler) Word(key string) string { return html.EscapeString(f.s.g.Words[key]) }

func filled(fragment content.Fragment, with content.Filler) template.HTML {
	var b bytes.Buffer
	b.Grow(len(fragment) + len(fragment)/4)
	fragment.AppendTo(&b, with)
	return markup(b.String())
}
