package quad

import "sync"

// arena is the memory that one search needs. It is used again for the next:
// asking for it anew, and having it cleared and collected, took longer than
// searching.
type arena struct {
	words  slab[uint64]
	counts slab[uint16]
	bytes  slab[uint8]
	floats slab[float32]
	edges  slab[edge]
	voters slab[voter]
	lines  slab[line]
	peaks  []peak
	met    crossings
}

// arenas are those that no search has in hand: as many as have ever searched
// at the same time. A sync.Pool forgets them whenever memory is collected.
var arenas struct {
	sync.Mutex
	idle []*arena
}

func takeArena() *arena {
	arenas.Lock()
	defer arenas.Unlock()
	last := len(arenas.idle) - 1
	if last < 0 {
		return new(arena)
	}
	a := arenas.idle[last]
	arenas.idle = arenas.idle[:last]
	a.reset()
	return a
}

func (a *arena) giveBack() {
	arenas.Lock()
	defer arenas.Unlock()
	arenas.idle = append(arenas.idle, a)
}

func (a *arena) reset() {
	a.words.reset()
	a.counts.reset()
	a.bytes.reset()
	a.floats.reset()
	a.edges.reset()
	a.lines.reset()
	a.voters.reset()
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
