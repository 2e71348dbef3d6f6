package audit

import (
	"net/url"
	"path"
	"strings"
)

var orphanPage = Rule{
	ID: "orphan-page", Area: Links, Level: Warning,
	Title: "A page that nothing links to",
	Why:   "Readers who come through the home page, a folder, a tree or another page never see it; only search and the A to Z have it.",
	Mend:  "Link to it from a page that belongs to it, or take it out of the guide.",
	Site: func(_ *Subject, p *Published) []Finding {
		linked := map[string]bool{}
		for _, page := range p.Pages {
			for _, to := range page.leadsTo() {
				linked[to] = true
			}
		}
		var found []Finding
		for _, page := range p.Pages {
			if page.Of != nil && !page.Of.Fallback && page.Of.Parent != nil && !linked[page.URL] {
				found = append(found, page.finding("nothing links to this page", ""))
			}
		}
		return found
	},
}

// leadsTo are the other pages that readers of a page are led to. The A to Z
// and the printed guide have every page, and each page has its translations:
// that leads nobody.
func (d *Digest) leadsTo() []string {
	if d.Of == nil && !strings.Contains("/"+d.URL, "/find/") {
		return nil
	}
	itself := map[string]bool{d.URL: true}
	if d.Of != nil {
		for _, other := range d.Of.Others {
			itself[other.URL] = true
		}
	}
	var pages []string
	for _, href := range d.Links {
		if to := resolve(d.URL, href); !itself[to] {
			pages = append(pages, to)
		}
	}
	return pages
}

// resolve is the page that a link leads to, below the site's root; of one
// that leads elsewhere, the link itself.
func resolve(from, href string) string {
	u, err := url.Parse(href)
	if err != nil || u.Host != "" || u.Scheme != "" {
		return href
	}
	if u.Path == "" {
		return from
	}
	to := strings.TrimPrefix(path.Join("/", from, u.Path), "/")
	if strings.HasSuffix(u.Path, "/") && to != "" {
		to += "/"
	}
	return strings.TrimSuffix(to, "index.html")
}
