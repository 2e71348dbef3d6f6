package tree

import (
	"fmt"
	"slices"

	"retake/generator/mistake"
)

// Differences are where a translation's shape departs from the tree that it
// translates, as mistakes in the translation that name both places. Only
// words may differ. Order counts too: it decides which address is the
// canonical one, and that must be the same in every language. Tests and
// limits belong to the writer of each file and are not compared.
func (t *Tree) Differences(origin *Tree) mistake.List {
	d := &comparison{translation: t, origin: origin}
	d.value(t.startAt, origin.startAt, "the start", t.Start, origin.Start)
	if t.NoIndex != origin.NoIndex {
		d.add(t.At, origin.At, "noindex must be the same as in the tree that this one translates", "Copy it from there.")
	}
	names := named[*Question]{"question", func(q *Question) (string, mistake.Position) { return q.Key, q.At }}
	for _, pair := range match(d, names, t.At, origin.At, t.Questions, origin.Questions) {
		d.question(pair[0], pair[1])
	}
	return d.found.Sorted()
}

type comparison struct {
	translation, origin *Tree
	found               mistake.List
}

func (d *comparison) add(at, other mistake.Position, text, hint string) {
	d.found = append(d.found, d.translation.Mistake(at, "shape", fmt.Sprintf("%s (%s)", text, other), hint))
}

func (d *comparison) value(at, other mistake.Position, what, is, was string) {
	if is == was {
		return
	}
	if at.File == "" {
		at = d.translation.At
	}
	d.add(at, other, fmt.Sprintf("%s is %s here, and %s in the tree that this one translates", what, orNothing(is), orNothing(was)), "Only the words may differ.")
}

func orNothing(s string) string {
	if s == "" {
		return "missing"
	}
	return fmt.Sprintf("%q", s)
}

func (d *comparison) question(q, origin *Question) {
	names := named[*Answer]{"answer", func(a *Answer) (string, mistake.Position) { return a.Key, a.At }}
	for _, pair := range match(d, names, q.At, origin.At, q.Answers, origin.Answers) {
		a, was := pair[0], pair[1]
		what := fmt.Sprintf("of answer %q of question %q", a.Key, q.Key)
		d.value(a.Go.At, was.Go.At, "the go "+what, a.Go.To, was.Go.To)
		d.value(either(a.Or.At, a.At), either(was.Or.At, was.At), "the second likely cause "+what, a.Or.To, was.Or.To)
		d.value(a.At, was.At, "the drawing "+what, a.Drawing, was.Drawing)
	}
}

func either(at, otherwise mistake.Position) mistake.Position {
	if at.File == "" {
		return otherwise
	}
	return at
}

// named is how things of a kind are called and found.
type named[T any] struct {
	kind string
	of   func(T) (key string, at mistake.Position)
}

// match pairs things by their keys, and reports those that have no pair or
// stand in another order.
func match[T any](d *comparison, names named[T], at, originAt mistake.Position, here, there []T) (pairs [][2]T) {
	origin, seen := map[string]T{}, map[string]bool{}
	for _, thing := range there {
		key, _ := names.of(thing)
		origin[key] = thing
	}
	var shared []string
	for _, thing := range here {
		key, place := names.of(thing)
		seen[key] = true
		if other, ok := origin[key]; ok {
			pairs, shared = append(pairs, [2]T{thing, other}), append(shared, key)
			continue
		}
		d.add(place, originAt, fmt.Sprintf("%s %q is not in the tree that this one translates", names.kind, key), "Take it out, or add it there.")
	}
	var expected []string
	for _, thing := range there {
		key, place := names.of(thing)
		if seen[key] {
			expected = append(expected, key)
			continue
		}
		d.add(at, place, fmt.Sprintf("%s %q is missing from this translation", names.kind, key), "Translate it too.")
	}
	order(d, names, shared, expected, pairs)
	return pairs
}

// order reports the first of the things of both trees that is out of place.
func order[T any](d *comparison, names named[T], shared, expected []string, pairs [][2]T) {
	for i, key := range shared {
		if key == expected[i] {
			continue
		}
		_, place := names.of(pairs[i][0])
		_, other := names.of(pairs[slices.Index(shared, expected[i])][1])
		d.add(place, other, fmt.Sprintf("%s %q stands where the tree that this one translates has %q", names.kind, key, expected[i]), "Keep the order.")
		return
	}
}
