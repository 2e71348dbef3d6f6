package publish

import (
	"maps"
	"os"
	"path/filepath"

	"retake/generator/config"
	"retake/generator/content"
	"retake/generator/mistake"
	"retake/generator/render"
)

// look is what the templates and the program's own words make of a site. It
// is the same as long as these and the values in the words are.
type look struct {
	sources  render.Sources
	values   map[string]string
	renderer *render.Renderer
	words    map[string]content.Strings // by language
	wrong    mistake.List
}

// current is the look from last time, when it still holds.
func (b *Builder) current(site *config.Site) look {
	sources := ownTemplates(site)
	if b.look.renderer != nil && sources.Equal(b.look.sources) && maps.Equal(site.Variables, b.look.values) {
		return b.look
	}
	l := look{sources: sources, values: site.Variables}
	l.renderer, l.wrong = render.New(sources)
	l.renderer.Indexer = b.indexer
	var wrong mistake.List
	l.words, wrong = sources.Words(site.Variables)
	l.wrong = append(l.wrong, wrong...)
	b.look = l
	return l
}

// ownTemplates are those in the publisher's folder, if there is one.
func ownTemplates(site *config.Site) render.Sources {
	dir := site.Path(site.Templates)
	if info, err := os.Stat(dir); site.Templates == "" || err != nil || !info.IsDir() {
		return render.Sources{}
	}
	return render.ReadSources(os.DirFS(dir), filepath.ToSlash(dir))
}
