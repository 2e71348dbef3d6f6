// Package guide makes guides of documents: everything in one language, with
// every reference resolved, every fallback in place, and pages in reading
// order. What cannot be resolved is a mistake with its place. It reads no
// files and writes no HTML.
package guide

import (
	"path"
	"slices"
	"strings"

	"retake/generator/checks"
	"retake/generator/config"
	"retake/generator/content"
)

// Kind says what a page is.
type Kind string

// The kinds of page. The top folder decides: reasons, how-to, situations;
// everything else is an article.
const (
	Home      Kind = "home"
	Folder    Kind = "folder"
	Reason    Kind = "reason"
	HowTo     Kind = "how-to"
	Situation Kind = "situation"
	Article   Kind = "article"
)

// Guide is everything in one language.
type Guide struct {
	Lang    config.Language
	Default bool // it stands at the root of the site
	Home    *Page
	Pages   []*Page // in reading order, home first
	Trees   []*Tree
	Words   Words
	// Synonyms are groups of words that mean the same to who searches.
	Synonyms [][]string

	byKey  map[string]*Page
	hidden map[string]string // pages that are not shown, by key → why
}

// Page is one page of one guide.
type Page struct {
	Kind     Kind
	Key      string // path below the language's folder: "reasons/blurry-photo.md"
	URL      string // below the site's root: "es/reasons/blurry-photo/"; "" is the root itself
	Doc      *content.Document
	Guide    *Guide
	Parent   *Page   // nil for the home page
	Children []*Page // of a folder and of the home page, in reading order
	Next     *Page   // the sibling that follows in reading order
	Related  []*Page
	Others   []*Page // the same page in the other guides, in the order of languages
	Drawing  *content.Drawing
	Links    []Target           // by index of Doc.Body.Links
	Pictures []*content.Picture // by index of Doc.Body.Images
	Checks   []*checks.Check
	Aliases  []string // old addresses, below the site's root
	Fallback bool     // Doc is in the default language: there is no translation
	Stale    bool     // the text that Doc was translated from has changed
}

// Target is what a link leads to: a page, a tree, or an address outside.
type Target struct {
	Page     *Page
	Tree     *Tree
	Fragment string // id on the page, without #
	External string
}

// Title is the page's title.
func (p *Page) Title() string { return p.Doc.Front.Title }

// Slug is the last part of the page's address.
func (p *Page) Slug() string { return p.Doc.Slug() }

// Page finds a page by its key, nil when there is none.
func (g *Guide) Page(key string) *Page { return g.byKey[key] }

// OfKind are the guide's pages of a kind, in reading order.
func (g *Guide) OfKind(k Kind) []*Page {
	var found []*Page
	for _, p := range g.Pages {
		if p.Kind == k {
			found = append(found, p)
		}
	}
	return found
}

// Root is the guide's folder in the site: "" or "es/".
func (g *Guide) Root() string {
	if g.Default {
		return ""
	}
	return g.Lang.Tag + "/"
}

// Path are the folders above a page, from the home page down.
func (p *Page) Path() []*Page {
	var up []*Page
	for q := p.Parent; q != nil; q = q.Parent {
		up = append(up, q)
	}
	slices.Reverse(up)
	return up
}

func kindOf(key string) Kind {
	switch {
	case key == "_index.md":
		return Home
	case path.Base(key) == "_index.md":
		return Folder
	}
	top, _, nested := strings.Cut(key, "/")
	if nested {
		switch top {
		case "reasons":
			return Reason
		case "how-to":
			return HowTo
		case "situations":
			return Situation
		}
	}
	return Article
}

// address is the page's place below its guide's root.
func address(key string) string {
	name := strings.TrimSuffix(strings.TrimSuffix(key, ".md"), "_index")
	if name == "" || strings.HasSuffix(name, "/") {
		return name
	}
	return name + "/"
}
