package audit

import (
	"fmt"
	"slices"
	"strings"

	"retake/generator/content"
	"retake/generator/guide"
	"retake/generator/tree"
)

var sharedSign = Rule{
	ID: "shared-sign", Area: ContentModel, Level: Warning,
	Title: "A sign of two reasons that no tree tells apart",
	Why:   "Readers who see the sign cannot know which of the two reasons is theirs, and nothing helps them to find out.",
	Mend:  "Let a question of a tree part the two reasons, or say in the sign what tells them apart.",
	Texts: func(s *Subject, all []*Gist) []Finding {
		var found []Finding
		firsts, trees := map[string]*Gist{}, map[*guide.Guide]ways{}
		for _, g := range s.Site.Guides {
			trees[g] = waysOf(g)
		}
		for _, g := range all {
			for _, sign := range g.Signs {
				key := g.Lang + " " + sign.words
				before := firsts[key]
				switch {
				case before == nil:
					firsts[key] = g
				case before != g && !trees[g.Page.Guide].toldApart(before.Page, g.Page):
					f := sign.at
					f.Text = fmt.Sprintf("this is a sign of “%s” too, and no tree tells the two apart", before.Page.Title())
					found = append(found, f)
				}
			}
		}
		return found
	},
}

// sign is one of the signs or causes of a reason.
type sign struct {
	words string // as they are compared: plain, in order
	at    Finding
}

// signs are the items below a reason's signs and causes.
func (t *Text) signs() []sign {
	var found []sign
	for _, b := range t.Blocks {
		if b.Section != "signs" && b.Section != "causes" || b.Kind != content.ItemBlock || len(b.Sentences) == 0 {
			continue
		}
		var words []string
		for _, s := range b.Sentences {
			for _, w := range s.Words {
				words = append(words, w.Plain)
			}
		}
		slices.Sort(words)
		found = append(found, sign{strings.Join(slices.Compact(words), " "), t.found(b, b.Sentences[0].From, "", "")})
	}
	return found
}

// ways are the answers after which each page can be the end, by question, in
// the trees of one guide.
type ways map[*guide.Page]map[*tree.Question]map[*tree.Answer]bool

func waysOf(g *guide.Guide) ways {
	found := ways{}
	for _, t := range g.Trees {
		for state := range t.States() {
			end := state.Outcome()
			if end == nil {
				continue
			}
			page := t.Target(end.Go).Page
			if found[page] == nil {
				found[page] = map[*tree.Question]map[*tree.Answer]bool{}
			}
			for _, c := range state.Given {
				if found[page][c.Question] == nil {
					found[page][c.Question] = map[*tree.Answer]bool{}
				}
				found[page][c.Question][c.Answer] = true
			}
		}
	}
	return found
}

// toldApart tells whether some question on the way to both pages has an
// answer that leads to only one of them.
func (w ways) toldApart(a, b *guide.Page) bool {
	for question, answers := range w[a] {
		others := w[b][question]
		for answer := range answers {
			if len(others) > 0 && !others[answer] {
				return true
			}
		}
	}
	return false
}
