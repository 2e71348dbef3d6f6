package audit

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"retake/generator/guide"
	"retake/generator/mistake"
)

var staleShares = Rule{
	ID: "stale-shares", Area: Trees, Level: Warning,
	Title: "Shares that no longer fit the trees",
	Why:   "The trees' arithmetic, and the order of questions that it advises, rest on counts of pages that trees no longer end on, or leave out pages that they do.",
	Mend:  "Count again, and write every page that trees end on into content/shares.csv.",
	Guide: func(s *Subject) []Finding {
		if s.Site.Shares == nil || s.Site.Library.Shares == nil {
			return nil
		}
		ends := endsOf(s.Site.Guides[0])
		var found []Finding
		for _, slug := range slices.Sorted(maps.Keys(s.Site.Shares)) {
			if !ends[slug] {
				found = append(found, inShares(s, slug, fmt.Sprintf("no tree ends on %q", slug)))
			}
		}
		for _, slug := range slices.Sorted(maps.Keys(ends)) {
			if _, counted := s.Site.Shares[slug]; !counted {
				found = append(found, inShares(s, "reason", fmt.Sprintf("trees end on %q, which was not counted", slug)))
			}
		}
		return found
	},
}

// endsOf are the slugs of the pages that a guide's trees end on.
func endsOf(g *guide.Guide) map[string]bool {
	ends := map[string]bool{}
	for _, t := range g.Trees {
		for _, q := range t.Questions {
			for _, a := range q.Answers {
				if page := t.Target(a.Go).Page; page != nil {
					ends[page.Slug()] = true
				}
			}
		}
	}
	return ends
}

// inShares is a finding on the line of shares.csv that begins with a word.
func inShares(s *Subject, word, text string) Finding {
	f := s.Site.Library.Shares
	m := mistake.Mistake{Position: mistake.Position{File: f.File}, Text: text}
	n := 0
	for line := range strings.Lines(string(f.Source)) {
		if n++; strings.HasPrefix(line, word+",") {
			m.Line, m.Column, m.Quote = n, 1, strings.TrimRight(line, "\r\n")
			break
		}
	}
	return Finding{Mistake: m}
}
