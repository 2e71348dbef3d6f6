package render

import (
	"bytes"
	"html/template"
	"slices"

	"retake/generator/guide"
	"retake/generator/tree"
)

// Find is the page of all trees.
type Find struct{ Frame }

func (s *guideRender) find() {
	if len(s.g.Trees) == 0 {
		return
	}
	place := "find/"
	s.page(guide.FileAt(s.g.Root()+place), newKey(s.shared, place).sum(), "find", func() (any, error) {
		return &Find{s.frame(place, s.g.Words["find"], s.g.Words["find_summary"])}, nil
	})
}

// TreeMap is a tree at a glance: drawn, and as a nested list.
type TreeMap struct {
	Frame
	Tree        Link
	ContentLang string
	Drawing     template.HTML
	Outline     *Branch
	ScreensURL  string
}

// Branch is a question in the nested list, with what its answers lead to.
type Branch struct {
	ID, Ask, URL string
	Again        bool // it stands in full elsewhere in the list
	Answers      []BranchAnswer
}

// BranchAnswer leads to another question or to a page.
type BranchAnswer struct {
	Say  string
	Next *Branch
	Ends *Link
	Or   *Link
}

func (s *treeRender) wholeKey(name string) string {
	return newKey(s.sum, s.allCards, name).sum()
}

func (s *treeRender) wholeFrame(name, title string) Frame {
	url := s.t.URL + name
	f := s.frame("", title, firstOf(s.t.Summary, s.g.Words["site_description"]))
	f.Shell, f.URL, f.Alternates, f.Languages = s.shellFor(url), url, nil, nil
	f.FullTitle = title + " · " + s.g.Words["site_title"]
	f.Canonical, f.NoIndex = s.site.Absolute(url), true
	f.Breadcrumb = s.crumbs(&f)
	for _, g := range s.site.Guides {
		if other := g.Tree(s.t.Slug); other != nil {
			f.speak(g, other.URL+name, false)
		}
	}
	return f
}

func (s *treeRender) treeMap() {
	s.page(s.t.URL+guide.MapName, s.wholeKey(guide.MapName), "tree-map", func() (any, error) {
		v := &TreeMap{Frame: s.wholeFrame(guide.MapName, s.g.Words.Fill("tree_map", "title", s.t.Title)), ContentLang: s.foreignTree()}
		v.Tree = Link{s.t.Title, v.To(s.t.URL), s.t.Summary}
		v.ScreensURL = v.To(s.t.URL + guide.ScreensName)
		v.Drawing = markup(string(s.drawing(v.Shell).SVG(tree.Writing{ID: "map", Description: v.W["tree_map_text"]})))
		v.Outline = s.branch("question-", s.t.Outline(), func(target guide.Target) Link { return s.link(v.Shell, target.Page) })
		return v, nil
	})
}

// drawing lays the tree out, with links from its nodes.
func (s *treeRender) drawing(on *Shell) tree.Layout {
	first := s.addresses()
	return s.t.Layout(tree.Look{
		Title:       func(page string) string { return s.t.Target(tree.Link{To: page}).Page.Title() },
		Address:     func(c tree.Choice) string { return on.To(first[c]) },
		Or:          s.g.Words["or"],
		RightToLeft: s.g.Lang.RTL,
	})
}

// addresses are the canonical pages of questions, and the first pages of
// answers that end a path.
func (s *treeRender) addresses() map[tree.Choice]string {
	found := map[tree.Choice]string{}
	for state := range s.t.States() {
		c := tree.Choice{Question: state.Question}
		if state.Outcome() != nil {
			c = state.Given[len(state.Given)-1]
		}
		if _, ok := found[c]; !ok || slices.Equal(state.Keys(), state.Canonical) {
			found[c] = s.t.Page(state.Keys())
		}
	}
	return found
}

// branch makes the nested list; link says how an end is shown.
func (s *treeRender) branch(prefix string, e *tree.Entry, link func(guide.Target) Link) *Branch {
	if e == nil {
		return nil
	}
	b := &Branch{ID: prefix + e.Question.Key, Ask: e.Question.Ask, Again: e.Again}
	for _, next := range e.Branches {
		answer := BranchAnswer{Say: next.Answer.Say, Next: s.branch(prefix, next.Next, link)}
		if target := s.t.Target(next.Answer.Go); target.Page != nil && next.Next == nil {
			ends := link(target)
			answer.Ends = &ends
		}
		if target := s.t.Target(next.Answer.Or); target.Page != nil {
			or := link(target)
			answer.Or = &or
		}
		b.Answers = append(b.Answers, answer)
	}
	return b
}

// Screens is every page of a tree in one document, for those who review it.
type Screens struct {
	Frame
	Tree        Link
	ContentLang string
	Screens     []Screen
}

// Screen is one page of the tree with its full address.
type Screen struct {
	Address   string
	Path      []Given
	Ask, Help string // of a question
	Answers   []Choice
	Ends, Or  *Link
}

func (s *treeRender) screens() {
	s.add(s.t.URL+guide.ScreensName, s.wholeKey(guide.ScreensName), func(b *bytes.Buffer) error {
		v := &Screens{Frame: s.wholeFrame(guide.ScreensName, s.g.Words.Fill("tree_screens", "title", s.t.Title)), ContentLang: s.foreignTree()}
		v.Tree = Link{s.t.Title, v.To(s.t.URL), s.t.Summary}
		for state := range s.t.States() {
			v.Screens = append(v.Screens, s.screen(v.Shell, state))
		}
		return s.execute(b, "tree-screens", v)
	})
}

func (s *treeRender) screen(on *Shell, state tree.State) Screen {
	keys := state.Keys()
	screen := Screen{Address: s.site.Absolute(s.t.Page(keys))}
	for i, given := range state.Given {
		screen.Path = append(screen.Path, Given{given.Question.Ask, given.Answer.Say, on.To(s.t.Page(keys[:i]))})
	}
	if a := state.Outcome(); a != nil {
		ends := s.link(on, s.t.Target(a.Go).Page)
		screen.Ends = &ends
		if p := s.t.Target(a.Or).Page; p != nil {
			or := s.link(on, p)
			screen.Or = &or
		}
		return screen
	}
	screen.Ask, screen.Help = state.Question.Ask, state.Question.Help
	for _, a := range state.Question.Answers {
		screen.Answers = append(screen.Answers, Choice{Say: a.Say, Help: a.Help, URL: on.To(s.t.Page(append(slices.Clone(keys), a.Key)))})
	}
	return screen
}
