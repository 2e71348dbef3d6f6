package tree

import "math"

const (
	orderings = 6 // sweeps that look for fewer crossings; few drawings gain from more
	settlings = 8 // sweeps that pull cards towards what they are joined to
)

// arrange orders the nodes of each column so that few lines cross, and then
// gives each its height in the drawing.
func (c *columns) arrange() {
	best, fewest := c.ranks(), c.crossings()
	for i := range orderings {
		if fewest == 0 {
			break
		}
		c.sweep(i%2 == 0)
		if now := c.crossings(); now < fewest {
			best, fewest = c.ranks(), now
		}
	}
	c.restore(best)
	c.settle()
}

// sweep reorders every column by the one before it, or from the end by the
// one after it.
func (c *columns) sweep(forward bool) {
	for i := range c.nodes {
		if forward {
			c.reorder(i, (*node).before)
		} else {
			c.reorder(len(c.nodes)-1-i, (*node).after)
		}
	}
}

// before is the middle of where a node's lines come from.
func (n *node) before() (at float64, any bool) {
	for _, e := range n.in {
		at += e.start()
	}
	return at / float64(max(1, len(n.in))), len(n.in) > 0
}

// start is the place of an edge's start in its column: of its card, and
// within it, of its row.
func (e *edge) start() float64 {
	return float64(e.from.rank) + float64(e.row)/float64(len(e.from.card.Rows)+1)
}

// after is the middle of where a node's lines go to.
func (n *node) after() (at float64, any bool) {
	for _, e := range n.out {
		at += float64(e.to.rank)
	}
	return at / float64(max(1, len(n.out))), len(n.out) > 0
}

// crossings counts the pairs of lines that cross.
func (c *columns) crossings() (count int) {
	for _, nodes := range c.nodes {
		var edges []*edge
		for _, n := range nodes {
			edges = append(edges, n.out...)
		}
		for i, a := range edges {
			for _, b := range edges[:i] {
				c.steps++
				if (a.start()-b.start())*float64(a.to.rank-b.to.rank) < 0 {
					count++
				}
			}
		}
	}
	return count
}

func (c *columns) ranks() map[*node]int {
	ranks := map[*node]int{}
	for _, nodes := range c.nodes {
		for _, n := range nodes {
			ranks[n] = n.rank
		}
	}
	return ranks
}

func (c *columns) restore(ranks map[*node]int) {
	for _, nodes := range c.nodes {
		sorted := make([]*node, len(nodes))
		for _, n := range nodes {
			n.rank = ranks[n]
			sorted[n.rank] = n
		}
		copy(nodes, sorted)
	}
}

// settle finds the heights. Every node is pulled towards a straight line to
// its neighbours, and kept apart from those above and below it.
func (c *columns) settle() {
	for _, nodes := range c.nodes {
		space(nodes, make([]float64, len(nodes)))
	}
	for i := range settlings {
		for j := range c.nodes {
			column := j
			if i%2 == 1 {
				column = len(c.nodes) - 1 - j
			}
			nodes := c.nodes[column]
			wanted := make([]float64, len(nodes))
			for k, n := range nodes {
				c.steps += 1 + len(n.in) + len(n.out)
				wanted[k] = n.wanted()
			}
			space(nodes, wanted)
		}
	}
	top := math.MaxInt
	for _, nodes := range c.nodes {
		top = min(top, nodes[0].y)
	}
	for _, nodes := range c.nodes {
		for _, n := range nodes {
			n.y -= top
		}
	}
}

// wanted is the height at which a node's lines would be straight on average.
func (n *node) wanted() float64 {
	sum, count := 0, 0
	for _, e := range n.in {
		sum += e.from.y + e.exit() - n.entry()
		count++
	}
	for _, e := range n.out {
		sum += e.to.y + e.to.entry() - e.exit()
		count++
	}
	if count == 0 {
		return float64(n.y)
	}
	return float64(sum) / float64(count)
}

// space gives the nodes of a column the heights nearest to what is wanted,
// by least squares, that keep their order and the gaps between them. Nodes
// that would overlap become blocks that move as one (pool adjacent
// violators).
func space(nodes []*node, wanted []float64) {
	type block struct {
		sum  float64
		size int
	}
	offsets, offset := make([]int, len(nodes)), 0
	var blocks []block
	for i, n := range nodes {
		if i > 0 {
			offset += nodes[i-1].height + gap(nodes[i-1], n)
		}
		offsets[i] = offset
		blocks = append(blocks, block{wanted[i] - float64(offset), 1})
		for k := len(blocks) - 1; k > 0 && blocks[k-1].sum/float64(blocks[k-1].size) > blocks[k].sum/float64(blocks[k].size); k-- {
			blocks[k-1] = block{blocks[k-1].sum + blocks[k].sum, blocks[k-1].size + blocks[k].size}
			blocks = blocks[:k]
		}
	}
	i := 0
	for _, b := range blocks {
		for range b.size {
			nodes[i].y = int(math.Round(b.sum/float64(b.size))) + offsets[i]
			i++
		}
	}
}

func gap(a, b *node) int {
	if a.bend && b.bend {
		return bendGap
	}
	return cardGap
}
