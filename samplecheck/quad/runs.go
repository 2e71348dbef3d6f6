package quad

import "math/bits"

// marks say of each place of a line whether something lies there, 64 places
// in a word. The last of them is empty.
type marks []uint64

// grow adds to each mark another just so many places after it.
func (m marks) grow(by int) {
	for i := len(m) - 1; i > 0; i-- {
		m[i] |= m[i]<<by | m[i-1]>>(64-by)
	}
	m[0] |= m[0] << by
}

// wane keeps the marks that have another just so many places after them.
func (m marks) wane(by int) {
	last := len(m) - 1
	for i := range last {
		m[i] &= m[i]>>by | m[i+1]<<(64-by)
	}
	m[last] &= m[last] >> by
}

// runs leaves the runs of marks: gaps of up to longestGap places are filled,
// and then what is shorter than shortestRun is taken away.
func (m marks) runs() {
	m.grow(1)
	m.grow(2) // by 3 altogether
	m.wane(1)
	m.wane(2)
	for _, by := range [...]int{1, 2, 4, 2} { // what is left begins a run of 10
		m.wane(by)
	}
	for _, by := range [...]int{1, 2, 4, 2} {
		m.grow(by)
	}
}

// extent counts the marks and tells where the first of them begins and the
// last one ends.
func (m marks) extent() (count, first, end int) {
	for i, word := range m {
		if word == 0 {
			continue
		}
		if count == 0 {
			first = 64*i + bits.TrailingZeros64(word)
		}
		count += bits.OnesCount64(word)
		end = 64*i + bits.Len64(word)
	}
	return count, first, end
}
