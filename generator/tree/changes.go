package tree

import (
	"cmp"
	"fmt"
	"slices"
)

// Kind is what a change does.
type Kind uint8

// The kinds of change.
const (
	// Drop takes a question out that brings everyone to the same outcome.
	Drop Kind = iota
	// Merge puts all answers of a question into the question before it, in
	// place of the answer that led there.
	Merge
	// Lift puts one answer of a question into the question before it as well.
	Lift
	// Move asks a question before another one, with the answer "None of
	// these" added for readers who would not have met it.
	Move
)

// String is the kind's name in output that programs read.
func (k Kind) String() string { return [...]string{"drop", "merge", "lift", "move"}[k] }

// Change is one way to ask fewer questions.
type Change struct {
	Kind     Kind
	Question string    // key of the question that is dropped, merged or moved, or whose answer is lifted
	Answer   string    // key of the answer that is lifted; empty for other kinds
	Place    string    // key of the question that it is put into or before; empty for Drop
	By       string    // key of the answer of Place that leads to Question; for Merge and Lift
	Saves    Questions // by 100 readers together, when no other change is made
}

// String says the change in a sentence, without its full stop.
func (c Change) String() string {
	var what string
	switch c.Kind {
	case Drop:
		what = fmt.Sprintf("Take out the question %s, which brings everyone to the same outcome", c.Question)
	case Merge:
		what = fmt.Sprintf("Put the answers of %s into %s, in place of its answer %s", c.Question, c.Place, c.By)
	case Lift:
		what = fmt.Sprintf("Offer the answer %s of %s in %s already", c.Answer, c.Question, c.Place)
	case Move:
		what = fmt.Sprintf(`Ask %s before %s, with the answer "None of these" added`, c.Question, c.Place)
	}
	return fmt.Sprintf("%s: saves %.0f questions per 100 readers", what, float64(c.Saves))
}

const (
	most          = 3   // changes that are named
	least         = 0.5 // questions per 100 readers that are worth a change
	changesBudget = 2_000_000
)

// changes are those that save most, at most one for each question. A merge
// or a lift makes a question with more answers, so it may save more than any
// order of the old questions; none gets more answers than width, though.
func (g *graph) changes(f *flow, c *crowd, width int) []Change {
	var all []Change
	for _, q := range g.near {
		all = append(all, g.drop(c, q)...)
		for n, to := range g.next[q] {
			if to >= 0 {
				all = append(all, g.upward(f, q, n, to, width)...)
			}
		}
	}
	all = append(all, g.moves(c)...)
	slices.SortStableFunc(all, func(a, b Change) int { return cmp.Or(cmp.Compare(b.Saves, a.Saves), cmp.Compare(a.Kind, b.Kind)) })
	var chosen []Change
	for _, change := range all {
		again := slices.ContainsFunc(chosen, func(c Change) bool { return c.Question == change.Question })
		if len(chosen) < most && change.Saves >= least && !again {
			chosen = append(chosen, change)
		}
	}
	return chosen
}

// drop is the change for a question below which there is one outcome only.
func (g *graph) drop(c *crowd, q int) []Change {
	who := c.meeting(c.rank[q])
	if !c.settled(who) {
		return nil
	}
	return []Change{{Kind: Drop, Question: g.questions[q].Key, Saves: Questions(100 * c.asked(who, c.rank[q]))}}
}

// upward are the changes that ask a question, or a part of it, together with
// the question before.
func (g *graph) upward(f *flow, q, n, below, width int) (changes []Change) {
	asked, next := g.questions[q], g.questions[below]
	base := Change{Question: next.Key, Place: asked.Key, By: asked.Answers[n].Key}
	if len(asked.Answers)-1+len(next.Answers) <= width {
		base.Kind, base.Saves = Merge, Questions(100*f.share(q, n))
		changes = append(changes, base)
	}
	if len(asked.Answers)+1 > width || len(next.Answers) < 3 {
		return changes
	}
	for i, a := range next.Answers {
		if a.Unsure() || goes(asked, a.Go.To) {
			continue // not knowing one thing is no answer to another; and what is offered needs no second offer
		}
		base.Kind, base.Answer, base.Saves = Lift, a.Key, Questions(100*f.visits[q]*f.below(below, i))
		changes = append(changes, base)
	}
	return changes
}

// goes tells whether an answer of a question goes somewhere.
func goes(q *Question, to string) bool {
	return slices.ContainsFunc(q.Answers, func(a *Answer) bool { return a.Go.To == to })
}

// moves are the changes that ask a question earlier, for as many places as
// the budget allows, those near the start first.
func (g *graph) moves(c *crowd) (changes []Change) {
	left := changesBudget
	for _, q := range g.near {
		place := c.rank[q]
		who := c.meeting(place)
		now, _ := c.inOrder(who, place)
		for _, later := range c.met(who, place+1) {
			if left -= 10 * len(who); left < 0 {
				return changes
			}
			cost := c.weight(who)
			for _, part := range c.split(who, later) {
				more, _ := c.inOrder(part, place)
				cost += more
			}
			changes = append(changes, Change{Kind: Move, Question: g.questions[c.order[later]].Key, Place: g.questions[q].Key, Saves: Questions(100 * (now - cost))})
		}
	}
	return changes
}

// meeting are the kinds of reader who meet a question.
func (c *crowd) meeting(place int) (who group) {
	for _, r := range c.everyone() {
		if _, met := c.readers[r].answer(place); met {
			who = append(who, r)
		}
	}
	return who
}

// asked is how many questions a group is asked from a place on as things are.
func (c *crowd) asked(who group, from int) (sum float64) {
	for _, r := range who {
		for _, a := range c.readers[r].given {
			if a.question >= from {
				sum += c.readers[r].share
			}
		}
	}
	return sum
}
