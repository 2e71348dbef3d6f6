package render

import (
	"bytes"
	"strings"

	"retake/generator/content"
	"retake/generator/guide"
)

// markdown writes a page as Markdown, for programs that read pages: title,
// summary, body, with addresses in full.
func (s *guideRender) markdown(b *bytes.Buffer, p *guide.Page) error {
	b.WriteString("# " + plain(p.Title()) + "\n\n")
	if summary := p.Doc.Front.Summary; summary != "" {
		b.WriteString("> " + plain(summary) + "\n\n")
	}
	b.WriteString(s.bodyMarkdown(p))
	if box := s.measuringInFull().box(p); box != nil {
		b.WriteString("\n" + box.markdown())
	}
	if list := s.childList(p); list != "" {
		b.WriteString("\n" + list)
	}
	b.WriteString("\n---\n\n" + s.site.Absolute(p.URL) + "\n")
	return nil
}

func (s *guideRender) bodyMarkdown(p *guide.Page) string {
	link := func(i int) string {
		t := p.Links[i]
		if t.External != "" {
			return t.External
		}
		return s.targetAddress(t)
	}
	picture := func(i int) string {
		if p.Pictures[i] == nil {
			return ""
		}
		return s.site.Absolute(pictureName(p.Pictures[i], widths(p.Pictures[i])[0]))
	}
	measuring := s.measuringInFull()
	after := func(section string) string { return measuring.evidence(p, section).markdown() }
	return p.Doc.Markdown(content.Twin{Link: link, Picture: picture, After: after}, s.site.Variables)
}

// targetPage is the address of what a link leads to inside the site.
func targetPage(t guide.Target) string {
	switch {
	case t.Page != nil:
		return t.Page.URL
	case t.Tree != nil:
		return t.Tree.URL
	}
	return ""
}

func (s *guideRender) childList(p *guide.Page) string {
	var b strings.Builder
	for _, child := range p.Children {
		b.WriteString("- [" + plain(child.Title()) + "](" + s.site.Absolute(child.URL+"index.md") + ")")
		if summary := child.Doc.Front.Summary; summary != "" {
			b.WriteString(": " + plain(summary))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// llms writes llms.txt (llmstxt.org): what the site is, and its pages.
func (s *guideRender) llms() {
	s.add(s.g.Root()+"llms.txt", newKey(s.allCards, "llms").sum(), func(b *bytes.Buffer) error {
		w := s.g.Words
		b.WriteString("# " + plain(w["site_title"]) + "\n\n> " + plain(w["site_description"]) + "\n")
		standing := w["independent"]
		if s.site.Official {
			standing = w["official"]
		}
		b.WriteString("\n" + plain(standing) + "\n")
		for _, p := range s.g.Pages {
			if p.Kind == guide.Folder || p.Kind == guide.Home {
				if list := s.pageList(p); list != "" {
					b.WriteString("\n## " + plain(p.Title()) + "\n\n" + list)
				}
			}
		}
		if len(s.g.Trees) > 0 {
			b.WriteString("\n## " + plain(w["find"]) + "\n\n")
		}
		for _, t := range s.g.Trees {
			b.WriteString("- [" + plain(t.Title) + "](" + s.site.Absolute(t.URL) + "): " + plain(t.Summary) + "\n")
		}
		return nil
	})
}

// pageList is a page's children that are no folders.
func (s *guideRender) pageList(p *guide.Page) string {
	only := *p
	only.Children = nil
	for _, child := range p.Children {
		if child.Kind != guide.Folder {
			only.Children = append(only.Children, child)
		}
	}
	return s.childList(&only)
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// literal keeps what could be read as markup from being so. Bars mean
// something in tables only, see [row].
var literal = strings.NewReplacer(`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `\<`)

// plain is a text that is no Markdown, a title or a summary, on one line of it.
func plain(text string) string { return literal.Replace(oneLine(text)) }
