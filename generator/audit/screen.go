package audit

import (
	"sync"
)

// Screen looks at published pages one by one, when somebody has them on
// screen: with the rules that look at one page, and at where its links lead.
// Of other pages it makes only those that the links lead to.
type Screen struct {
	mu     sync.Mutex // one page at a time: nobody has many on screen
	runner *runner
	places map[*Digest]int // among the pages
	seen   map[*Digest][][]Finding
	failed error
}

// screenMemory bounds the pages that are remembered from build to build: as
// many as some tabs and what they link to.
const screenMemory = 1000

// NewScreen looks at the pages of a build without mistakes. What the memory
// knows is not looked at again.
func NewScreen(s *Subject, memory *Memory) *Screen {
	var rules []*Rule
	for _, rule := range Rules {
		if rule.Page != nil && rule.Needs == Nothing {
			rules = append(rules, rule)
		}
	}
	all := newPublished(s)
	c := &Screen{
		runner: &runner{subject: s, rules: rules, all: all, memory: memory, named: idsOf(rules)},
		places: map[*Digest]int{}, seen: map[*Digest][][]Finding{},
	}
	for i, d := range all.Pages {
		c.places[d] = i
	}
	all.need = c.look
	return c
}

// look makes a page, unless that was done, and applies the rules.
func (c *Screen) look(d *Digest) {
	if _, ok := c.seen[d]; ok {
		return
	}
	n := c.places[d]
	key := c.runner.pageKey(n)
	found, err := c.runner.look(n, key)
	if err != nil {
		c.failed = err
	} else {
		c.runner.memory.keepPage(key, found, d)
	}
	c.seen[d] = found
}

// Findings are what is found on the page with a name, that of its file below
// the site's root: none when there is no such page.
func (c *Screen) Findings(name string) ([]Finding, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	d := c.runner.all.digest(name)
	if d == nil {
		return nil, nil
	}
	var found []Finding
	for i, ofRule := range c.seen[d] {
		for _, f := range ofRule {
			f.Rule = c.runner.rules[i].ID
			found = append(found, f)
		}
	}
	for _, f := range c.runner.all.faultsOn(d) {
		f.Finding.Rule = f.rule
		found = append(found, f.Finding)
	}
	if d.Of != nil {
		found, _ = divide(exemptionsOf(d.Of.Doc), found)
	}
	return sorted(found), c.failed
}

// keepPage keeps what was found on one page. When there is much, what was
// kept first is forgotten with the rest.
func (m *Memory) keepPage(key pageKey, found [][]Finding, d *Digest) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.pages == nil || len(m.pages) >= screenMemory {
		m.pages = map[pageKey]seen{}
	}
	m.pages[key] = seen{found, d}
}
