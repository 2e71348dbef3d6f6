package tree

import (
	"fmt"
	"math/big"
	"slices"
)

// count holds how often each question of a tree without loops is published.
type count struct {
	below  []*big.Int // pages from a question on, along one path, itself included
	visits []*big.Int // paths from the start to a question
}

// countPages counts the pages of every path without walking them: a tree of
// forty shared questions can have more paths than there are atoms.
func (g *graph) countPages() count {
	c := count{make([]*big.Int, len(g.questions)), make([]*big.Int, len(g.questions))}
	for i := range g.questions {
		c.below[i], c.visits[i] = big.NewInt(0), big.NewInt(0)
	}
	for _, q := range g.order {
		total := c.below[q].SetInt64(1)
		for _, to := range g.next[q] {
			g.steps++
			if to >= 0 {
				total.Add(total, c.below[to])
			} else {
				total.Add(total, big.NewInt(1))
			}
		}
	}
	if g.start < 0 {
		return c
	}
	c.visits[g.start].SetInt64(1)
	for _, q := range slices.Backward(g.order) {
		for _, to := range g.next[q] {
			g.steps++
			if to >= 0 {
				c.visits[to].Add(c.visits[to], c.visits[q])
			}
		}
	}
	return c
}

// Pages is how many pages the tree has, one for each sequence of answers and
// one for its start; it is exact however large. It is zero for a tree with
// loops or without a start, whose pages cannot be counted.
func (t *Tree) Pages() *big.Int {
	g := newGraph(t)
	if g.start < 0 || len(g.loops) > 0 {
		return new(big.Int)
	}
	return g.countPages().below[g.start]
}

// pages reports a tree with more pages than its limit.
func (p *prover) pages() {
	g := p.graph
	if g.start < 0 || len(g.loops) > 0 {
		return
	}
	c := g.countPages()
	total := c.below[g.start]
	if total.Cmp(big.NewInt(int64(p.tree.Limit))) <= 0 {
		return
	}
	text := fmt.Sprintf("this tree has %s pages, one for each sequence of answers, and its limit is %d", roughly(total), p.tree.Limit)
	worst, repeated := g.multiplier(c)
	if worst < 0 {
		q := g.widest()
		p.add(g.questions[q].At, "too-many-pages", text, fmt.Sprintf("No question is shared; the one with the most answers is %s, with %d.", g.questions[q].Key, len(g.questions[q].Answers)))
		return
	}
	q := g.questions[worst]
	p.add(q.At, "too-many-pages", text, fmt.Sprintf("Question %s multiplies them most: %s paths lead to it (one is %s), and what follows it accounts for %s pages more than a single path would.",
		q.Key, roughly(c.visits[worst]), g.trail(worst), roughly(repeated)))
}

// multiplier is the question that adds most pages by being on several paths,
// and how many it adds; the first in the order of the file among equals.
func (g *graph) multiplier(c count) (question int, adds *big.Int) {
	question, adds = nowhere, new(big.Int)
	for q := range g.questions {
		if c.visits[q].Sign() == 0 {
			continue
		}
		more := new(big.Int).Sub(c.visits[q], big.NewInt(1))
		if more.Mul(more, c.below[q]); more.Cmp(adds) > 0 {
			question, adds = q, more
		}
	}
	return question, adds
}

// widest is the reached question with the most answers.
func (g *graph) widest() int {
	widest := g.start
	for q := range g.questions {
		if g.reached[q] && len(g.questions[q].Answers) > len(g.questions[widest].Answers) {
			widest = q
		}
	}
	return widest
}

// roughly writes a number that people can take in.
func roughly(n *big.Int) string {
	digits := n.String()
	if len(digits) <= 9 {
		return digits
	}
	return fmt.Sprintf("about 10^%d", len(digits)-1)
}

// required reports pages that no path ends on, and marks that are not true.
func (p *prover) required() {
	ended, offered := p.ends()
	without := map[string]bool{}
	for _, l := range p.tree.Without {
		without[l.Page()] = true
		if ended[l.Page()] {
			p.add(l.At, "stale-without", fmt.Sprintf("%s is listed under without, but a path ends on it", l.Page()), "Take it off the list.")
		}
		p.outcome(l, func() string { return "this tree does without a page that readers cannot see anyway" })
	}
	for _, page := range p.terms.Required {
		if ended[page] || without[page] || p.graph.start < 0 {
			continue
		}
		hint := "Let an answer go there, or list the page under without."
		if offered[page] {
			hint = "It is only a second likely cause. Let an answer go there, or list the page under without."
		}
		p.add(p.tree.At, "unreached-page", fmt.Sprintf("no path ends on %s", page), hint)
	}
}

// ends are the pages that paths end on, and those offered as second causes.
func (p *prover) ends() (ended, offered map[string]bool) {
	ended, offered = map[string]bool{}, map[string]bool{}
	for i, q := range p.tree.Questions {
		if !p.graph.reached[i] {
			continue
		}
		for _, a := range q.Answers {
			if a.Go.IsPage() {
				ended[a.Go.Page()] = true
			}
			offered[a.Or.Page()] = true
		}
	}
	return ended, offered
}
