package render

import "retake/generator/guide"

// Structured data (schema.org) that search engines read: where a page
// stands, and what it is. Rich results for FAQ and HowTo no longer exist, so
// neither is claimed.
type linkedData struct {
	Context string `json:"@context"`
	Graph   []any  `json:"@graph"`
}

type breadcrumbList struct {
	Type  string     `json:"@type"`
	Items []listItem `json:"itemListElement"`
}

type listItem struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	Item     string `json:"item"`
}

type techArticle struct {
	Type        string   `json:"@type"`
	Headline    string   `json:"headline"`
	Description string   `json:"description,omitempty"`
	Language    string   `json:"inLanguage"`
	URL         string   `json:"url"`
	Modified    string   `json:"dateModified,omitempty"`
	Image       string   `json:"image,omitempty"`
	PartOf      *webSite `json:"isPartOf,omitempty"`
}

type webSite struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url"`
}

// structuredData is nil for the home page, which stands nowhere and is no
// article.
func (s *guideRender) structuredData(p *guide.Page, f *Frame) any {
	if p.Kind == guide.Home {
		return nil
	}
	list := breadcrumbList{Type: "BreadcrumbList"}
	for i, up := range append(p.Path(), p) {
		name := up.Title()
		if up.Kind == guide.Home {
			name = s.g.Words["home"]
		}
		list.Items = append(list.Items, listItem{"ListItem", i + 1, name, s.site.Absolute(up.URL)})
	}
	graph := []any{list}
	if p.Kind != guide.Folder {
		graph = append(graph, techArticle{
			Type: "TechArticle", Headline: p.Title(), Description: p.Doc.Front.Summary,
			Language: p.Doc.Lang, URL: f.Canonical, Modified: day(p.Doc.Front.LastChange()), Image: f.Picture,
			PartOf: &webSite{"WebSite", s.g.Words["site_title"], s.site.Absolute(s.g.Root())},
		})
	}
	return linkedData{"https://schema.org", graph}
}
