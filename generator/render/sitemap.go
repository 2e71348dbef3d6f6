package render

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"sync"

	"retake/generator/guide"
)

// sitemapLimit is the number of addresses that one sitemap may have
// (sitemaps.org).
const sitemapLimit = 50_000

type sitemap struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	XHTML   string       `xml:"xmlns:xhtml,attr"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc        string        `xml:"loc"`
	LastMod    string        `xml:"lastmod,omitempty"`
	Alternates []sitemapLink `xml:"xhtml:link"`
}

type sitemapLink struct {
	Rel      string `xml:"rel,attr"`
	HrefLang string `xml:"hreflang,attr"`
	Href     string `xml:"href,attr"`
}

type sitemapIndex struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Maps    []sitemapURL `xml:"sitemap"`
}

// sitemap lists the pages that search engines should show: no fallbacks, no
// drafts.
func (s *siteRender) sitemap() {
	sum, count := s.sitemapKey()
	urls := sync.OnceValue(func() (urls []sitemapURL) {
		for _, g := range s.site.Guides {
			urls = append(urls, s.pageURLs(g)...)
			urls = append(urls, s.treeURLs(g)...)
		}
		return urls
	})
	part := func(from, to int) func(*bytes.Buffer) error {
		return func(b *bytes.Buffer) error {
			return writeXML(b, sitemap{XHTML: "http://www.w3.org/1999/xhtml", URLs: urls()[from:to]})
		}
	}
	if count <= sitemapLimit {
		s.add("sitemap.xml", sum, part(0, count))
		return
	}
	var index sitemapIndex
	for from := 0; from < count; from += sitemapLimit {
		name := fmt.Sprintf("sitemap-%d.xml", from/sitemapLimit+1)
		s.add(name, name+sum, part(from, min(count, from+sitemapLimit)))
		index.Maps = append(index.Maps, sitemapURL{Loc: s.site.Absolute(name)})
	}
	s.add("sitemap.xml", sum, func(b *bytes.Buffer) error { return writeXML(b, index) })
}

// sitemapKey names what the sitemap depends on, and counts its addresses.
func (s *siteRender) sitemapKey() (sum string, count int) {
	k := newKey("sitemap", s.site.BaseURL.String())
	for _, g := range s.site.Guides {
		k.add(g.Lang.Tag)
		for _, p := range g.Pages {
			if !s.indexable(p) {
				continue
			}
			count++
			k.add(p.URL)
			k.day(p.Doc.Front.LastChange())
			for _, other := range p.Others {
				if s.indexable(other) {
					k.add(other.URL)
				}
			}
		}
		for _, t := range g.Trees {
			k.add(t.URL, string(t.File.Source))
			k.flag(t.Fallback)
			if listed(t) {
				for state := range t.States() {
					if slices.Equal(state.Keys(), state.Canonical) {
						count++
					}
				}
			}
		}
	}
	return k.sum(), count
}

func (s *siteRender) pageURLs(g *guide.Guide) []sitemapURL {
	var urls []sitemapURL
	for _, p := range g.Pages {
		if s.indexable(p) {
			urls = append(urls, sitemapURL{Loc: s.site.Absolute(p.URL), LastMod: day(p.Doc.Front.LastChange()), Alternates: s.translations(p)})
		}
	}
	return urls
}

// treeURLs are the canonical pages of a guide's trees: one for each question
// and each outcome.
func (s *siteRender) treeURLs(g *guide.Guide) []sitemapURL {
	var urls []sitemapURL
	for _, t := range g.Trees {
		if !listed(t) {
			continue
		}
		for state := range t.States() {
			keys := state.Keys()
			if !slices.Equal(keys, state.Canonical) {
				continue
			}
			u := sitemapURL{Loc: s.site.Absolute(t.Page(keys)), Alternates: []sitemapLink{{"alternate", g.Lang.Tag, s.site.Absolute(t.Page(keys))}}}
			for _, other := range t.Others {
				if !other.Fallback {
					u.Alternates = append(u.Alternates, sitemapLink{"alternate", other.Guide.Lang.Tag, s.site.Absolute(other.Page(keys))})
				}
			}
			if len(u.Alternates) == 1 {
				u.Alternates = nil
			}
			urls = append(urls, u)
		}
	}
	return urls
}

// translations are a page's versions in all languages, itself too, as search
// engines want them; none when there is only one.
func (s *siteRender) translations(p *guide.Page) []sitemapLink {
	links := []sitemapLink{{"alternate", p.Guide.Lang.Tag, s.site.Absolute(p.URL)}}
	for _, other := range p.Others {
		if s.indexable(other) {
			links = append(links, sitemapLink{"alternate", other.Guide.Lang.Tag, s.site.Absolute(other.URL)})
		}
	}
	if len(links) == 1 {
		return nil
	}
	return links
}

// listed tells whether a tree's pages are in the sitemap.
func listed(t *guide.Tree) bool { return !t.Fallback && !t.NoIndex }

func writeXML(b *bytes.Buffer, v any) error {
	b.WriteString(xml.Header)
	encoder := xml.NewEncoder(b)
	encoder.Indent("", " ")
	return encoder.Encode(v)
}
