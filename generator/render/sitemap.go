package render

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"

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
	k := newKey("sitemap", s.site.BaseURL.String())
	var urls []sitemapURL
	for _, g := range s.site.Guides {
		urls = append(urls, s.pageURLs(g)...)
		urls = append(urls, s.treeURLs(g)...)
	}
	for _, u := range urls {
		k.add(u.Loc, u.LastMod, fmt.Sprint(u.Alternates))
	}
	if len(urls) <= sitemapLimit {
		s.add("sitemap.xml", k.sum(), writeXML(sitemap{XHTML: "http://www.w3.org/1999/xhtml", URLs: urls}))
		return
	}
	var index sitemapIndex
	for n := 0; n*sitemapLimit < len(urls); n++ {
		name := fmt.Sprintf("sitemap-%d.xml", n+1)
		part := urls[n*sitemapLimit : min(len(urls), (n+1)*sitemapLimit)]
		s.add(name, name+k.sum(), writeXML(sitemap{XHTML: "http://www.w3.org/1999/xhtml", URLs: part}))
		index.Maps = append(index.Maps, sitemapURL{Loc: s.site.Absolute(name)})
	}
	s.add("sitemap.xml", k.sum(), writeXML(index))
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
		if t.Fallback || t.NoIndex {
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

func writeXML(v any) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		b.WriteString(xml.Header)
		encoder := xml.NewEncoder(b)
		encoder.Indent("", " ")
		return encoder.Encode(v)
	}
}
