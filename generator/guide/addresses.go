package guide

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ownAddresses are those that the site itself uses in each guide's folder.
var ownAddresses = []string{"a-z/", "print/", "search/", "find/", "assets/", "404.html", "feed.xml", "guide.json", "llms.txt", "sitemap.xml", "robots.txt", "_headers", "_redirects"}

// indexName is the file that stands for the folder that it lies in.
const indexName = "index.html"

// FileAt is the file that a host shows at an address, both below the site's
// root: at "old/" and at "" it is index.html in that folder.
func FileAt(address string) string {
	if address == "" || strings.HasSuffix(address, "/") {
		return address + indexName
	}
	return address
}

// AddressOf is the address of a file, which [FileAt] turns into the file again.
func AddressOf(file string) string {
	if folder, name := path.Split(file); name == indexName {
		return folder
	}
	return file
}

// addresses makes sure that every address belongs to one page only, also on
// file systems that do not tell case apart.
func (b *builder) addresses() {
	for _, g := range b.site.Guides {
		for _, own := range ownAddresses {
			b.taken[placeOf(g.Root()+own)] = "a page of the site itself"
		}
	}
	for _, g := range b.site.Guides {
		for _, t := range g.Trees {
			b.claimTree(t)
		}
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

// claimTree claims a tree's first page. Its other pages are looked up when an
// address lies below it, see [builder.takenBy].
func (b *builder) claimTree(t *Tree) {
	at := placeOf(t.URL)
	if by, taken := b.taken[at]; taken && !t.Fallback {
		b.wrong = append(b.wrong, t.Mistake(t.At, "duplicate-slug", fmt.Sprintf("the address /%s is taken by %s", t.URL, by), "Rename this file, or the other one."))
		return
	}
	b.taken[at] = t.File.File
}

func (b *builder) claimPage(p *Page) {
	if by := b.takenBy(p.URL); by != "" {
		b.mistake(p.Doc, 0, "duplicate-slug", fmt.Sprintf("the address /%s is taken by %s", p.URL, by), "Rename this file, or the other one.")
		return
	}
	b.taken[placeOf(p.URL)] = p.Doc.At(0).File
}

// takenBy is what stands at an address, empty for nothing.
func (b *builder) takenBy(address string) string {
	at := placeOf(address)
	if by, taken := b.taken[at]; taken {
		return by
	}
	for _, g := range b.site.Guides {
		for _, t := range g.Trees {
			if strings.HasPrefix(at, placeOf(t.URL)+"/") && t.hasPage(at) {
				return "a page of " + t.File.File
			}
		}
	}
	return ""
}

// hasPage tells whether one of the tree's pages stands at a place.
func (t *Tree) hasPage(at string) bool {
	if at == placeOf(t.URL+MapName) || at == placeOf(t.URL+ScreensName) {
		return true
	}
	for state := range t.States() {
		if placeOf(t.Page(state.Keys())) == at {
			return true
		}
	}
	return false
}

// placeOf is where an address stands on a file system, and on those that do not
// tell case apart.
func placeOf(address string) string {
	return norm.NFC.String(strings.ToLower(strings.TrimSuffix(address, "/")))
}

// uniqueReasons makes sure that a reason's slug names one page, also in
// nested folders: checks, trees and samplecheck name reasons by slug.
func (b *builder) uniqueReasons(g *Guide) {
	reasons := g.OfKind(Reason)
	seen := make(map[string]*Page, len(reasons))
	for _, p := range reasons {
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
		if by := b.takenBy(address); by != "" {
			b.mistakeAt(p.Doc, m.At, "alias-collides", fmt.Sprintf("the old address %q is in use: %s", m.Text, by), "Take the alias away, or rename the page that stands there.")
			continue
		}
		b.taken[placeOf(address)] = "an alias in " + p.Doc.At(0).File
		p.Aliases = append(p.Aliases, address)
	}
}

// cleanAlias turns /old/page, /old/page/ and /old/page/index.html into
// "old/page/", and keeps /old.html as "old.html".
func cleanAlias(text string) (string, bool) {
	trimmed := strings.TrimSuffix("/"+strings.Trim(text, "/"), "/index.html")
	trimmed = strings.TrimPrefix(trimmed, "/")
	if path.Clean(trimmed) != trimmed || trimmed == "." || strings.ContainsFunc(trimmed, notInAlias) {
		return "", false
	}
	dir, last := path.Split(trimmed)
	for part := range strings.SplitSeq(dir, "/") {
		if !goodPart(part) || strings.HasSuffix(part, ".html") {
			return "", false
		}
	}
	if !goodPart(last) || strings.EqualFold(last, indexName) {
		return "", false
	}
	if strings.HasSuffix(last, ".html") {
		return trimmed, true
	}
	return trimmed + "/", true
}

// notInAlias are characters that have a meaning of their own in addresses, in
// _redirects or on some file system.
func notInAlias(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(`\?#:*%<>"|`, r)
}

// longestPart is how long a part of an alias may be, in bytes: file systems
// allow 255, and the compressed twin's ending belongs to that.
const longestPart = 250

// endings are those of files that build writes: a folder of such a name could
// stand in a file's place.
var endings = []string{".md", ".png", ".xml", ".json", ".txt", ".css", ".js", ".svg", ".br", ".gz"}

func goodPart(part string) bool {
	return len(part) <= longestPart && !strings.HasPrefix(part, ".") && !strings.HasPrefix(part, "_") &&
		!slices.Contains(endings, strings.ToLower(path.Ext(part)))
}
