// Package render turns guides into the files of a site: pages, and what is
// published beside them. It says of each file what it depends on and how to
// write it; when and where they are written is package publish's business.
package render

import (
	"bytes"
	"html/template"
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
	s.examplePictures()
	return s.outputs, nil
}

// Renderer renders sites with one set of templates.
type Renderer struct {
	Indexer *search.Indexer // of searches; one that lives longer indexes only what changed

	templates *template.Template
	sources   map[string]source // by the template's name
	sum       string            // of all templates
	script    string            // of the components, minified
	search    string            // the script that searches
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
	gr := &guideRender{siteRender: s, g: g, sections: sync.OnceValue(func() map[*guide.Page]string { return numberSections(g) }), shells: map[shellKind]*Shell{}}
	addIndex := gr.searchIndex()
	gr.shared = gr.sharedKey()
	all := newKey(gr.shared)
	all.cards(g.Pages)
	gr.allCards = all.sum()
	gr.above, gr.measured = gr.aboveKeys(), gr.measuredKey()
	gr.pages()
	gr.trees()
	gr.index()
	gr.print()
	gr.notFound()
	gr.data()
	gr.llms()
	gr.feed()
	gr.redirects()
	gr.results()
	return addIndex()
}

// guideRender is the work on one guide.
type guideRender struct {
	*siteRender
	g        *guide.Guide
	shared   string                        // key of what all pages of the guide share
	above    map[*guide.Page]string        // see aboveKeys
	allCards string                        // key of what is shown of all pages
	measured string                        // see measuredKey
	sections func() map[*guide.Page]string // see numberSections
	shellsMu sync.Mutex
	shells   map[shellKind]*Shell
}
