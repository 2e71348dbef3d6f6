package render

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"
	"time"

	"retake/generator/guide"
)

// feedEntries is how many changes the feed tells of: half a year's in a busy
// guide.
const feedEntries = 50

// Atom, RFC 4287.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// epoch is the date of a guide without dates: a feed must have one, and a
// clock would make two builds differ.
var epoch = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)

func (s *guideRender) feed() {
	k := newKey(s.allCards, "feed")
	for _, p := range s.g.Pages {
		k.day(p.Doc.Front.Reviewed)
		for _, c := range p.Doc.Front.Changes {
			k.day(c.On)
			k.add(c.Note)
		}
	}
	s.add(s.g.Root()+"feed.xml", k.sum(), func(b *bytes.Buffer) error {
		w := s.g.Words
		home := s.site.Absolute(s.g.Root())
		feed := atomFeed{
			Lang: s.g.Lang.Tag, ID: home, Title: w["site_title"], Updated: epoch.Format(time.RFC3339), Author: w["site_title"],
			Links:   []atomLink{{"self", s.site.Absolute(s.g.Root() + "feed.xml")}, {"alternate", home}},
			Entries: s.changes(),
		}
		if len(feed.Entries) > 0 {
			feed.Updated = feed.Entries[0].Updated
		}
		b.WriteString(xml.Header)
		encoder := xml.NewEncoder(b)
		encoder.Indent("", " ")
		return encoder.Encode(feed)
	})
}

// changes are the newest ones, the newest first. A page without notes counts
// as changed when it was last reviewed.
func (s *guideRender) changes() []atomEntry {
	var entries []atomEntry
	for _, p := range s.g.Pages {
		if p.Fallback || p.Kind == guide.Folder || p.Kind == guide.Home {
			continue
		}
		front := &p.Doc.Front
		for _, c := range front.Changes {
			entries = append(entries, s.change(p, c.On, firstOf(c.Note, front.Summary)))
		}
		if len(front.Changes) == 0 && !front.Reviewed.IsZero() {
			entries = append(entries, s.change(p, front.Reviewed, front.Summary))
		}
	}
	slices.SortStableFunc(entries, func(a, b atomEntry) int { return strings.Compare(b.Updated, a.Updated) })
	return entries[:min(feedEntries, len(entries))]
}

func (s *guideRender) change(p *guide.Page, on time.Time, note string) atomEntry {
	url := s.site.Absolute(p.URL)
	return atomEntry{
		ID: url + "#" + day(on), Title: p.Title(), Updated: on.Format(time.RFC3339),
		Link: atomLink{"alternate", url}, Summary: note,
	}
}
