package tree

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
)

// budget is how many readers the search may look at before it settles for a
// good order: a fraction of a second.
const budget = 1_000_000

// rounding is the difference that two sums of the same shares may have. An
// order that is better by no more does not replace the tree's own.
const rounding = 1e-12

// best is the fewest questions that the crowd can be asked, with the place
// of the question to ask first, -1 when none needs to be asked.
func (c *crowd) best(width int) (cost float64, first int, optimal bool) {
	all := c.everyone()
	s := &search{crowd: c, bits: math.Log2(float64(width)), found: map[string]float64{}, left: budget}
	if cost, first = s.exact(all); s.left > 0 {
		return cost, first, true
	}
	cost, first = c.quick(all)
	return cost, first, false
}

// search tries every order that could be the best. Groups that came about in
// different orders are the same group and are solved once.
type search struct {
	crowd *crowd
	bits  float64 // that a question can tell
	found map[string]float64
	left  int // readers that may still be looked at
}

// exact is the fewest questions for a group and the first of them; -1 when
// none needs to be asked. The result means nothing once nothing is left.
func (s *search) exact(who group) (cost float64, first int) {
	if s.crowd.settled(who) || s.left <= 0 {
		return 0, -1
	}
	key := who.key()
	if cost, ok := s.found[key]; ok {
		return cost, -1
	}
	cost, first = s.crowd.inOrder(who, 0)
	for _, option := range s.options(who) {
		if option.least >= cost-rounding {
			break // and so is all that follows
		}
		if sum := s.sum(option, cost-rounding); sum < cost-rounding {
			cost, first = sum, option.question
		}
	}
	s.found[key] = cost
	return cost, first
}

// sum is what an option costs, or anything above limit when it is no better.
func (s *search) sum(o option, limit float64) float64 {
	total := o.least
	for i, part := range o.parts {
		exact, _ := s.exact(part)
		if total += exact - o.floors[i]; total >= limit {
			return math.Inf(1)
		}
	}
	return total
}

// option is a question that may be asked of a group next.
type option struct {
	question int
	parts    []group
	floors   []float64 // what each part will cost at least
	least    float64   // the question and all floors
}

// options are the questions that tell a group apart, the most promising
// first.
func (s *search) options(who group) []option {
	var options []option
	weight := s.crowd.weight(who)
	for _, q := range s.crowd.met(who, 0) {
		s.left -= len(who)
		parts := s.crowd.split(who, q)
		if len(parts) < 2 {
			continue
		}
		o := option{question: q, parts: parts, least: weight}
		for _, part := range parts {
			floor := s.floor(part)
			o.floors, o.least = append(o.floors, floor), o.least+floor
		}
		options = append(options, o)
	}
	slices.SortStableFunc(options, func(a, b option) int { return cmp.Compare(a.least, b.least) })
	return options
}

// floor is what a group costs at least: by what its outcomes must be told,
// and by the one question that two outcomes always need.
func (s *search) floor(who group) float64 {
	if s.crowd.settled(who) {
		return 0
	}
	return max(s.crowd.weight(who), s.crowd.entropy(who)/s.bits)
}

func (g group) key() string {
	var b []byte
	for _, r := range g {
		b = binary.AppendUvarint(b, uint64(r))
	}
	return string(b)
}

// quick is a good order: at each point, what tells most about the outcome,
// or the tree's own order from there on when that is better.
func (c *crowd) quick(who group) (cost float64, first int) {
	if len(who) == 0 || c.settled(who) {
		return 0, -1
	}
	first = -1
	var parts []group
	least := math.Inf(1)
	for _, q := range c.met(who, 0) {
		split := c.split(who, q)
		left := 0.0
		for _, part := range split {
			left += c.entropy(part)
		}
		if len(split) > 1 && left < least {
			first, least, parts = q, left, split
		}
	}
	cost = c.weight(who)
	for _, part := range parts {
		more, _ := c.quick(part)
		cost += more
	}
	if kept, own := c.inOrder(who, 0); kept <= cost+rounding {
		return kept, own
	}
	return cost, first
}
