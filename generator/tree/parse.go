package tree

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"retake/generator/mistake"
	"retake/generator/yamldoc"
)

const (
	maxBytes     = 1 << 20
	maxQuestions = 5000
	maxKey       = 64 // characters; a key is a folder's name in an address
	defaultLimit = 2000
	maxLimit     = 100_000 // pages; beyond it a tree is a mistake, not a tree
)

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Parse reads a tree's file. The tree is never nil; when there are mistakes,
// it holds what could be read.
func Parse(file string, src []byte) (*Tree, mistake.List) {
	oversized := len(src) > maxBytes
	if oversized {
		src = nil
	}
	root, doc := yamldoc.Parse(file, src, 1)
	r := reader{doc: doc, tree: &Tree{At: doc.Top(), startAt: doc.Top(), Limit: defaultLimit, doc: doc}}
	switch {
	case oversized:
		doc.Add(doc.Top(), "tree-size", "this tree's file is larger than 1 MiB", "Split the tree.")
	case len(doc.Mistakes()) == 0 || root.Present():
		r.read(root)
	}
	return r.tree, doc.Mistakes()
}

type reader struct {
	doc  *yamldoc.Doc
	tree *Tree
}

func (r *reader) read(root yamldoc.Node) {
	m, ok := root.Map()
	if !ok {
		return
	}
	t := r.tree
	r.text(m, "title", &t.Title, true)
	r.text(m, "summary", &t.Summary, true)
	r.also(m.Get("also"))
	m.Require(r.doc, "start", "Name the question that is asked first.")
	if m.Text("start", &t.Start) {
		t.startAt = m.Get("start").At()
	}
	if m.Int("limit", &t.Limit) && (t.Limit < 1 || t.Limit > maxLimit) {
		m.Get("limit").Wrong("bad-limit", fmt.Sprintf("a limit of %d pages is not possible", t.Limit), fmt.Sprintf("Write a number from 1 to %d.", maxLimit))
		t.Limit = defaultLimit
	}
	m.Bool("noindex", &t.NoIndex)
	t.Without = r.pages(m.Get("without"))
	m.Require(r.doc, "questions", "")
	r.questions(m.Get("questions"))
	r.tests(m.Get("tests"))
	m.Done()
}

// also reads the words that people search by.
func (r *reader) also(n yamldoc.Node) {
	words := r.list(n)
	r.tree.Also = make([]string, len(words))
	for i, w := range words {
		r.tree.Also[i] = w.To
		r.tree.texts = append(r.tree.texts, text{w.At, &r.tree.Also[i]})
	}
}

func (r *reader) questions(n yamldoc.Node) {
	m, ok := n.Map()
	if !ok {
		return
	}
	if m.Len() > maxQuestions {
		n.Wrong("tree-size", fmt.Sprintf("this tree has %d questions", m.Len()), fmt.Sprintf("Keep it to %d.", maxQuestions))
		return
	}
	keys := map[string]string{}
	m.Each(func(key string, at mistake.Position, value yamldoc.Node) {
		r.key("question", key, at, keys)
		r.tree.Questions = append(r.tree.Questions, r.question(key, at, value))
	})
}

func (r *reader) question(key string, at mistake.Position, n yamldoc.Node) *Question {
	q := &Question{Key: key, At: at}
	m, ok := r.group(n, at, "question", "ask and answers")
	if !ok {
		return q
	}
	r.text(m, "ask", &q.Ask, true)
	r.text(m, "help", &q.Help, false)
	keys := map[string]string{}
	if answers, ok := m.Get("answers").Map(); ok {
		answers.Each(func(key string, at mistake.Position, value yamldoc.Node) {
			r.key("answer", key, at, keys)
			q.Answers = append(q.Answers, r.answer(key, at, value))
		})
	}
	m.Done()
	return q
}

func (r *reader) answer(key string, at mistake.Position, n yamldoc.Node) *Answer {
	a := &Answer{Key: key, At: at, Go: Link{At: at}}
	m, ok := r.group(n, at, "answer", "say and go")
	if !ok {
		return a
	}
	r.text(m, "say", &a.Say, true)
	r.text(m, "help", &a.Help, false)
	m.Require(r.doc, "go", "Name the next question, or a page like ../reasons/blurry-photo.md.")
	a.Go = r.link(m, "go", a.Go)
	if a.Go.IsPage() {
		r.page(a.Go)
	}
	a.Or = r.link(m, "or", Link{})
	r.second(a)
	if m.Text("drawing", &a.Drawing) && !slug.MatchString(a.Drawing) {
		m.Get("drawing").Wrong("bad-drawing", fmt.Sprintf("%q is not the name of a drawing", a.Drawing), "Write the file's name without its folder and without .svg.")
	}
	m.Done()
	return a
}

// second checks the page of the second likely cause.
func (r *reader) second(a *Answer) {
	switch {
	case a.Or.To == "":
	case !a.Or.IsPage():
		r.doc.Add(a.Or.At, "bad-page", fmt.Sprintf("%q is not a page", a.Or.To), "A second likely cause is a page, like ../reasons/blurry-photo.md.")
	case a.Or.To == a.Go.To:
		r.doc.Add(a.Or.At, "bad-page", "the second likely cause is the same page as the first", "Take it out, or name another page.")
	default:
		r.page(a.Or)
	}
}

func (r *reader) tests(n yamldoc.Node) {
	if !n.Present() {
		return
	}
	nodes, _ := n.List()
	for _, n := range nodes {
		m, ok := r.group(n, n.At(), "test", "answers and ends")
		if !ok {
			continue
		}
		test := Test{At: n.At()}
		m.Require(r.doc, "answers", "")
		test.Answers = r.list(m.Get("answers"))
		m.Require(r.doc, "ends", "")
		test.Ends = r.link(m, "ends", Link{At: test.At})
		r.tree.Tests = append(r.tree.Tests, test)
		m.Done()
	}
}

// group reads a group of keys that must not be empty. An empty value has no
// place of its own, so it is reported where its key stands.
func (r *reader) group(n yamldoc.Node, at mistake.Position, kind, keys string) (*yamldoc.Map, bool) {
	if !n.Present() {
		r.doc.Add(at, "missing-key", "this "+kind+" is empty", "Write its "+keys+".")
		return nil, false
	}
	return n.Map()
}

func (r *reader) pages(n yamldoc.Node) []Link {
	links := r.list(n)
	for _, l := range links {
		r.page(l)
	}
	return links
}

func (r *reader) list(n yamldoc.Node) (links []Link) {
	if !n.Present() {
		return nil
	}
	nodes, _ := n.List()
	for _, n := range nodes {
		if to, ok := n.Text(); ok {
			links = append(links, Link{n.At(), to})
		}
	}
	return links
}

func (r *reader) link(m *yamldoc.Map, key string, l Link) Link {
	if m.Text(key, &l.To) {
		l.At = m.Get(key).At()
	}
	return l
}

// page checks the form of a page's path. One page must have one spelling,
// because pages are compared by their paths.
func (r *reader) page(l Link) {
	page, anchor, anchored := strings.Cut(l.To, "#")
	switch {
	case strings.HasPrefix(page, "/") || strings.ContainsAny(page, `:\`) || !strings.HasSuffix(page, ".md") || anchored && anchor == "":
		r.doc.Add(l.At, "bad-page", fmt.Sprintf("%q is not a page's path", l.To), "Write it from this file's folder, like ../reasons/blurry-photo.md.")
	case path.Clean(page) != page:
		r.doc.Add(l.At, "bad-page", fmt.Sprintf("%q is a roundabout path", l.To), fmt.Sprintf("Write %s.", path.Clean(page)))
	}
}

// key checks a key that becomes a part of addresses.
func (r *reader) key(kind, key string, at mistake.Position, seen map[string]string) {
	if !slug.MatchString(key) || len(key) > maxKey {
		r.doc.Add(at, "bad-key", fmt.Sprintf("%s key %q is not of the right form", kind, key), "Use lower-case letters a to z, digits and single hyphens, like white-spots: it becomes a part of the address.")
	}
	folded := strings.ToLower(key)
	if other, ok := seen[folded]; ok {
		r.doc.Add(at, "colliding-keys", fmt.Sprintf("the keys %q and %q would have the same address", other, key), "Choose another key.")
		return
	}
	seen[folded] = key
}

// text reads words that readers see, and remembers where they stand.
func (r *reader) text(m *yamldoc.Map, key string, to *string, required bool) {
	if required {
		m.Require(r.doc, key, "")
	}
	if m.Text(key, to) {
		r.tree.texts = append(r.tree.texts, text{m.Get(key).At(), to})
	}
}
