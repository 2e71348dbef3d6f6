package tree

import (
	"cmp"
	"math"
	"slices"
)

// crowd is every path of a tree as a kind of reader.
type crowd struct {
	readers []kind
	ends    int   // distinct outcomes
	order   []int // the questions downwards
	rank    []int // for each question, its place in that order
}

// kind is the readers of one path.
type kind struct {
	share float64
	end   int      // number of the outcome
	given []answer // with the questions' places, which rise along the path
}

// group is some kinds of reader, by number and in order.
type group []int32

// crowd walks every path. Questions are renumbered downwards, so that a
// smaller number is never asked after a larger one.
func (g *graph) crowd(f *flow) *crowd {
	c := &crowd{order: g.downward(), rank: make([]int, len(g.questions))}
	for place, q := range c.order {
		c.rank[q] = place
	}
	outcomes := map[[2]string]int{}
	var walk func(q int, given []answer)
	walk = func(q int, given []answer) {
		for n, to := range g.next[q] {
			path := append(given[:len(given):len(given)], answer{c.rank[q], n})
			if to >= 0 {
				walk(to, path)
				continue
			}
			a := g.questions[q].Answers[n]
			outcome := [2]string{a.Go.To, a.Or.To}
			if _, ok := outcomes[outcome]; !ok {
				outcomes[outcome] = len(outcomes)
			}
			c.readers = append(c.readers, kind{f.perPath[a.Go.To], outcomes[outcome], path})
		}
	}
	walk(g.start, nil)
	c.ends = len(outcomes)
	return c
}

func (c *crowd) everyone() group {
	all := make(group, len(c.readers))
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

// weight is the share of a group's readers.
func (c *crowd) weight(who group) (sum float64) {
	for _, r := range who {
		sum += c.readers[r].share
	}
	return sum
}

// settled tells whether a whole group has one outcome.
func (c *crowd) settled(who group) bool {
	for _, r := range who {
		if c.readers[r].end != c.readers[who[0]].end {
			return false
		}
	}
	return true
}

// entropy is that of the group's outcomes in bits, times the group's weight,
// so that the parts of a group add up.
func (c *crowd) entropy(who group) float64 {
	shares := make([]float64, c.ends)
	for _, r := range who {
		shares[c.readers[r].end] += c.readers[r].share
	}
	total, sum := 0.0, 0.0
	for _, p := range shares {
		if p > 0 {
			total += p
			sum -= p * math.Log2(p)
		}
	}
	if total == 0 {
		return 0
	}
	return max(0, sum+total*math.Log2(total))
}

// split parts a group by its answers to a question; those who do not meet it
// are a part of their own, the last.
func (c *crowd) split(who group, question int) []group {
	var parts []group
	var others group
	for _, r := range who {
		n, met := c.readers[r].answer(question)
		if !met {
			others = append(others, r)
			continue
		}
		for len(parts) <= n {
			parts = append(parts, nil)
		}
		parts[n] = append(parts[n], r)
	}
	parts = append(parts, others)
	return slices.DeleteFunc(parts, func(p group) bool { return len(p) == 0 })
}

func (k kind) answer(question int) (n int, met bool) {
	i, met := slices.BinarySearchFunc(k.given, question, func(a answer, q int) int { return cmp.Compare(a.question, q) })
	if !met {
		return 0, false
	}
	return k.given[i].n, true
}

// met are the questions from a place on that any of the group meets, in order.
func (c *crowd) met(who group, from int) []int {
	seen := make([]bool, len(c.rank))
	for _, r := range who {
		for _, a := range c.readers[r].given {
			seen[a.question] = true
		}
	}
	var questions []int
	for q := from; q < len(seen); q++ {
		if seen[q] {
			questions = append(questions, q)
		}
	}
	return questions
}

// inOrder is how many questions a group is asked when the tree's own order
// is kept from a place on, leaving out what does not tell them apart, with
// the first of them; -1 when there is none.
func (c *crowd) inOrder(who group, from int) (cost float64, first int) {
	if len(who) == 0 || c.settled(who) {
		return 0, -1
	}
	for _, q := range c.met(who, from) {
		if parts := c.split(who, q); len(parts) > 1 {
			cost = c.weight(who)
			for _, part := range parts {
				more, _ := c.inOrder(part, q+1)
				cost += more
			}
			return cost, q
		}
	}
	return 0, -1
}
