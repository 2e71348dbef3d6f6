package cores

import (
	"sync/atomic"
	"testing"
)

func TestEachDoesEverythingOnce(t *testing.T) {
	for _, n := range []int{0, 1, run, run + 1, 7*run - 1, 1000} {
		done := make([]atomic.Int32, n)
		Each(n, func(from, to int) {
			for i := from; i < to; i++ {
				done[i].Add(1)
			}
		})
		for i := range done {
			if times := done[i].Load(); times != 1 {
				t.Errorf("of %d things, number %d is done %d times", n, i, times)
			}
		}
	}
}
