package audit

import "strings"

// journey follows a page that leads on at once until it stays, comes back or
// leaves: the addresses on the way, the page's own first. It ends where it
// was before when it never ends.
func (p *Published) journey(d *Digest) []string {
	way, seen := []string{"/" + d.URL}, map[*Digest]bool{}
	for d != nil && d.Refresh != "" && !seen[d] {
		seen[d] = true
		t := p.resolve(d, d.Refresh)
		way = append(way, t.shown)
		d = p.byName[t.name]
	}
	return way
}

// endless tells whether a journey comes back to where it has been.
func endless(way []string) bool {
	last := len(way) - 1
	for _, before := range way[:last] {
		if before == way[last] {
			return true
		}
	}
	return false
}

// onward are the pages that lead on at once, each with its journey.
func (p *Published) onward(yield func(*Digest, []string) bool) {
	for _, d := range p.Pages {
		if d.Refresh != "" && !yield(d, p.journey(d)) {
			return
		}
	}
}

func arrows(way []string) string { return strings.Join(way, " → ") }
