package quad

import "sync"

// arena is the memory that one search needs. It is used again for the next:
// asking for it anew, and having it cleared and collected, took longer than
// searching.
type arena struct {
	words  slab[uint64]
	ints   slab[int32]
	slopes slab[slope]
	bytes  slab[uint8]
	floats slab[float32]
	met    crossings
	edges  []edge
}

var arenas = sync.Pool{New: func() any { return new(arena) }}

func (a *arena) reset() {
	a.words.reset()
	a.ints.reset()
	a.slopes.reset()
	a.bytes.reset()
	a.floats.reset()
}

type slab[T any] struct {
	all          []T
	used, missed int
}

// take is n zeroes.
func (s *slab[T]) take(n int) []T {
	part := s.room(n)
	clear(part)
	return part
}

// room is room for n that will all be written before they are read. What does
// not fit is made apart, and fits the next time.
func (s *slab[T]) room(n int) []T {
	if s.used+n > len(s.all) {
		s.missed += n
		return make([]T, n)
	}
	part := s.all[s.used : s.used+n : s.used+n]
	s.used += n
	return part
}

func (s *slab[T]) reset() {
	if s.missed > 0 {
		s.all = make([]T, s.used+s.missed)
	}
	s.used, s.missed = 0, 0
}
