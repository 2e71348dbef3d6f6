package guide

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"retake/generator/content"
	"retake/generator/mistake"
	"retake/generator/tree"
)

// Tree is a decision tree of a guide, with its links resolved.
type Tree struct {
	*tree.Tree
	Slug     string
	Key      string // path below the language's folder: "trees/why-was-i-rejected.yaml"
	URL      string // below the site's root: "es/find/why-was-i-rejected/"
	File     *content.File
	Guide    *Guide
	Others   []*Tree // the same tree in the other guides, in the order of languages
	Fallback bool    // it is in the default language: there is no translation

	targets  map[string]Target
	drawings map[string]*content.Drawing
}

// MapName and ScreensName are the pages of a whole tree, beside its first
// page. An answer's key has no dot, so no path of answers has their addresses.
const (
	MapName     = "map.html"
	ScreensName = "screens.html"
)

// Target is what a link of the tree leads to.
func (t *Tree) Target(l tree.Link) Target { return t.targets[l.To] }

// Drawing is an answer's small drawing, nil when it has none.
func (t *Tree) Drawing(a *tree.Answer) *content.Drawing { return t.drawings[a.Drawing] }

// Page is the address of the page where a sequence of answers leads.
func (t *Tree) Page(keys []string) string {
	if len(keys) == 0 {
		return t.URL
	}
	return t.URL + strings.Join(keys, "/") + "/"
}

// Look is how the whole tree is drawn: by its pages' titles, with the places
// marked that mistakes stand on.
func (t *Tree) Look(wrong mistake.List) tree.Look {
	return tree.Look{
		Title: func(page string) string {
			if p := t.targets[page].Page; p != nil {
				return p.Title()
			}
			return page
		},
		Bad: t.Blame(wrong), Or: t.Guide.Words["or"], RightToLeft: t.Guide.Lang.RTL,
	}
}

// tree finds a tree by its file's key, nil when there is none.
func (g *Guide) tree(key string) *Tree {
	i := slices.IndexFunc(g.Trees, func(t *Tree) bool { return t.Key == key })
	if i < 0 {
		return nil
	}
	return g.Trees[i]
}

// Tree finds a tree by its slug, nil when there is none.
func (g *Guide) Tree(slug string) *Tree { return g.tree("trees/" + slug + ".yaml") }

// plantTrees reads the trees of every guide and fills the gaps of the others
// from the default one. Links to trees can then be resolved.
func (b *builder) plantTrees() {
	for i, g := range b.site.Guides {
		for _, f := range b.Library.Trees {
			if f.Lang == g.Lang.Tag {
				b.plant(g, f, false)
			}
		}
		if i > 0 {
			for _, t := range b.site.Guides[0].Trees {
				if g.tree(t.Key) == nil {
					b.plant(g, t.File, true)
				}
			}
		}
		slices.SortFunc(g.Trees, func(a, b *Tree) int { return treeOrder(a, b) })
	}
	for _, g := range b.site.Guides {
		for _, t := range g.Trees {
			for _, other := range b.site.Guides {
				if o := other.tree(t.Key); o != nil && other != g {
					t.Others = append(t.Others, o)
				}
			}
		}
	}
}

// treeOrder puts the tree with more questions about reasons first: what went
// wrong is asked before what to do. Trees name pages by path, so the number
// of reasons that they end on tells.
func treeOrder(a, b *Tree) int {
	if d := b.reasons() - a.reasons(); d != 0 {
		return d
	}
	return strings.Compare(a.Slug, b.Slug)
}

func (t *Tree) reasons() int {
	found := map[string]bool{}
	for link := range t.links() {
		if strings.Contains(link.To, "reasons/") {
			found[link.Page()] = true
		}
	}
	return len(found)
}

// links are all links to pages, as written.
func (t *Tree) links() map[tree.Link]bool {
	found := map[tree.Link]bool{}
	for _, q := range t.Questions {
		for _, a := range q.Answers {
			for _, l := range []tree.Link{a.Go, a.Or} {
				if l.IsPage() {
					found[l] = true
				}
			}
		}
	}
	return found
}

// planted is a tree with its variables filled in, and what is wrong with its
// file.
type planted struct {
	tree  *tree.Tree
	wrong mistake.List
}

// readTree reads a tree's file, which is dear: it is done once a file.
func (b *builder) readTree(f *content.File) planted {
	return content.Meaning(f, func() planted {
		parsed, wrong := tree.Parse(f.File, f.Source)
		vars := content.Variables(b.Source.Site.Variables)
		for at, text := range parsed.Texts() {
			filled, unknown := vars.Fill(*text)
			*text = filled
			for _, name := range unknown {
				wrong = append(wrong, parsed.Mistake(at, "unknown-variable", fmt.Sprintf("unknown variable %q", name), mistake.DidYouMean(name, vars.Names())))
			}
		}
		return planted{parsed, wrong}
	})
}

func (b *builder) plant(g *Guide, f *content.File, fallback bool) {
	read := b.readTree(f)
	slug := strings.TrimSuffix(path.Base(f.Path), ".yaml")
	t := &Tree{
		Tree: read.tree, Slug: slug, Key: strings.TrimPrefix(f.Path, f.Lang+"/"), URL: g.Root() + "find/" + slug + "/",
		File: f, Guide: g, Fallback: fallback,
		targets: map[string]Target{}, drawings: map[string]*content.Drawing{},
	}
	g.Trees = append(g.Trees, t)
	if !fallback {
		b.wrong = append(b.wrong, read.wrong...)
		if !isSlug(slug) {
			b.wrong = append(b.wrong, t.Mistake(t.At, "bad-slug", fmt.Sprintf("%q cannot be part of an address", slug), "Name the file with lower-case letters, digits and single hyphens."))
		}
	}
}

// proveTrees resolves and proves every tree, runs its tests, and compares
// translations.
func (b *builder) proveTrees() {
	unsound := map[*content.File]bool{} // where a path that does not end may be the one that a reason lacks
	for _, g := range b.site.Guides {
		sound := true
		for _, t := range g.Trees {
			b.resolveTree(t)
			if t.Fallback {
				sound = sound && !unsound[t.File]
				continue
			}
			wrong := t.Prove(tree.Terms{Page: t.ending})
			b.wrong = append(b.wrong, wrong...)
			if unsound[t.File] = len(wrong)+len(b.readTree(t.File).wrong) > 0; unsound[t.File] {
				sound = false
			}
			b.wrong = append(b.wrong, t.RunTests()...)
			b.untested(t)
			if origin := b.site.Guides[0].tree(t.Key); origin != nil && origin != t {
				b.wrong = append(b.wrong, t.Differences(origin.Tree)...)
			}
		}
		if sound {
			b.reasonsReached(g)
		}
	}
}

func (b *builder) untested(t *Tree) {
	for _, c := range t.Untested() {
		b.site.Warnings = append(b.site.Warnings, t.Mistake(c.Answer.At, "untested-answer",
			fmt.Sprintf("no test gives the answer %q to %q", c.Answer.Key, c.Question.Key), "Add a test that does, so that a later change cannot send readers elsewhere unnoticed."))
	}
}

func (b *builder) resolveTree(t *Tree) {
	for link := range t.links() {
		t.targets[link.To] = t.target(link.To)
	}
	for _, q := range t.Questions {
		for _, a := range q.Answers {
			if a.Drawing == "" {
				continue
			}
			drawing := b.Library.Drawings[a.Drawing]
			if drawing == nil && !t.Fallback {
				b.wrong = append(b.wrong, t.Mistake(a.At, "missing-drawing", fmt.Sprintf("there is no drawing %q", a.Drawing), mistake.DidYouMean(a.Drawing, slices.Collect(maps.Keys(b.Library.Drawings)))))
			}
			t.drawings[a.Drawing] = drawing
		}
	}
}

func (t *Tree) target(to string) Target {
	file, fragment, _ := strings.Cut(to, "#")
	return Target{Page: t.Guide.byKey[path.Join(path.Dir(t.Key), file)], Fragment: fragment}
}

// ending says why readers cannot end on a page; nil when they can.
func (t *Tree) ending(to string) error {
	target := t.target(to)
	file, fragment, _ := strings.Cut(to, "#")
	key := path.Join(path.Dir(t.Key), file)
	switch {
	case target.Page == nil && t.Guide.hidden[key] != "":
		return errors.New(t.Guide.hidden[key])
	case target.Page == nil:
		var known []string
		for k := range t.Guide.byKey {
			known = append(known, relative(t.Key, k))
		}
		if near := mistake.Nearest(file, known); near != "" {
			return fmt.Errorf("there is no page %q; did you mean %q?", file, near)
		}
		return fmt.Errorf("there is no page %q", file)
	case fragment != "" && !target.Page.Doc.Body.IDs[fragment]:
		return fmt.Errorf("%q has no heading with the id %q", file, fragment)
	}
	return nil
}

// reasonsReached makes sure that readers can find every reason through a
// tree, unless a tree says that it leaves it out on purpose. A draft has time
// until it is published.
func (b *builder) reasonsReached(g *Guide) {
	if len(g.Trees) == 0 {
		return
	}
	reached := map[*Page]bool{}
	for _, t := range g.Trees {
		for state := range t.States() {
			if a := state.Outcome(); a != nil {
				reached[t.Target(a.Go).Page] = true
			}
		}
		for _, l := range t.Without {
			reached[t.target(l.To).Page] = true
		}
	}
	for _, p := range g.OfKind(Reason) {
		if !reached[p] && !p.Fallback && !p.Doc.Front.Draft {
			b.mistake(p.Doc, 0, "reason-unreached", "no tree leads to this reason",
				fmt.Sprintf("Let an answer in %s end on %s, or list it there under without.", g.Trees[0].File.File, relative(g.Trees[0].Key, p.Key)))
		}
	}
}
