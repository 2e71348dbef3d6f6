package guide

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"retake/generator/checks"
	"retake/generator/config"
	"retake/generator/content"
	"retake/generator/mistake"
)

// Source is all that guides are made of.
type Source struct {
	Site    *config.Site
	Library *content.Library
	Words   map[string]content.Strings // the program's own words, by language
	Date    time.Time                  // the day that is published
	Drafts  bool                       // show drafts, and pages before and after their time
}

// Site is the guides in all languages, the default one first.
type Site struct {
	*config.Site
	Guides   []*Guide
	Library  *content.Library // everything that was read, also what is not shown
	Checks   checks.Checks
	Measured *checks.Measured    // nil when nothing has been measured
	Examples map[string]*Example // by the check that they show
	Drawings map[string]*content.Drawing
	Images   []*content.Picture // those that pages show, in order of path
	Date     time.Time          // the day that is published
	Shares   Shares             // nil when nobody counted
	Warnings mistake.List
}

// New resolves everything. The site is only fit to be published when there
// are no mistakes.
func New(src Source) (*Site, mistake.List) {
	b := &builder{
		Source: src,
		site:   &Site{Site: src.Site, Library: src.Library, Drawings: src.Library.Drawings, Date: src.Date, Warnings: slices.Clone(src.Library.Warnings)},
		wrong:  slices.Clone(src.Library.Mistakes),
		taken:  make(map[string]string, len(src.Library.Documents)),
	}
	b.checks()
	b.examples()
	b.guides()
	b.plantTrees()
	for _, g := range b.site.Guides {
		b.resolve(g)
	}
	b.proveTrees()
	b.shares()
	b.addresses()
	b.picturesShown()
	return b.site, b.wrong.Sorted()
}

type builder struct {
	Source
	site  *Site
	wrong mistake.List
	taken map[string]string // place of an address → what stands there
}

func (b *builder) checks() {
	if f := b.Library.Checks; f != nil {
		var wrong mistake.List
		b.site.Checks, wrong = checks.Parse(f.File, f.Source)
		b.wrong = append(b.wrong, wrong...)
		b.checkReasons(f)
	}
	if f := b.Library.Measured; f != nil {
		var wrong mistake.List
		b.site.Measured, wrong = checks.ParseMeasured(f.File, f.Source)
		b.wrong = append(b.wrong, wrong...)
		if b.site.Measured != nil {
			stale, warnings := checks.Stale(b.site.Checks, b.site.Measured, f.File)
			b.wrong = append(b.wrong, stale...)
			b.site.Warnings = append(b.site.Warnings, warnings...)
		}
	}
}

// checkReasons makes sure that every check serves a reason that is written,
// whether it is shown on the day or not.
func (b *builder) checkReasons(f *content.File) {
	reasons := map[string]bool{}
	for _, d := range b.Library.Documents {
		if kindOf(d.Key()) == Reason {
			reasons[d.Slug()] = true
		}
	}
	for _, c := range b.site.Checks {
		if c.Reason != "" && !reasons[c.Reason] {
			b.wrong = append(b.wrong, mistake.Mistake{Position: c.At, Rule: "unknown-reason", Quote: f.Line(c.At.Line),
				Text: fmt.Sprintf("check %q serves a reason that does not exist: %q", c.ID, c.Reason), Hint: mistake.DidYouMean(c.Reason, slices.Collect(maps.Keys(reasons)))})
		}
	}
}

// guides makes a guide for each language, and fills the gaps of the others
// from the default one.
func (b *builder) guides() {
	documents := b.documents()
	defaults := documents[b.Source.Site.Default().Tag]
	for i, lang := range b.Source.Site.Languages {
		g := &Guide{Lang: lang, Default: i == 0, byKey: make(map[string]*Page, len(defaults)), hidden: b.hidden(lang.Tag)}
		b.words(g)
		g.Synonyms = b.Library.Synonyms[lang.Tag]
		pages := make([]*Page, 0, len(defaults))
		for _, d := range documents[lang.Tag] {
			pages = append(pages, b.add(g, d, false))
		}
		for _, d := range defaults {
			if g.byKey[d.Key()] == nil {
				pages = append(pages, b.add(g, d, true))
			}
		}
		b.arrange(g, pages)
		b.site.Guides = append(b.site.Guides, g)
	}
	b.linkLanguages()
}

// documents are those to be shown, by language.
func (b *builder) documents() map[string][]*content.Document {
	known := map[string]bool{}
	var tags []string
	for _, lang := range b.Source.Site.Languages {
		known[lang.Tag] = true
		tags = append(tags, lang.Tag)
	}
	found, reported := map[string][]*content.Document{}, map[string]bool{}
	for _, d := range b.Library.Documents {
		switch {
		case known[d.Lang] && b.shown(d):
			found[d.Lang] = append(found[d.Lang], d)
		case !known[d.Lang] && !reported[d.Lang]:
			reported[d.Lang] = true
			text, hint := b.unknownLanguage(d.Lang, d.Path, tags)
			b.mistake(d, 0, "unknown-language", text, hint)
		}
	}
	for folder, file := range b.Library.Spoken {
		if !known[folder] && !reported[folder] {
			_, hint := b.unknownLanguage(folder, folder+"/", tags)
			b.site.Warnings = append(b.site.Warnings, mistake.Mistake{Position: mistake.Position{File: file}, Rule: "unknown-language",
				Text: fmt.Sprintf("nobody reads this file: %q is not one of the guide's languages", folder), Hint: hint})
		}
	}
	return found
}

// unknownLanguage says of a file below a folder that is none of the guide's
// languages, tags, what is wrong and what to do.
func (b *builder) unknownLanguage(folder, file string, tags []string) (text, hint string) {
	if folder == file {
		return "this page is in no language's folder", "Move it into one of: " + path.Join(b.Source.Site.Content, strings.Join(tags, ", ")) + "."
	}
	text = fmt.Sprintf("%q is not one of the guide's languages", folder)
	if i := slices.IndexFunc(tags, func(tag string) bool { return strings.EqualFold(tag, folder) }); i >= 0 {
		return text, fmt.Sprintf("Call the folder %q: capitals count.", tags[i])
	}
	return text, "List it under languages in " + b.Source.Site.File + ", or move the file into one of: " + strings.Join(tags, ", ") + "."
}

// hidden says of each page of a language that is not shown why not.
func (b *builder) hidden(lang string) map[string]string {
	why := map[string]string{}
	for _, d := range b.Library.Documents {
		switch {
		case d.Lang != lang || b.shown(d):
		case d.Front.Draft:
			why[d.Key()] = "the page is a draft"
		case d.Front.Publish.After(b.Date):
			why[d.Key()] = "the page will not be published before " + d.Front.Publish.Format(time.DateOnly)
		default:
			why[d.Key()] = "the page expired on " + d.Front.Expires.Format(time.DateOnly)
		}
	}
	return why
}

// shown tells whether a document is published on the day.
func (b *builder) shown(d *content.Document) bool {
	f := &d.Front
	early := f.Publish.After(b.Date)
	late := !f.Expires.IsZero() && !f.Expires.After(b.Date)
	return b.Drafts || (!f.Draft && !early && !late)
}

func (b *builder) add(g *Guide, d *content.Document, fallback bool) *Page {
	key := d.Key()
	p := &Page{Kind: kindOf(key), Key: key, URL: g.Root() + address(key), Doc: d, Guide: g, Fallback: fallback}
	g.byKey[key] = p
	if fallback {
		return p
	}
	if p.Kind != Home {
		for part := range strings.SplitSeq(strings.TrimSuffix(strings.TrimSuffix(key, ".md"), "/_index"), "/") {
			if !isSlug(part) {
				b.mistake(d, 0, "bad-slug", fmt.Sprintf("%q cannot be part of an address", part), "Name files and folders with lower-case letters, digits and single hyphens.")
				break
			}
		}
	}
	b.sections(p)
	return p
}

// isSlug tells whether a name can be part of an address: lower-case letters
// and digits, with single hyphens between them.
func isSlug(name string) bool {
	hyphen := true // or the beginning
	for i := range len(name) {
		c := name[i]
		if c == '-' && hyphen || c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
		hyphen = c == '-'
	}
	return !hyphen
}

// sections checks that a reason says what to do, and what it looks like.
func (b *builder) sections(p *Page) {
	if p.Kind != Reason {
		return
	}
	body := &p.Doc.Body
	_, fixes := body.Section("fixes")
	_, signs := body.Section("signs")
	_, causes := body.Section("causes")
	if !fixes {
		b.mistake(p.Doc, 0, "missing-section", "this reason does not say what to do", "Add a section: ## What to do {#fixes}.")
	}
	if !signs && !causes && strings.TrimSpace(body.IntroText) == "" {
		b.mistake(p.Doc, 0, "missing-section", "this reason says neither what one sees nor why it happens", "Add a section: ## What you see {#signs} or ## Why it happens {#causes}; or say it in a sentence before the first section.")
	}
}

// arrange puts pages under their folders and in reading order.
func (b *builder) arrange(g *Guide, pages []*Page) {
	g.Home = g.byKey["_index.md"]
	if g.Home == nil {
		b.wrong = append(b.wrong, mistake.Mistake{
			Position: mistake.Position{File: path.Join(b.Source.Site.Content, g.Lang.Tag, "_index.md")},
			Rule:     "missing-home", Text: "the guide has no home page in its language " + g.Lang.Tag,
			Hint: "Write this file with a title and a summary.",
		})
		return
	}
	for _, p := range pages {
		if p != g.Home {
			p.Parent = g.parent(p.Key)
			p.Parent.Children = append(p.Parent.Children, p)
		}
	}
	g.Pages = make([]*Page, 0, len(pages))
	g.order(g.Home)
}

// parent is the nearest folder above that has a page.
func (g *Guide) parent(key string) *Page {
	dir := path.Dir(key)
	if path.Base(key) == "_index.md" {
		dir = path.Dir(dir)
	}
	for ; dir != "."; dir = path.Dir(dir) {
		if p := g.byKey[dir+"/_index.md"]; p != nil {
			return p
		}
	}
	return g.Home
}

// order walks down from a page and appends to the reading order.
func (g *Guide) order(p *Page) {
	g.Pages = append(g.Pages, p)
	slices.SortFunc(p.Children, inOrder)
	for i, child := range p.Children {
		if i > 0 {
			p.Children[i-1].Next = child
		}
		g.order(child)
	}
}

// mistake reports at an offset of a document.
func (b *builder) mistake(d *content.Document, offset int, rule, text, hint string) {
	b.wrong = append(b.wrong, d.Mistake(offset, rule, text, hint))
}

// mistakeAt reports at a place in a document's front matter.
func (b *builder) mistakeAt(d *content.Document, at mistake.Position, rule, text, hint string) {
	b.wrong = append(b.wrong, mistake.Mistake{Position: at, Rule: rule, Text: text, Hint: hint, Quote: d.Line(at.Line)})
}
