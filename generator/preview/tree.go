package preview

import (
	"fmt"
	"net/http"
	"strings"

	"retake/generator/guide"
	"retake/generator/mistake"
	"retake/generator/tree"
)

// drawingOf is the address of the drawing of a tree that a mistake stands
// in, "" when it stands elsewhere or the tree cannot be drawn.
func drawingOf(s *state, m mistake.Mistake) string {
	if t := treeIn(s, func(t *guide.Tree) bool { return t.File.File == m.File && !t.Fallback }); t != nil && len(t.Questions) > 0 {
		return fmt.Sprintf("%stree/%s/%s.svg?%d", place, t.Guide.Lang.Tag, t.Slug, s.number)
	}
	return ""
}

// treeIn finds a tree of the last build, with its mistakes.
func treeIn(s *state, wanted func(*guide.Tree) bool) *guide.Tree {
	if s.build.Site == nil {
		return nil
	}
	for _, g := range s.build.Site.Guides {
		for _, t := range g.Trees {
			if wanted(t) {
				return t
			}
		}
	}
	return nil
}

// drawingPolicy lets a drawing have its colours, and nothing else.
const drawingPolicy = "default-src 'none'; style-src 'unsafe-inline'"

// serveTree draws a tree with the places marked that mistakes stand on.
func (p *Preview) serveTree(w http.ResponseWriter, r *http.Request) {
	s := p.state()
	slug := strings.TrimSuffix(r.PathValue("slug"), ".svg")
	t := treeIn(s, func(t *guide.Tree) bool { return t.Guide.Lang.Tag == r.PathValue("lang") && t.Slug == slug })
	if t == nil {
		http.NotFound(w, r)
		return
	}
	ownHeaders(w)
	w.Header().Set("Content-Security-Policy", drawingPolicy)
	w.Header().Set("Content-Type", contentTypes[".svg"])
	_, _ = w.Write(t.Layout(t.Look(s.mistakes)).SVG(tree.Writing{Alone: true})) // a reader who has gone needs no error
}
