// Package cores divides work among the processor's cores. It is for many
// small things that do not wait for anything.
package cores

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// run is how many things in a row one core takes: enough that taking costs
// nothing, and neighbours in memory stay with one core.
const run = 64

// Each does n things, those from a number up to another at a time, and
// returns when all are done. In which order is not said.
func Each(n int, do func(from, to int)) {
	if n <= run {
		do(0, n)
		return
	}
	var taken atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (n+run-1)/run) {
		workers.Go(func() {
			for from := int(taken.Add(run)) - run; from < n; from = int(taken.Add(run)) - run {
				do(from, min(n, from+run))
			}
		})
	}
	workers.Wait()
}
