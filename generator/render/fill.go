package render

import (
	"html"
	"html/template"
	"strings"

	"retake/generator/content"
	"retake/generator/guide"
)

// filler fills the open places of a page's text for the page itself.
type filler struct {
	s    *guideRender
	page *guide.Page
	to   func(url string) string
}

func (f filler) Href(link int) string {
	target := f.page.Links[link]
	switch {
	case target.External != "":
		return html.EscapeString(target.External)
	case target.Tree != nil:
		return html.EscapeString(f.to(target.Tree.URL))
	case target.Page == nil:
		return ""
	case target.Page == f.page && target.Fragment != "":
		return "#" + html.EscapeString(target.Fragment)
	case target.Fragment != "":
		return html.EscapeString(f.to(target.Page.URL) + "#" + target.Fragment)
	}
	return html.EscapeString(f.to(target.Page.URL))
}

func (filler) AfterLink(int) string { return "" }

func (f filler) Image(image int) string {
	return f.s.figure(f.page, image, f.to)
}

func (filler) IDPrefix() string { return "" }

func (f filler) Word(key string) string { return html.EscapeString(f.s.g.Words[key]) }

func filled(fragment content.Fragment, with content.Filler) template.HTML {
	var b strings.Builder
	b.Grow(len(fragment) + len(fragment)/8)
	fragment.AppendTo(&b, with)
	return markup(b.String())
}
