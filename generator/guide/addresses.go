package guide

import (
	"fmt"
	"path"
	"strings"
)

// ownAddresses are those that the site itself uses in each guide's folder.
var ownAddresses = []string{"a-z/", "print/", "search/", "find/", "assets/", "social/", "404.html", "feed.xml", "guide.json", "llms.txt", "sitemap.xml", "robots.txt", "_headers", "_redirects"}

// addresses makes sure that every address belongs to one page only, also on
// file systems that do not tell case apart.
func (b *builder) addresses() {
	for _, g := range b.site.Guides {
		for _, own := range ownAddresses {
			b.taken[g.Root()+own] = "a page of the site itself"
		}
	}
	for _, g := range b.site.Guides {
		for _, p := range g.Pages {
			b.claimPage(p)
		}
		b.uniqueReasons(g)
	}
	for _, g := range b.site.Guides {
		for _, p := range g.Pages {
			if !p.Fallback {
				b.aliases(p)
			}
		}
	}
}

func (b *builder) claimPage(p *Page) {
	folded := strings.ToLower(p.URL)
	if by, taken := b.folded[folded]; taken {
		b.mistake(p.Doc, 0, "duplicate-slug", fmt.Sprintf("the address /%s is taken by %s", p.URL, by), "Rename one of the two files.")
		return
	}
	if by, taken := b.taken[p.URL]; taken {
		b.mistake(p.Doc, 0, "duplicate-slug", fmt.Sprintf("the address /%s is taken by %s", p.URL, by), "Rename this file.")
		return
	}
	b.taken[p.URL] = p.Doc.At(0).File
	b.folded[folded] = p.Doc.At(0).File
}

// uniqueReasons makes sure that a reason's slug names one page, also in
// nested folders: checks, trees and samplecheck name reasons by slug.
func (b *builder) uniqueReasons(g *Guide) {
	seen := map[string]*Page{}
	for _, p := range g.OfKind(Reason) {
		if first := seen[p.Slug()]; first != nil && !p.Fallback {
			b.mistake(p.Doc, 0, "duplicate-slug", fmt.Sprintf("the reason %q is there already: %s", p.Slug(), first.Doc.At(0).File), "Rename one of the two files.")
		}
		seen[p.Slug()] = p
	}
}

func (b *builder) aliases(p *Page) {
	for _, m := range p.Doc.Front.Aliases {
		address, ok := cleanAlias(m.Text)
		if !ok {
			b.mistakeAt(p.Doc, m.At, "bad-alias", fmt.Sprintf("%q is not an address on this site", m.Text), "Write the old address from the site's root, like /old/page/.")
			continue
		}
		if by, taken := b.taken[address]; taken {
			b.mistakeAt(p.Doc, m.At, "alias-collides", fmt.Sprintf("the old address %q is in use: %s", m.Text, by), "Take the alias away, or rename the page that stands there.")
			continue
		}
		b.taken[address] = "an alias in " + p.Doc.At(0).File
		p.Aliases = append(p.Aliases, address)
	}
}

// cleanAlias turns /old/page and /old/page/ into "old/page/", and keeps
// /old.html as "old.html".
func cleanAlias(text string) (string, bool) {
	trimmed := strings.Trim(text, "/")
	if trimmed == "" || strings.ContainsAny(trimmed, "\\?#:* \t\x00") || path.Clean(trimmed) != trimmed || strings.HasPrefix(trimmed, "..") || strings.HasPrefix(trimmed, ".retake") {
		return "", false
	}
	if strings.HasSuffix(trimmed, ".html") {
		return trimmed, true
	}
	return trimmed + "/", true
}
