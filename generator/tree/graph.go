package tree

import (
	"slices"
	"strings"
)

// Where an answer leads when it does not lead to a question.
const (
	ends    = -1 // to a page
	nowhere = -2 // to a question that does not exist, or it says nothing
)

// graph is a tree with its links resolved. Questions are numbered in the
// order of the file.
type graph struct {
	questions []*Question
	index     map[string]int
	next      [][]int  // for each question, where each of its answers leads
	start     int      // or nowhere
	near      []int    // the questions that the start reaches, nearest first
	reached   []bool   // from the start
	via       []answer // the answer by which a shortest path first comes to each reached question
	order     []int    // every question, after all that its answers lead to, loops aside
	loops     []loop   // answers that lead back to a question of their own path
	from      []answer // the first answer of another question that leads to each question
	steps     int      // answers looked at, so that tests can hold the work to its bound
}

// answer is an answer by numbers: of its question, and among its answers.
type answer struct{ question, n int }

// loop is an answer that leads back, and the keys of the questions between
// there and it; of a long loop only the ends.
type loop struct {
	answer
	circle []string
}

var none = answer{nowhere, nowhere}

func newGraph(t *Tree) *graph {
	g := &graph{questions: t.Questions, index: map[string]int{}}
	for i, q := range t.Questions {
		if _, ok := g.index[q.Key]; !ok {
			g.index[q.Key] = i
		}
	}
	for _, q := range t.Questions {
		next := make([]int, len(q.Answers))
		for i, a := range q.Answers {
			next[i] = g.resolve(a.Go)
		}
		g.next = append(g.next, next)
	}
	g.from = slices.Repeat([]answer{none}, len(g.questions))
	g.start = nowhere
	if i, ok := g.index[t.Start]; ok {
		g.start = i
	}
	g.reach()
	g.sort()
	return g
}

func (g *graph) resolve(l Link) int {
	if l.IsPage() {
		return ends
	}
	if i, ok := g.index[l.To]; ok {
		return i
	}
	return nowhere
}

// broken tells whether any answer leads nowhere.
func (g *graph) broken() bool {
	return slices.ContainsFunc(g.next, func(next []int) bool { return slices.Contains(next, nowhere) })
}

// reach finds the questions that can be reached, nearest first, and of
// equally near ones the first in the order of the file.
func (g *graph) reach() {
	g.reached = make([]bool, len(g.questions))
	g.via = make([]answer, len(g.questions))
	if g.start < 0 {
		return
	}
	g.reached[g.start], g.via[g.start] = true, none
	g.near = []int{g.start}
	for n := 0; n < len(g.near); n++ {
		q := g.near[n]
		for i, to := range g.next[q] {
			g.steps++
			if to >= 0 && !g.reached[to] {
				g.reached[to], g.via[to] = true, answer{q, i}
				g.near = append(g.near, to)
			}
		}
	}
}

// sort orders the questions and finds the loops, in one depth-first search.
func (g *graph) sort() {
	const fresh, done = 0, -1 // any other state is a question's place on the path, from 1
	state := make([]int, len(g.questions))
	var path []string
	var visit func(int)
	visit = func(q int) {
		path = append(path, g.questions[q].Key)
		state[q] = len(path)
		for i, to := range g.next[q] {
			g.steps++
			if to < 0 {
				continue
			}
			if to != q && g.from[to] == none {
				g.from[to] = answer{q, i}
			}
			switch state[to] {
			case done:
			case fresh:
				visit(to)
			default:
				g.loops = append(g.loops, loop{answer{q, i}, short(path[state[to]-1:])})
			}
		}
		state[q], path = done, path[:len(path)-1]
		g.order = append(g.order, q)
	}
	if g.start >= 0 {
		visit(g.start)
	}
	for q := range g.questions {
		if state[q] == fresh {
			visit(q)
		}
	}
}

// downward orders the questions so that every answer leads forward, loops
// aside.
func (g *graph) downward() []int {
	down := slices.Clone(g.order)
	slices.Reverse(down)
	return down
}

// choices is a shortest path from the start to a question.
func (g *graph) choices(q int) []Choice {
	var path []Choice
	for v := g.via[q]; v.question >= 0; v = g.via[v.question] {
		asked := g.questions[v.question]
		path = append(path, Choice{asked, asked.Answers[v.n]})
	}
	slices.Reverse(path)
	return path
}

// trail writes the path to a question and on by an answer, for people. The
// middle of a long path is left out, because its ends are what helps.
func (g *graph) trail(q int, last ...string) string {
	if !g.reached[q] {
		return strings.Join(append([]string{g.questions[q].Key}, last...), " / ")
	}
	return strings.Join(short(append(keys(g.choices(q)), last...)), " / ")
}

// short is a list of names without the middle when it is long.
func short(names []string) []string {
	if len(names) > 12 {
		return slices.Concat(names[:3], []string{"…"}, names[len(names)-8:])
	}
	return slices.Clone(names)
}

func keys(path []Choice) []string {
	keys := make([]string, len(path))
	for i, c := range path {
		keys[i] = c.Answer.Key
	}
	return keys
}
