package yamldoc

import (
	"fmt"
	"time"

	"github.com/goccy/go-yaml/ast"

	"retake/generator/mistake"
)

// Map is a group of keys. Reading a key marks it as known; [Map.Done] then
// reports the keys that nobody asked for, and those that are missing.
type Map struct {
	node    Node
	entries []entry
	asked   []string
	missing []missing
}

type entry struct {
	key   string
	at    mistake.Position
	value Node
}

// Map reads a group of keys. An absent value reads as an empty group. Of a
// key that stands twice the first counts, and the second is reported.
func (n Node) Map() (*Map, bool) {
	m := &Map{node: n}
	if !n.Present() {
		return m, true
	}
	var values []*ast.MappingValueNode
	switch v := n.ast.(type) {
	case *ast.MappingNode:
		values = v.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{v}
	default:
		n.wrongType("a group of keys")
		return m, false
	}
	first := map[string]mistake.Position{}
	for _, v := range values {
		key, at := v.Key.GetToken().Value, n.doc.positionOf(v.Key)
		if before, twice := first[key]; twice {
			n.doc.Add(at, "duplicate-key", fmt.Sprintf("%q stands here a second time", key), fmt.Sprintf("The first is on line %d.", before.Line))
			continue
		}
		first[key] = at
		m.entries = append(m.entries, entry{key, at, Node{n.doc, v.Value}})
	}
	return m, true
}

// Get is the value of a key, absent when there is none.
func (m *Map) Get(key string) Node {
	m.asked = append(m.asked, key)
	for _, e := range m.entries {
		if e.key == key {
			return e.value
		}
	}
	return Node{}
}

// KeyAt is where a key stands; false when it does not.
func (m *Map) KeyAt(key string) (mistake.Position, bool) {
	for _, e := range m.entries {
		if e.key == key {
			return e.at, true
		}
	}
	return mistake.Position{}, false
}

// Each calls f for every key in the order of the file, and marks all as
// known: for groups whose keys the writer chooses.
func (m *Map) Each(f func(key string, at mistake.Position, value Node)) {
	for _, e := range m.entries {
		m.asked = append(m.asked, e.key)
		f(e.key, e.at, e.value)
	}
}

// Len is the number of keys.
func (m *Map) Len() int { return len(m.entries) }

// Text reads the string under key into to, and tells whether it did.
func (m *Map) Text(key string, to *string) bool { return read(m.Get(key), Node.Text, to) }

// Texts reads the list of strings under key.
func (m *Map) Texts(key string, to *[]string) bool { return read(m.Get(key), Node.Texts, to) }

// Bool reads the truth value under key.
func (m *Map) Bool(key string, to *bool) bool { return read(m.Get(key), Node.Bool, to) }

// Int reads the whole number under key.
func (m *Map) Int(key string, to *int) bool { return read(m.Get(key), Node.Int, to) }

// Float reads the number under key.
func (m *Map) Float(key string, to *float64) bool { return read(m.Get(key), Node.Float, to) }

// Date reads the day under key.
func (m *Map) Date(key string, to *time.Time) bool { return read(m.Get(key), Node.Date, to) }

func read[T any](n Node, as func(Node) (T, bool), to *T) bool {
	if !n.Present() {
		return false
	}
	v, ok := as(n)
	if ok {
		*to = v
	}
	return ok
}

// Require reports a key that is missing or empty. One that is missing is
// reported by [Map.Done]: it may only be misspelt.
func (m *Map) Require(doc *Doc, key, hint string) {
	n := m.Get(key)
	if n.Present() {
		if text, ok := n.ast.(*ast.StringNode); !ok || text.Value != "" {
			return
		}
	}
	text := fmt.Sprintf("%q is missing", key)
	if at, ok := m.KeyAt(key); ok {
		doc.Add(at, "missing-key", text, hint)
		return
	}
	at := doc.Top()
	if m.node.Present() {
		at = m.node.At()
	}
	m.missing = append(m.missing, missing{key, func() { doc.Add(at, "missing-key", text, hint) }})
}

// missing is a key that should be there, and how to say so.
type missing struct {
	key string
	say func()
}

// Done reports every key that was not asked for, with the nearest known one,
// and every key that is missing, unless such a key was meant for it.
func (m *Map) Done() {
	known, meant := map[string]bool{}, map[string]bool{}
	for _, k := range m.asked {
		known[k] = true
	}
	for _, e := range m.entries {
		if !known[e.key] {
			meant[mistake.Nearest(e.key, m.asked)] = true
		}
	}
	for _, k := range m.missing {
		if !meant[k.key] {
			k.say()
		}
	}
	for _, e := range m.entries {
		if !known[e.key] {
			m.node.doc.Add(e.at, "unknown-key", fmt.Sprintf("unknown key %q", e.key), mistake.DidYouMean(e.key, m.asked))
		}
	}
}
