package render

import (
	"bytes"

	"retake/generator/guide"
	"retake/generator/picture"
)

// socialName is the file of a page's OpenGraph picture, beside the page.
const socialName = "social.png"

// socialPicture is the picture that messengers and networks show with a
// link to a page.
func (s *guideRender) socialPicture(p *guide.Page) Output {
	card := picture.Card{
		Site: s.g.Words["site_title"], Title: p.Title(), Summary: p.Doc.Front.Summary,
		Accent: s.site.Accent, RightToLeft: s.g.Lang.RTL,
	}
	if p.Parent != nil && p.Parent.Kind != guide.Home {
		card.Kind = p.Parent.Title()
	}
	k := newKey(picture.Version, card.Site, card.Kind, card.Title, card.Summary, card.Accent.String())
	k.flag(card.RightToLeft)
	if p.Drawing != nil {
		card.Drawing = []byte(p.Drawing.SVG)
		k.add(p.Drawing.Sum)
	}
	return Output{
		Name: p.URL + socialName, Key: k.sum(), Costly: true,
		Write: func(b *bytes.Buffer) error { return picture.Encode(b, card) },
	}
}
