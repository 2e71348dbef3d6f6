package guide

import (
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"retake/generator/config"
	"retake/generator/content"
	"retake/generator/cores"
	"retake/generator/mistake"
)

// resolve turns every reference of a guide's pages into what it means, on all
// cores. References of fallback pages were checked in the default language.
func (b *builder) resolve(g *Guide) {
	var mu sync.Mutex
	cores.Each(len(g.Pages), func(from, to int) {
		part := &builder{Source: b.Source, site: b.site}
		for _, p := range g.Pages[from:to] {
			part.links(p)
			part.pictures(p)
			part.related(p)
			part.drawing(p)
			part.checksOf(p)
		}
		mu.Lock()
		defer mu.Unlock()
		b.wrong = append(b.wrong, part.wrong...)
	})
}

func (b *builder) links(p *Page) {
	p.Links = make([]Target, len(p.Doc.Body.Links))
	for i, link := range p.Doc.Body.Links {
		target, problem := b.target(p, link.Target)
		refused := strings.HasPrefix(link.Target, "/") // and reported by package content
		if problem != nil && !p.Fallback && !refused {
			b.mistake(p.Doc, link.Offset, problem.Rule, problem.Text, problem.Hint)
		}
		p.Links[i] = target
	}
}

// target finds what a link means. The returned mistake has no place yet.
func (b *builder) target(p *Page, written string) (Target, *mistake.Mistake) {
	if strings.Contains(written, ":") {
		return Target{External: written}, nil
	}
	file, fragment, _ := strings.Cut(written, "#")
	if file == "" {
		return b.fragment(p, p, fragment)
	}
	key := path.Join(path.Dir(p.Key), file)
	if tree := p.Guide.tree(key); tree != nil {
		return Target{Tree: tree}, nil
	}
	if page := p.Guide.byKey[key]; page != nil {
		return b.fragment(p, page, fragment)
	}
	return Target{}, &mistake.Mistake{
		Rule: "broken-link", Text: fmt.Sprintf("there is no page %q", written), Hint: b.nearestPage(p, file, key),
	}
}

func (b *builder) fragment(from, to *Page, id string) (Target, *mistake.Mistake) {
	if id == "" || to.Doc.Body.IDs[id] {
		return Target{Page: to, Fragment: id}, nil
	}
	where := "on " + to.Title()
	if from == to {
		where = "on this page"
	}
	return Target{Page: to}, &mistake.Mistake{
		Rule: "broken-anchor", Text: fmt.Sprintf("there is no heading with the id %q %s", id, where),
		Hint: mistake.DidYouMean(id, slices.Collect(maps.Keys(to.Doc.Body.IDs))),
	}
}

// nearestPage suggests a relative path, or says why the page is not there.
func (b *builder) nearestPage(p *Page, file, key string) string {
	if why := p.Guide.hidden[key]; why != "" {
		return strings.ToUpper(why[:1]) + why[1:] + ". Publish it, or take the link away."
	}
	if hint := b.inAnotherLanguage(p, key); hint != "" {
		return hint
	}
	if !strings.HasSuffix(file, ".md") && !strings.HasSuffix(file, ".yaml") {
		return "Links between pages are paths to their files, like ../how-to/contact-support.md."
	}
	var known []string
	for k := range p.Guide.byKey {
		known = append(known, relative(p.Key, k))
	}
	if near := mistake.Nearest(file, known); near != "" {
		return fmt.Sprintf("Did you mean %q?", near)
	}
	for _, k := range slices.Sorted(slices.Values(known)) {
		if path.Base(k) == path.Base(file) {
			return fmt.Sprintf("Did you mean %q?", k)
		}
	}
	return "Links are relative to the file that they stand in."
}

// inAnotherLanguage says what to do about a link that leads into another
// language's folder, or to what only another language has; empty when it does
// neither.
func (b *builder) inAnotherLanguage(p *Page, key string) string {
	if across, up := strings.CutPrefix(key, "../"); up {
		folder, rest, _ := strings.Cut(across, "/")
		if !slices.ContainsFunc(b.Source.Site.Languages, func(l config.Language) bool { return l.Tag == folder }) {
			return ""
		}
		if key = rest; p.Guide.byKey[key] != nil || p.Guide.tree(key) != nil {
			return fmt.Sprintf("Write %q: links stay in the language of their page.", relative(p.Key, key))
		}
	}
	standard := b.Source.Site.Default().Tag
	for _, l := range b.Source.Site.Languages {
		if l.Tag != p.Guide.Lang.Tag && b.written(l.Tag, key) {
			return fmt.Sprintf("It is there in %s, and what other languages lack is taken from %s, the first under languages in %s. Write it in %[2]s, or put %[1]s first.",
				l.Tag, standard, b.Source.Site.File)
		}
	}
	return ""
}

// written tells whether a language has a page or tree of its own.
func (b *builder) written(lang, key string) bool {
	return slices.ContainsFunc(b.Library.Documents, func(d *content.Document) bool { return d.Lang == lang && d.Key() == key }) ||
		slices.ContainsFunc(b.Library.Trees, func(f *content.File) bool { return f.Path == lang+"/"+key })
}

// PathTo is how a link on the page writes another page of its guide: the path
// from file to file.
func (p *Page) PathTo(to *Page) string { return relative(p.Key, to.Key) }

// relative is the path from one file to another, both below one root.
func relative(from, to string) string {
	a, z := strings.Split(path.Dir(from), "/"), strings.Split(path.Dir(to), "/")
	if a[0] == "." {
		a = nil
	}
	if z[0] == "." {
		z = nil
	}
	common := 0
	for common < len(a) && common < len(z) && a[common] == z[common] {
		common++
	}
	parts := append(slices.Repeat([]string{".."}, len(a)-common), z[common:]...)
	return strings.Join(append(parts, path.Base(to)), "/")
}

func (b *builder) related(p *Page) {
	for _, m := range p.Doc.Front.Related {
		target, problem := b.target(p, m.Text)
		switch {
		case p.Fallback && problem != nil:
		case problem != nil:
			b.mistakeAt(p.Doc, m.At, problem.Rule, problem.Text, problem.Hint)
		case target.Page == nil || target.Page == p:
			b.mistakeAt(p.Doc, m.At, "broken-link", fmt.Sprintf("%q is not another page of the guide", m.Text), "")
		default:
			p.Related = append(p.Related, target.Page)
		}
	}
}

func (b *builder) drawing(p *Page) {
	m := p.Doc.Front.Drawing
	if m.Text == "" {
		return
	}
	p.Drawing = b.Library.Drawings[m.Text]
	if p.Drawing == nil && !p.Fallback {
		b.mistakeAt(p.Doc, m.At, "missing-drawing", fmt.Sprintf("there is no drawing %q", m.Text), mistake.DidYouMean(m.Text, slices.Collect(maps.Keys(b.Library.Drawings))))
	}
}

func (b *builder) checksOf(p *Page) {
	for _, m := range p.Doc.Front.Checks {
		check := b.site.Checks.Find(m.Text)
		switch {
		case check != nil:
			p.Checks = append(p.Checks, check)
		case !p.Fallback:
			b.mistakeAt(p.Doc, m.At, "unknown-check", fmt.Sprintf("there is no check %q in checks.yaml", m.Text), mistake.DidYouMean(m.Text, b.site.Checks.IDs()))
		}
	}
}

func (b *builder) pictures(p *Page) {
	p.Pictures = make([]*content.Picture, len(p.Doc.Body.Images))
	for i, image := range p.Doc.Body.Images {
		if strings.Contains(image.Target, ":") {
			b.mistake(p.Doc, image.Offset, "foreign-picture", "a picture from another site is not shown", "Put a copy beside the page: the site loads nothing from elsewhere.")
			continue
		}
		at := path.Join(path.Dir(p.Doc.Path), image.Target)
		if p.Pictures[i] = b.Library.Pictures[at]; p.Pictures[i] == nil && !p.Fallback && !b.Library.Refused[at] {
			b.mistake(p.Doc, image.Offset, "missing-picture", fmt.Sprintf("there is no picture %q", image.Target), b.nearestPicture(path.Dir(p.Doc.Path), at))
		}
	}
}

// nearestPicture suggests a picture as a page in the folder dir writes it.
func (b *builder) nearestPicture(dir, at string) string {
	if b.Library.Links[at] {
		return "There is a link to one, and nobody follows it. " + content.NotFollowed
	}
	known := slices.Collect(maps.Keys(b.Library.Pictures))
	near := mistake.Nearest(at, known)
	if written, err := filepath.Rel(dir, near); err == nil && near != "" {
		return fmt.Sprintf("Did you mean %q?", filepath.ToSlash(written))
	}
	return "Pictures are JPEG, PNG or GIF files, named relative to the page."
}

// picturesShown gathers the pictures that any page shows.
func (b *builder) picturesShown() {
	seen := map[string]*content.Picture{}
	for _, g := range b.site.Guides {
		for _, p := range g.Pages {
			for _, picture := range p.Pictures {
				if picture != nil {
					seen[picture.Path] = picture
				}
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(seen)) {
		b.site.Images = append(b.site.Images, seen[name])
	}
}
