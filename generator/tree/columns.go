package tree

import (
	"cmp"
	"slices"
)

// columns are the questions of a drawing in layers: every line goes to a
// later column. A line that passes columns on its way has a bend in each of
// them, so that it goes around the cards there; lines to the same question
// share their bends.
type columns struct {
	nodes [][]*node
	edges []*edge
	order []int // questions, as they are read
	steps int   // nodes and edges looked at
}

type node struct {
	question int
	bend     bool // of the lines to that question
	card     Card
	column   int
	height   int
	y        int
	rank     int // place in its column
	in, out  []*edge
}

// edge goes from one column to the next.
type edge struct {
	from, to *node
	row      int // of the card that it starts at; 0 at a bend
}

// columns puts each question one column after the last that leads to it.
func (g *graph) columns(card func(q int) Card) *columns {
	c := &columns{order: g.downward()}
	cards := make([]*node, len(g.questions))
	for _, q := range c.order {
		n := &node{question: q, card: card(q)}
		n.height = n.card.Height
		cards[q] = n
	}
	for _, q := range c.order {
		for i, to := range g.next[q] {
			if cards[q].card.Rows[i].Leads {
				cards[to].column = max(cards[to].column, cards[q].column+1)
			}
		}
	}
	for _, q := range c.reading(g) {
		c.add(cards[q])
	}
	c.order = c.reading(g)
	bends := map[[2]int]*node{}
	for _, q := range c.order {
		for i, to := range g.next[q] {
			if cards[q].card.Rows[i].Leads {
				c.connect(cards[q], cards[to], i, bends)
			}
		}
	}
	return c
}

// reading orders the questions as a person reads the tree: down each answer
// before the next.
func (c *columns) reading(g *graph) []int {
	var order []int
	seen := make([]bool, len(g.questions))
	var visit func(int)
	visit = func(q int) {
		if seen[q] {
			return
		}
		seen[q] = true
		order = append(order, q)
		for _, to := range g.next[q] {
			if to >= 0 {
				visit(to)
			}
		}
	}
	if g.start >= 0 {
		visit(g.start)
	}
	for q := range g.questions {
		visit(q)
	}
	return order
}

func (c *columns) add(n *node) {
	for len(c.nodes) <= n.column {
		c.nodes = append(c.nodes, nil)
	}
	n.rank = len(c.nodes[n.column])
	c.nodes[n.column] = append(c.nodes[n.column], n)
}

// connect draws a line with its bends, joining an earlier line to the same
// question at the first bend that both would have.
func (c *columns) connect(from, to *node, row int, bends map[[2]int]*node) {
	for column := from.column + 1; column < to.column; column++ {
		bend, shared := bends[[2]int{to.question, column}]
		if !shared {
			bend = &node{question: to.question, bend: true, column: column}
			bends[[2]int{to.question, column}] = bend
			c.add(bend)
		}
		c.edge(from, bend, row)
		if shared {
			return
		}
		from, row = bend, 0
	}
	c.edge(from, to, row)
}

func (c *columns) edge(from, to *node, row int) {
	e := &edge{from, to, row}
	from.out, to.in = append(from.out, e), append(to.in, e)
	c.edges = append(c.edges, e)
}

// exit is where an edge leaves its card or bend, from the top of that.
func (e *edge) exit() int {
	if e.from.bend {
		return 0
	}
	r := e.from.card.Rows[e.row]
	return r.Y + rowPadding + sayLine/2
}

// entry is where edges come to a node, from its top.
func (n *node) entry() int {
	if n.bend {
		return 0
	}
	return padding + askLine/2
}

func (e *edge) line() Line {
	x := func(column int) int { return margin + column*(cardWidth+columnGap) }
	l := Line{
		FromX: x(e.from.column) + cardWidth, FromY: margin + e.from.y + e.exit(),
		ToX: x(e.to.column), ToY: margin + e.to.y + e.to.entry(),
		EndX: x(e.to.column), Arrow: !e.to.bend,
	}
	if e.to.bend {
		l.EndX += cardWidth
	}
	return l
}

func compareLines(a, b Line) int {
	return cmp.Or(cmp.Compare(a.FromX, b.FromX), cmp.Compare(a.FromY, b.FromY), cmp.Compare(a.ToX, b.ToX), cmp.Compare(a.ToY, b.ToY))
}

// reorder sorts a column by where its neighbours on one side stand.
func (c *columns) reorder(column int, side func(*node) (at float64, any bool)) {
	nodes := c.nodes[column]
	key := make(map[*node]float64, len(nodes))
	last := -1.0
	for _, n := range nodes {
		c.steps += 1 + len(n.in) + len(n.out)
		if at, any := side(n); any {
			last = at
		}
		key[n] = last // what has no neighbours stays beside the one before it
	}
	slices.SortStableFunc(nodes, func(a, b *node) int { return cmp.Compare(key[a], key[b]) })
	for i, n := range nodes {
		n.rank = i
	}
}
