package tree

import "iter"

// State is one page of a tree: where a sequence of answers has led.
type State struct {
	Given     []Choice  // the answers so far, with their questions; empty at the start
	Question  *Question // asked next; nil when the last answer ends on a page
	Left      int       // questions that may still be asked, on the longest way, this one included
	Canonical []string  // keys of the first shortest path to the same question, or the same page
}

// Keys are the keys of the answers so far, which make the page's address.
func (s State) Keys() []string { return keys(s.Given) }

// Outcome is the answer that ends the path; nil while there is a question.
func (s State) Outcome() *Answer {
	if s.Question != nil || len(s.Given) == 0 {
		return nil
	}
	return s.Given[len(s.Given)-1].Answer
}

// Share is a part of a whole, from 0 to 1.
type Share float64

// Progress is how far along the reader is: the questions answered, of those
// that the longest way from here comes to. It never falls along a path.
func (s State) Progress() Share {
	return Share(float64(len(s.Given)) / float64(max(1, len(s.Given)+s.Left)))
}

// States are all pages of the tree: the start, then each answer with all
// that follows it, in the order of the file. There are as many as
// [Tree.Pages] counts, but at most the tree's limit. In a broken tree, an
// answer that leads nowhere or back has no page.
func (t *Tree) States() iter.Seq[State] {
	return func(yield func(State) bool) {
		g := newGraph(t)
		if g.start < 0 {
			return
		}
		w := walk{graph: g, yield: yield, left: g.left(), ends: g.shortestEnds(), open: make([]bool, len(g.questions)), pages: t.Limit}
		w.question(g.start, nil)
	}
}

type walk struct {
	graph *graph
	yield func(State) bool
	left  []int
	ends  map[string][]string
	open  []bool // questions on the path, so that a loop is not followed
	pages int    // that may still be walked
}

// page yields one state; false stops the walk.
func (w *walk) page(s State) bool {
	if w.pages == 0 {
		return false
	}
	w.pages--
	return w.yield(s)
}

func (w *walk) question(q int, given []Choice) bool {
	asked := w.graph.questions[q]
	if !w.page(State{given, asked, w.left[q], keys(w.graph.choices(q))}) {
		return false
	}
	w.open[q] = true
	defer func() { w.open[q] = false }()
	for i, to := range w.graph.next[q] {
		a := asked.Answers[i]
		path := append(given[:len(given):len(given)], Choice{asked, a})
		switch {
		case to == ends:
			if !w.page(State{Given: path, Canonical: w.ends[a.Go.To]}) {
				return false
			}
		case to >= 0 && !w.open[to]:
			if !w.question(to, path) {
				return false
			}
		}
	}
	return true
}

// left is the longest number of questions from each question on, itself
// included; loops are not followed.
func (g *graph) left() []int {
	left := make([]int, len(g.questions))
	for _, q := range g.order {
		left[q] = 1
		for _, to := range g.next[q] {
			if to >= 0 {
				left[q] = max(left[q], 1+left[to])
			}
		}
	}
	return left
}

// shortestEnds is, for each page that paths end on, the keys of the first
// shortest path. A page with another anchor is another end.
func (g *graph) shortestEnds() map[string][]string {
	found := map[string][]string{}
	for _, q := range g.near {
		for i, a := range g.questions[q].Answers {
			if g.next[q][i] != ends {
				continue
			}
			if _, ok := found[a.Go.To]; !ok {
				found[a.Go.To] = append(keys(g.choices(q)), a.Key)
			}
		}
	}
	return found
}
