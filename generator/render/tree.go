package render

import (
	"html/template"
	"slices"
	"strconv"

	"retake/generator/content"
	"retake/generator/guide"
	"retake/generator/tree"
)

// State is a page of a decision tree: a question, or an outcome. Its address
// is the answers so far, so it needs no script and keeps nothing.
type State struct {
	Frame
	Tree        Link
	ContentLang string // of the tree's text, when it is not the guide's
	Notices     []Notice
	Step, Steps int // this question's number, and the most there can be
	Progress    string
	Given       []Given
	Back        string // the page before; empty at the start

	Help    string // of a question
	Answers []Choice
	Outcome *Outcome // of the page at a path's end
	MapURL  string
}

// Given is an answer that the reader gave, with the page that asks again.
type Given struct{ Ask, Say, URL string }

// Choice is an answer that can be given.
type Choice struct {
	Say, Help, URL string
	Drawing        template.HTML
}

// Outcome is what a path ends on: what to do, at once.
type Outcome struct {
	Link
	Lang      string // of the page's text, when it is not the guide's
	Drawing   template.HTML
	Intro     template.HTML
	Sections  []Section
	Footnotes template.HTML // that these refer to
	Or        *Link         // the second likely cause
}

func (s *guideRender) trees() {
	for _, t := range s.g.Trees {
		tr := &treeRender{guideRender: s, t: t}
		k := newKey(s.shared, t.Key, t.File.Lang, string(t.File.Source))
		for _, other := range t.Others {
			k.add(other.URL)
			k.flag(other.Fallback)
		}
		tr.sum = k.sum()
		for state := range t.States() {
			tr.state(state)
		}
		tr.treeMap()
		tr.screens()
	}
	s.find()
}

// treeRender is the work on one tree.
type treeRender struct {
	*guideRender
	t   *guide.Tree
	sum string // key of the tree itself
}

func (s *treeRender) state(state tree.State) {
	url := s.t.Page(state.Keys())
	k := newKey(s.sum, url)
	name := "question"
	if a := state.Outcome(); a != nil {
		name = "outcome"
		for _, target := range []guide.Target{s.t.Target(a.Go), s.t.Target(a.Or)} {
			if p := target.Page; p != nil {
				k.card(p)
				k.add(p.Doc.Path, p.Doc.Sum)
				k.links(p.Links)
				for _, picture := range p.Pictures {
					k.add(picture.Sum)
				}
			}
		}
	} else {
		for _, a := range state.Question.Answers {
			if drawing := s.t.Drawing(a); drawing != nil {
				k.add(drawing.Sum)
			}
		}
	}
	s.page(guide.FileAt(url), k.sum(), name, func() (any, error) { return s.view(state, url), nil })
}

func (s *treeRender) view(state tree.State, url string) *State {
	v := &State{Frame: s.treeFrame(state, url), ContentLang: s.foreignTree(), Step: len(state.Given) + 1}
	v.Tree = Link{s.t.Title, v.To(s.t.URL), s.t.Summary}
	v.MapURL = v.To(s.t.URL + guide.MapName)
	v.Steps = len(state.Given) + state.Left
	keys := state.Keys()
	for i, given := range state.Given {
		v.Given = append(v.Given, Given{given.Question.Ask, given.Answer.Say, v.To(s.t.Page(keys[:i]))})
	}
	if len(keys) > 0 {
		v.Back = v.To(s.t.Page(keys[:len(keys)-1]))
	}
	if s.t.Fallback {
		v.Notices = []Notice{{Kind: "note", Text: v.W.Fill("not_translated", "language", s.site.Default().Name)}}
	}
	if a := state.Outcome(); a != nil {
		v.Outcome = s.outcome(v, a)
		return v
	}
	v.Progress = v.W.Fill("step_of", "n", strconv.Itoa(v.Step), "most", strconv.Itoa(v.Steps))
	v.Help = state.Question.Help
	for _, a := range state.Question.Answers {
		c := Choice{Say: a.Say, Help: a.Help, URL: v.To(s.t.Page(append(slices.Clone(keys), a.Key)))}
		if drawing := s.t.Drawing(a); drawing != nil {
			c.Drawing = inline(drawing.SVG, "")
		}
		v.Answers = append(v.Answers, c)
	}
	return v
}

func (s *treeRender) foreignTree() string {
	if s.t.File.Lang == s.g.Lang.Tag {
		return ""
	}
	return s.t.File.Lang
}

// treeFrame is the frame of a state: its address for search engines is that
// of the first shortest path to the same question or outcome.
func (s *treeRender) treeFrame(state tree.State, url string) Frame {
	title, description := s.t.Title, s.t.Summary
	if a := state.Outcome(); a != nil {
		p := s.t.Target(a.Go).Page
		title, description = p.Title(), p.Doc.Front.Summary
	} else {
		title = state.Question.Ask
		description = firstOf(state.Question.Help, description)
	}
	f := s.frame("", title, firstOf(description, s.g.Words["site_description"]))
	f.Shell, f.URL, f.Alternates, f.Languages = s.shellFor(url), url, nil, nil
	f.FullTitle = title + " · " + s.t.Title + " · " + s.g.Words["site_title"]
	if len(state.Given) == 0 {
		f.FullTitle = s.t.Title + " · " + s.g.Words["site_title"]
	}
	f.Canonical = s.site.Absolute(originalTree(s.t).Page(state.Canonical))
	f.NoIndex = s.t.NoIndex || s.t.Fallback
	f.Breadcrumb = s.crumbs(&f)
	if len(state.Given) == 0 {
		f.Breadcrumb = f.Breadcrumb[:2]
	}
	if s.site.Pictures {
		f.Picture = s.site.Absolute(s.g.Root() + socialName)
	}
	s.speakTree(&f, state.Keys(), slices.Equal(state.Keys(), state.Canonical))
	return f
}

func (s *treeRender) crumbs(f *Frame) []Link {
	return []Link{{Title: f.W["home"], URL: f.HomeURL}, {Title: f.W["find"], URL: f.To(s.g.Root() + "find/")}, {Title: s.t.Title, URL: f.To(s.t.URL)}}
}

// originalTree is the tree that a fallback repeats, else the tree itself.
func originalTree(t *guide.Tree) *guide.Tree {
	for _, other := range t.Others {
		if t.Fallback && other.Guide.Default {
			return other
		}
	}
	return t
}

// speakTree adds the same state in the other languages: trees have the same
// shape in all.
func (s *treeRender) speakTree(f *Frame, keys []string, canonical bool) {
	versions := map[*guide.Guide]*guide.Tree{s.g: s.t}
	for _, other := range s.t.Others {
		versions[other.Guide] = other
	}
	for _, g := range s.site.Guides {
		if t := versions[g]; t != nil {
			f.speak(g, t.Page(keys), canonical && !t.Fallback && !s.t.Fallback)
		} else {
			f.speak(g, g.Root(), false)
		}
	}
}

// outcome shows what to do: the section that the tree names, else a reason's
// fixes, else all that the page says.
func (s *treeRender) outcome(v *State, a *tree.Answer) *Outcome {
	target := s.t.Target(a.Go)
	p := target.Page
	o := &Outcome{Link: s.link(v.Shell, p), Lang: s.foreign(p)}
	if target.Fragment != "" {
		o.URL += "#" + target.Fragment
	}
	if p.Drawing != nil {
		o.Drawing = inline(p.Drawing.SVG, p.Doc.Front.DrawingAlt)
	}
	fill, body := filler{s.guideRender, p, v.Shell, v.URL}, &p.Doc.Body
	var shown []content.Fragment
	for _, section := range wanted(body, target.Fragment) {
		shown = append(shown, section.HTML)
		o.Sections = append(o.Sections, Section{ID: section.ID, Title: section.Title, HTML: filled(section.HTML, fill)})
	}
	if len(o.Sections) != 1 {
		shown = append(shown, body.Intro)
		o.Intro = filled(body.Intro, fill)
	}
	o.Footnotes = filled(body.FootnotesOf(shown...), fill)
	if second := s.t.Target(a.Or).Page; second != nil {
		link := s.link(v.Shell, second)
		o.Or = &link
	}
	return o
}

func wanted(body *content.Body, fragment string) []content.Section {
	for _, id := range []string{fragment, "fixes"} {
		if section, ok := body.Section(id); ok && id != "" {
			return []content.Section{section}
		}
	}
	return body.Sections
}
