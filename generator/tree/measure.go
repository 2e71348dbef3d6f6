package tree

import (
	"errors"
	"math"
	"math/big"
	"strings"
)

// Audience is who uses a tree.
type Audience struct {
	// Counts says how many readers each page is for, by its path without an
	// anchor as the tree writes it. A page that is not listed is for nobody.
	// With no count for any page of the tree, every page that a path ends on,
	// each anchor apart, is taken to be for equally many readers.
	Counts map[string]int
	// Unsettled marks further pages, as the tree writes them, that leave
	// readers without an answer, such as "contact support". Nil marks none.
	Unsettled func(path string) bool
}

// Questions is a number of questions that a reader answers, on average.
type Questions float64

// Arithmetic is what a tree asks of its readers.
//
// A page's readers are split evenly over the paths that end on it. Hence
// every path has a share, and an answer's share is that of all readers who
// give it, whatever they were asked before.
type Arithmetic struct {
	Assumed bool          // there were no counts, so the shares are equal by assumption
	Outside int           // readers of pages that the counts list and no path ends on; they have no share
	Answers []AnswerShare // of every reached question, in the order of the file

	// Expected is the number of questions that a reader answers.
	Expected Questions
	// Bound is what no tree can beat whose questions have at most Width
	// answers and that still brings every reader to the same outcome: the
	// entropy of the outcomes in bits, divided by log2(Width), the most bits
	// that one question can tell. An outcome is a page with its second
	// likely cause. Width is one more than the most answers of any question.
	Bound Questions
	Width int
	// Best is what these questions reach when they are asked in the best
	// order, as [Tree.Measure] defines it. Bound <= Best <= Expected, but for
	// the rounding of sums.
	Best    Questions
	First   string // the question that the best order asks first; empty when one outcome is all there is
	Optimal bool   // no order is better; otherwise Best is the best that a quick search found

	Unsettled Share    // of readers who end without an answer
	Changes   []Change // at most three, what saves most first
}

// AnswerShare is the share of all readers who give an answer.
type AnswerShare struct {
	Choice
	Share Share
}

// ErrUnsound is returned for a tree that has loops, dead ends, no start, or
// more pages than its limit.
var ErrUnsound = errors.New("the tree is not sound")

// Measure does a tree's arithmetic.
//
// Reordering keeps every question with its answers. What a reader answers to
// the questions of their own path is known; to any other question they could
// only say "None of these". So a question may be asked before its place, of
// readers who would not have met it, once it has that one answer more. A
// question that no longer tells readers apart is not asked. An order is
// right when its answers always lead readers to the outcome that they have
// in this tree. The tree as it is is one such order. The best order is found
// exactly when the tree is small enough to try all that could be best, and
// otherwise by asking at each point what tells most about the outcome.
//
// Readers end without an answer when the last one they give has the key
// dont-know, or one that starts with dont-know-, or where the audience says so.
func (t *Tree) Measure(audience Audience) (Arithmetic, error) {
	g := newGraph(t)
	if !g.sound(t.Limit) {
		return Arithmetic{}, ErrUnsound
	}
	flow := g.spread(audience)
	result := Arithmetic{Assumed: flow.assumed, Outside: flow.outside, Width: 1 + g.widestReached()}
	for i, q := range g.questions {
		for n, a := range q.Answers {
			if g.reached[i] {
				share := Share(flow.share(i, n))
				result.Answers = append(result.Answers, AnswerShare{Choice{q, a}, share})
				result.Expected += Questions(share)
				if g.next[i][n] == ends && unsettled(a, audience) {
					result.Unsettled += share
				}
			}
		}
	}
	crowd := g.crowd(flow)
	result.Bound = Questions(crowd.entropy(crowd.everyone()) / math.Log2(float64(result.Width)))
	best, first, optimal := crowd.best(result.Width)
	result.Best, result.Optimal = Questions(best), optimal
	if first >= 0 {
		result.First = g.questions[crowd.order[first]].Key
	}
	result.Changes = g.changes(flow, crowd, result.Width)
	return result, nil
}

// sound tells whether the paths can be walked one by one.
func (g *graph) sound(limit int) bool {
	if g.start < 0 || len(g.loops) > 0 {
		return false
	}
	for _, q := range g.near {
		if len(g.next[q]) == 0 {
			return false
		}
		for _, to := range g.next[q] {
			if to == nowhere {
				return false
			}
		}
	}
	return g.countPages().below[g.start].Cmp(big.NewInt(int64(limit))) <= 0
}

func (g *graph) widestReached() int { return len(g.questions[g.widest()].Answers) }

func unsettled(a *Answer, audience Audience) bool {
	return a.Unsure() || audience.Unsettled != nil && audience.Unsettled(a.Go.To)
}

// Unsure tells whether an answer says "I don't know", by its key.
func (a *Answer) Unsure() bool { return strings.HasPrefix(a.Key+"-", "dont-know-") }
