package audit

import (
	"regexp"
	"slices"
	"strings"
	"unique"

	"golang.org/x/net/html"
)

// Head is what a page says of itself to search engines and browsers.
type Head struct {
	Lang       string
	Canonical  []string
	Alternates []Alternate // the same page in other languages
	NoIndex    bool
	Refresh    string // where the page sends its readers at once; empty for a page that stays
}

// Alternate is a page's version in a language, as its head names it.
type Alternate struct{ Lang, Href string }

// use is a file that a page asks for, or a link of its head.
type use struct {
	element, href string
	loaded        bool // by the browser, without the reader asking for it
}

// take gathers what is kept of a page. Texts that many pages have are kept
// once: a page's tree is dropped, and with it whatever it holds.
func (d *Digest) take(nodes []*html.Node) {
	links, uses := map[string]bool{}, map[use]bool{}
	for _, n := range nodes {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attribute(n, "id"); id != "" {
			d.IDs[kept(id)] = true
		}
		switch n.Data {
		case "html":
			d.Lang = kept(attribute(n, "lang"))
		case "a", "area":
			if href, ok := lookup(n, "href"); ok {
				links[kept(href)] = true
			}
			if name := attribute(n, "name"); name != "" {
				d.IDs[kept(name)] = true
			}
		case "link":
			d.takeLink(n, uses)
		case "meta":
			d.takeMeta(n)
		case "script":
			d.takeScript(n, uses)
		default:
			for _, u := range usesOf(n) {
				uses[u] = true
			}
		}
	}
	d.Links = sortedKeys(links, strings.Compare)
	d.uses = sortedKeys(uses, func(a, b use) int { return strings.Compare(a.element+" "+a.href, b.element+" "+b.href) })
}

func (d *Digest) takeLink(n *html.Node, uses map[use]bool) {
	href := kept(strings.TrimSpace(attribute(n, "href")))
	rel := strings.Fields(strings.ToLower(attribute(n, "rel")))
	lang, translated := lookup(n, "hreflang")
	switch {
	case slices.Contains(rel, "canonical"):
		d.Canonical = append(d.Canonical, href)
	case slices.Contains(rel, "alternate") && translated:
		d.Alternates = append(d.Alternates, Alternate{kept(lang), href})
	default:
		loaded := slices.ContainsFunc(rel, func(r string) bool {
			return slices.Contains([]string{"stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch"}, r)
		})
		uses[use{"link", href, loaded}] = true
	}
}

func (d *Digest) takeMeta(n *html.Node) {
	switch {
	case strings.EqualFold(attribute(n, "name"), "robots"):
		d.NoIndex = d.NoIndex || strings.Contains(strings.ToLower(attribute(n, "content")), "noindex")
	case strings.EqualFold(attribute(n, "http-equiv"), "refresh"):
		_, target, _ := strings.Cut(attribute(n, "content"), "=")
		d.Refresh = kept(strings.Trim(target, ` '"`))
	}
}

// structuredAddress finds the pages that structured data names.
var structuredAddress = regexp.MustCompile(`"(?:url|item|@id)":"(https?:[^"]+)"`)

func (d *Digest) takeScript(n *html.Node, uses map[use]bool) {
	for _, u := range usesOf(n) {
		uses[u] = true
	}
	if strings.EqualFold(attribute(n, "type"), "application/ld+json") {
		for _, m := range structuredAddress.FindAllStringSubmatch(rawText(n), -1) {
			uses[use{"structured data", kept(strings.ReplaceAll(m[1], `\/`, "/")), false}] = true
		}
	}
}

// usesOf are the addresses in an element that is no link.
func usesOf(n *html.Node) []use {
	var found []use
	for _, a := range n.Attr {
		switch {
		case a.Key == "src" || a.Key == "poster" || n.Data == "object" && a.Key == "data" || n.Namespace == "svg" && a.Key == "href":
			found = append(found, use{n.Data, kept(strings.TrimSpace(a.Val)), true})
		case a.Key == "srcset":
			for _, c := range candidates(a.Val) {
				found = append(found, use{n.Data, kept(c.href), true})
			}
		case a.Key == "action" || a.Key == "formaction" || n.Data == "form" && (a.Key == "data-index" || a.Key == "data-results"):
			found = append(found, use{n.Data, kept(strings.TrimSpace(a.Val)), false})
		}
	}
	return found
}

// candidate is a picture of a srcset with its width in pixels, 0 when it is
// not told.
type candidate struct {
	href  string
	width int
}

func candidates(srcset string) []candidate {
	var found []candidate
	for _, part := range strings.Split(srcset, ",") {
		fields := strings.Fields(part)
		if len(fields) == 0 {
			continue
		}
		c := candidate{href: fields[0]}
		if len(fields) > 1 {
			c.width = pixels(strings.TrimSuffix(fields[1], "w"))
		}
		found = append(found, c)
	}
	return found
}

// kept is a text that is held once for all pages.
func kept(s string) string { return unique.Make(s).Value() }

func lookup(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val, true
		}
	}
	return "", false
}

func sortedKeys[K comparable](m map[K]bool, compare func(a, b K) int) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, compare)
	return keys
}
