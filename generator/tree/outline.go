package tree

// Entry is a question in an outline: the tree as a nested list.
type Entry struct {
	Question *Question
	Again    bool // it was met before; its branches stand at the first place only
	Branches []Branch
}

// Branch is an answer with what follows it.
type Branch struct {
	Answer *Answer
	Next   *Entry // nil when the answer ends on a page, or nowhere
}

// Outline is the tree from its start, in the order of reading; nil without a
// start. Each question stands once in full, so that the outline is no longer
// than the file however often questions are shared. A loop meets its first
// question again and stops there. What no path reaches is not in it.
func (t *Tree) Outline() *Entry {
	g := newGraph(t)
	if g.start < 0 {
		return nil
	}
	return g.outline(g.start, make([]bool, len(g.questions)))
}

func (g *graph) outline(q int, met []bool) *Entry {
	e := &Entry{Question: g.questions[q], Again: met[q]}
	if met[q] {
		return e
	}
	met[q] = true
	for i, a := range e.Question.Answers {
		b := Branch{Answer: a}
		if to := g.next[q][i]; to >= 0 {
			b.Next = g.outline(to, met)
		}
		e.Branches = append(e.Branches, b)
	}
	return e
}
