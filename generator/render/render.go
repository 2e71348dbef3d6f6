// Package render turns guides into the files of a site: pages, and what is
// published beside them. It says of each file what it depends on and how to
// write it; when and where they are written is package publish's business.
package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"strings"
	"sync"

	"retake/generator/guide"
	"retake/generator/search"
)

// Output is one file of the site.
type Output struct {
	Name string // below the site's root, with slashes
	// Key names everything that the file depends on: two outputs of one name
	// with one key have the same bytes.
	Key   string
	Write func(*bytes.Buffer) error
	// Costly files are kept from build to build by their key.
	Costly bool
}

// Site lists all files of a site, pages in reading order first.
func (r *Renderer) Site(site *guide.Site) ([]Output, error) {
	s := &siteRender{Renderer: r, site: site, assets: r.assets(site)}
	if s.Indexer == nil {
		r.Indexer = search.NewIndexer()
	}
	for _, g := range site.Guides {
		if err := s.guide(g); err != nil {
			return nil, err
		}
	}
	s.files()
	s.pictures()
	return s.outputs, nil
}

// Renderer renders sites with one set of templates.
type Renderer struct {
	Indexer *search.Indexer // of searches; one that lives longer indexes only what changed

	templates *template.Template
	sources   map[string]source // by the template's name
	sum       string            // of all templates
	script    string            // of the components, minified
	style     string            // style sheet of the components, minified, without colours
}

// siteRender is the work on one site.
type siteRender struct {
	*Renderer
	site    *guide.Site
	assets  *Assets
	outputs []Output
}

func (s *siteRender) add(name, key string, write func(*bytes.Buffer) error) {
	s.outputs = append(s.outputs, Output{Name: name, Key: key, Write: write})
}

// page adds a page that a template renders from a view.
func (s *siteRender) page(name, key, templateName string, view func() (any, error)) {
	s.add(name, key, func(b *bytes.Buffer) error {
		v, err := view()
		if err != nil {
			return err
		}
		return s.execute(b, templateName, v)
	})
}

// guide adds all that is published of one guide.
func (s *siteRender) guide(g *guide.Guide) error {
	gr := &guideRender{siteRender: s, g: g, sections: numberSections(g), shells: map[shellKind]*Shell{}}
	gr.shared = gr.sharedKey()
	for _, p := range g.Pages {
		gr.pageOutputs(p)
	}
	gr.trees()
	gr.index()
	gr.print()
	gr.notFound()
	gr.data()
	gr.llms()
	gr.feed()
	gr.redirects()
	return gr.searchIndex()
}

// guideRender is the work on one guide.
type guideRender struct {
	*siteRender
	g        *guide.Guide
	shared   string // key of what all pages of the guide share
	sections map[*guide.Page]string
	shellsMu sync.Mutex
	shells   map[shellKind]*Shell
}

// sharedKey names what stands on every page of a guide.
func (s *guideRender) sharedKey() string {
	k := newKey(s.sum, s.assets.Style, s.assets.Icon, string(s.assets.Mark), s.site.BaseURL.String(), s.site.EditURL, s.site.SearchLog, s.g.Lang.Tag)
	k.flag(s.site.Official, s.site.Pictures)
	for _, lang := range s.site.Languages {
		k.add(lang.Tag, lang.Name)
	}
	k.words(s.g.Words)
	k.words(s.site.Variables)
	for _, folder := range s.g.Home.Children {
		k.card(folder)
	}
	for _, tree := range s.g.Trees {
		k.add(tree.URL, tree.Title, tree.Summary)
	}
	return k.sum()
}

// key collects what an output depends on.
type key struct{ b strings.Builder }

func newKey(parts ...string) *key {
	k := &key{}
	k.add(parts...)
	return k
}

func (k *key) add(parts ...string) {
	for _, part := range parts {
		k.b.WriteString(part)
		k.b.WriteByte(0)
	}
}

func (k *key) flag(flags ...bool) {
	for _, flag := range flags {
		if flag {
			k.b.WriteByte('1')
		} else {
			k.b.WriteByte('0')
		}
	}
}

// card adds what other pages show of a page.
func (k *key) card(p *guide.Page) {
	if p == nil {
		k.add("none")
		return
	}
	k.add(p.URL, p.Doc.Front.Title, p.Doc.Front.Summary, p.Doc.Lang, string(p.Kind))
	if p.Drawing != nil {
		k.add(p.Drawing.Sum)
	}
}

func (k *key) cards(pages []*guide.Page) {
	for _, p := range pages {
		k.card(p)
	}
}

func (k *key) words(words map[string]string) {
	for _, name := range sortedKeys(words) {
		k.add(name, words[name])
	}
}

func (k *key) sum() string {
	sum := sha256.Sum256([]byte(k.b.String()))
	return hex.EncodeToString(sum[:16])
}
