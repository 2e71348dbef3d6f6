package search

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestHeadHasTheBestPages(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for round := range 300 {
		type posting struct {
			page   uint32
			weight uint8
		}
		var all []posting
		var p postings
		page := uint32(0)
		for range 1 + random.IntN(200) {
			page += 1 + uint32(random.IntN(3000))
			all = append(all, posting{page, strongest + uint8(random.IntN(1+random.IntN(weakest-strongest+1)))})
			p.add(page, all[len(all)-1].weight)
		}
		want := slices.Clone(all)
		if len(all) > headPages {
			slices.SortStableFunc(want, func(a, b posting) int { return cmp.Compare(a.weight, b.weight) })
			want = want[:headPages]
			slices.SortFunc(want, func(a, b posting) int { return cmp.Compare(a.page, b.page) })
		}
		var got []posting
		e := entry{postings: p.data, rough: headRough + 1}
		if len(all) <= headPages {
			e.rough = headRough
		}
		for c := read(e.head()); c.there; c.next() {
			got = append(got, posting{c.page, c.weight})
		}
		if !slices.Equal(got, want) {
			t.Fatalf("round %d: the head of %v is %v, want %v", round, all, got, want)
		}
	}
}
