package render

import (
	"html/template"
	"strconv"

	"retake/generator/guide"
)

// Card is a page in a list.
type Card struct {
	Link
	Lang    string // when it is not the guide's
	Drawing template.HTML
	Inner   bool // it stands under a heading of its own
}

// Group is a folder on the home page.
type Group struct {
	Link
	ID    string
	Kind  guide.Kind // of what is in it
	Cards []Card
	All   string // leads to all of them; empty when all are shown
}

// homeCards is how many pages of a folder the home page shows: all of a
// usual guide's, and of a huge one as many as a reader would look through.
const homeCards = 12

func (s *guideRender) cards(f *Frame, pages []*guide.Page, inner bool) []Card {
	cards := make([]Card, len(pages))
	for i, p := range pages {
		cards[i] = Card{
			Link:  s.link(f.Shell, p),
			Lang:  s.foreign(p),
			Inner: inner,
		}
		if p.Drawing != nil && p.Kind == guide.Reason {
			cards[i].Drawing = inline(p.Drawing.SVG, "")
		}
	}
	return cards
}

func (s *guideRender) groups(f *Frame) []Group {
	var groups []Group
	for _, folder := range s.g.Home.Children {
		if folder.Kind != guide.Folder || len(folder.Children) == 0 {
			continue
		}
		shown := folder.Children[:min(homeCards, len(folder.Children))]
		groups = append(groups, Group{
			Link: s.link(f.Shell, folder),
			ID:   "folder-" + folder.Slug(), Kind: shown[0].Kind,
			Cards: s.cards(f, shown, true), All: s.all(folder, len(folder.Children)-len(shown)),
		})
	}
	return groups
}

// all says how many pages a folder has beside those that are shown.
func (s *guideRender) all(folder *guide.Page, more int) string {
	if more == 0 {
		return ""
	}
	w := s.g.Words
	return w.Fill("all_of", "title", folder.Title()) + " (" + w.Fill("more", "n", strconv.Itoa(more)) + ")"
}

// loose are the pages in no folder, or in one that has no page of its own.
// Those at every page's foot are not repeated.
func (s *guideRender) loose() []*guide.Page {
	var pages []*guide.Page
	for _, p := range s.g.Home.Children {
		if p.Kind != guide.Folder && p.Key != stripPage && p.Key != checksPage {
			pages = append(pages, p)
		}
	}
	return pages
}
