package tree

import "slices"

// flow is how readers spread over a tree.
type flow struct {
	graph   *graph
	visits  []float64 // paths from the start to each question
	weight  []float64 // share of the readers below a question, along one path to it
	perPath map[string]float64
	assumed bool
	outside int
}

// spread splits each page's readers evenly over the paths that end on it.
func (g *graph) spread(audience Audience) *flow {
	f := &flow{graph: g, visits: make([]float64, len(g.questions)), weight: make([]float64, len(g.questions))}
	f.visits[g.start] = 1
	for _, q := range slices.Backward(g.order) {
		for _, to := range g.next[q] {
			if to >= 0 && g.reached[q] {
				f.visits[to] += f.visits[q]
			}
		}
	}
	f.divide(audience)
	for _, q := range g.order {
		for n := range g.next[q] {
			f.weight[q] += f.below(q, n)
		}
	}
	return f
}

// divide finds the share of one path to each end.
func (f *flow) divide(audience Audience) {
	ends, pages := map[string]float64{}, map[string]float64{} // paths
	var order []string                                        // of the file, so that sums are always the same
	for i, q := range f.graph.questions {
		for _, a := range q.Answers {
			if !f.graph.reached[i] || !a.Go.IsPage() {
				continue
			}
			if ends[a.Go.To] == 0 {
				order = append(order, a.Go.To)
			}
			ends[a.Go.To] += f.visits[i]
			pages[a.Go.Page()] += f.visits[i]
		}
	}
	total := 0.0
	for page, count := range audience.Counts {
		if count = max(0, count); pages[page] > 0 {
			total += float64(count) // whole numbers: their order does not matter
		} else {
			f.outside += count
		}
	}
	f.assumed = total == 0
	f.perPath = map[string]float64{}
	for _, end := range order {
		if page := (Link{To: end}).Page(); f.assumed {
			f.perPath[end] = 1 / float64(len(order)) / ends[end]
		} else {
			f.perPath[end] = float64(max(0, audience.Counts[page])) / total / pages[page]
		}
	}
}

// below is the share of the readers who give an answer, along one path to
// its question.
func (f *flow) below(q, n int) float64 {
	if to := f.graph.next[q][n]; to >= 0 {
		return f.weight[to]
	}
	return f.perPath[f.graph.questions[q].Answers[n].Go.To]
}

// share is the share of all readers who give an answer.
func (f *flow) share(q, n int) float64 { return f.visits[q] * f.below(q, n) }
