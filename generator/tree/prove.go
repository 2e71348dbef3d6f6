package tree

import (
	"fmt"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"retake/generator/mistake"
)

// Terms are what a tree must hold to besides being sound in itself.
type Terms struct {
	// Page says why readers cannot end on a page: missing, a draft, expired.
	// It is called once for each page that the tree names, as the tree
	// writes it. Nil stands for a guide that has every page.
	Page func(path string) error
	// Required are the pages, without anchors and as the tree would write
	// them, that some path must end on.
	Required []string
}

// Prove finds everything that is wrong with the tree: a path that does not
// end, a question that is never asked or asks nothing, a page that readers
// cannot end on or never end on, and more pages than the limit. Each mistake
// shows the path. When there is none, and [Parse] found none, every path of
// the tree ends on a page and all terms hold.
func (t *Tree) Prove(terms Terms) mistake.List {
	p := &prover{tree: t, graph: newGraph(t), terms: terms, refused: map[string]error{}}
	p.start()
	p.questions()
	p.loops()
	p.pages()
	p.required()
	return p.found.Sorted()
}

// suggestions is the most near words that are looked for in one tree. Each
// costs a comparison with every key, and a file of nothing but mistakes
// needs no more of them.
const suggestions = 20

type prover struct {
	tree      *Tree
	graph     *graph
	terms     Terms
	refused   map[string]error // what Terms.Page said
	suggested int
	found     mistake.List
}

func (p *prover) add(at mistake.Position, rule, text, hint string) {
	p.found = append(p.found, p.tree.Mistake(at, rule, text, hint))
}

func (p *prover) start() {
	if p.graph.start < 0 && p.tree.Start != "" {
		p.add(p.tree.startAt, "unknown-question", fmt.Sprintf("the start %q is no question of this tree", p.tree.Start), p.suggest(p.tree.Start))
	}
}

func (p *prover) suggest(word string) string {
	if p.suggested++; p.suggested > suggestions || len(word) > maxKey {
		return ""
	}
	known := make([]string, len(p.tree.Questions))
	for i, q := range p.tree.Questions {
		known[i] = q.Key
	}
	return mistake.DidYouMean(word, known)
}

func (p *prover) questions() {
	for i, q := range p.tree.Questions {
		p.unreachable(i)
		switch len(q.Answers) {
		case 0:
			p.add(q.At, "no-answers", fmt.Sprintf("question %q has no answers%s", q.Key, p.shown(i)), "Write its answers, or take the question out.")
		case 1:
			p.add(q.At, "one-answer", fmt.Sprintf("question %q has only one answer, so it asks nothing%s", q.Key, p.shown(i)), "Write another answer, or go straight to what follows.")
		}
		p.wording(i)
		for n, a := range q.Answers {
			p.answer(i, n, a)
		}
	}
}

// shown is the path that comes to a question, as a part of a sentence.
func (p *prover) shown(q int) string {
	if trail := p.graph.trail(q); p.graph.reached[q] && trail != "" {
		return " (reached by " + trail + ")"
	}
	return ""
}

func (p *prover) unreachable(i int) {
	if p.graph.reached[i] || p.graph.start < 0 || p.graph.broken() {
		return // or nobody knows yet: the answer that leads nowhere may be meant to come here
	}
	q := p.tree.Questions[i]
	hint := fmt.Sprintf("Let an answer go to %s, or take the question out.", q.Key)
	if from := p.graph.from[i]; from != none {
		hint = fmt.Sprintf("The answer %s leads there, and no path reaches that either.", p.graph.trail(from.question, p.tree.Questions[from.question].Answers[from.n].Key))
	}
	p.add(q.At, "unreachable-question", fmt.Sprintf("no path reaches question %q", q.Key), hint)
}

// wording reports answers that readers cannot tell apart.
func (p *prover) wording(i int) {
	q := p.tree.Questions[i]
	said := map[string]string{}
	for _, a := range q.Answers {
		words := plain(a.Say)
		if other, ok := said[words]; ok && words != "" {
			p.add(a.At, "same-wording", fmt.Sprintf("the answers %q and %q say the same%s", other, a.Key, p.shown(i)), "Say how they differ, or keep one of them.")
		}
		said[words] = a.Key
	}
}

// plain is a wording without what readers do not tell apart: case, spaces,
// and the punctuation that ends a sentence.
func plain(s string) string {
	s = cases.Fold().String(norm.NFKC.String(s))
	s = strings.Join(strings.Fields(s), " ")
	return strings.TrimRight(s, " .,;:!?…。、！？")
}

func (p *prover) answer(q, n int, a *Answer) {
	switch to := p.graph.next[q][n]; {
	case to == ends:
		p.outcome(a.Go, func() string {
			return fmt.Sprintf("the path %s ends on a page that readers cannot see", p.graph.trail(q, a.Key))
		})
	case to == nowhere && a.Go.To != "":
		p.add(a.Go.At, "unknown-question", fmt.Sprintf("the path %s has no end: %q is no question of this tree", p.graph.trail(q, a.Key), a.Go.To), p.suggest(a.Go.To))
	}
	if a.Or.To != "" {
		p.outcome(a.Or, func() string {
			return fmt.Sprintf("the path %s offers a page that readers cannot see", p.graph.trail(q, a.Key))
		})
	}
}

func (p *prover) outcome(l Link, text func() string) {
	if p.terms.Page == nil {
		return
	}
	err, asked := p.refused[l.To]
	if !asked {
		err = p.terms.Page(l.To)
		p.refused[l.To] = err
	}
	if err != nil {
		p.add(l.At, "bad-outcome", text()+": "+err.Error(), "")
	}
}

// loops reports each answer that leads back, with the questions of the loop.
func (p *prover) loops() {
	for _, loop := range p.graph.loops {
		q := p.tree.Questions[loop.question]
		a := q.Answers[loop.n]
		circle := strings.Join(append(loop.circle, a.Go.To), " → ")
		p.add(a.Go.At, "loop", fmt.Sprintf("the path %s never ends: it comes back to question %q (%s)", p.graph.trail(loop.question, a.Key), a.Go.To, circle),
			"Let this answer end on a page, or go to a question that was not asked before.")
	}
}
