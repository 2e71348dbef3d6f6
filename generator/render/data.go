package render

import (
	"bytes"
	"cmp"
	"encoding/json"
	"time"

	"retake/generator/guide"
)

// guideData is the beginning of guide.json: the whole guide as data. Its pages,
// its trees and its checks follow. Addresses are in full, dates are days.
type guideData struct {
	Title     string     `json:"title"`
	Language  string     `json:"language"`
	URL       string     `json:"url"`
	Official  bool       `json:"official"`
	Languages []langData `json:"languages"`

	Measured *measuredData `json:"measured,omitempty"`
}

type langData struct {
	Language string `json:"language"`
	Name     string `json:"name"`
	URL      string `json:"url"`
}

type pageData struct {
	Kind       guide.Kind    `json:"kind"`
	Slug       string        `json:"slug"`
	URL        string        `json:"url"`
	Title      string        `json:"title"`
	Summary    string        `json:"summary,omitempty"`
	Rank       int           `json:"rank,omitempty"`
	Folder     string        `json:"folder,omitempty"`
	Also       []string      `json:"also,omitempty"`
	Checks     []string      `json:"checks,omitempty"`
	Related    []string      `json:"related,omitempty"`
	Reviewed   string        `json:"reviewed,omitempty"`
	Translated bool          `json:"translated"`
	Stale      bool          `json:"stale,omitempty"`
	Intro      string        `json:"intro,omitempty"`
	Sections   []sectionData `json:"sections,omitempty"`
}

type sectionData struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

type treeData struct {
	Slug      string         `json:"slug"`
	Title     string         `json:"title"`
	Summary   string         `json:"summary,omitempty"`
	URL       string         `json:"url"`
	Start     string         `json:"start"`
	Questions []questionData `json:"questions"`
}

type questionData struct {
	Key     string       `json:"key"`
	Ask     string       `json:"ask"`
	Help    string       `json:"help,omitempty"`
	Answers []answerData `json:"answers"`
}

// answerData leads to a question, or ends on a page; Or is the page of the
// second likely cause.
type answerData struct {
	Key      string `json:"key"`
	Say      string `json:"say"`
	Help     string `json:"help,omitempty"`
	Question string `json:"question,omitempty"`
	Ends     string `json:"ends,omitempty"`
	Or       string `json:"or,omitempty"`
}

func (s *guideRender) treeData(t *guide.Tree) treeData {
	d := treeData{Slug: t.Slug, Title: t.Title, Summary: t.Summary, URL: s.site.Absolute(t.URL), Start: t.Start}
	for _, q := range t.Questions {
		question := questionData{Key: q.Key, Ask: q.Ask, Help: q.Help}
		for _, a := range q.Answers {
			answer := answerData{Key: a.Key, Say: a.Say, Help: a.Help}
			if a.Go.IsPage() {
				answer.Ends = s.targetAddress(t.Target(a.Go))
			} else {
				answer.Question = a.Go.To
			}
			if a.Or.To != "" {
				answer.Or = s.targetAddress(t.Target(a.Or))
			}
			question.Answers = append(question.Answers, answer)
		}
		d.Questions = append(d.Questions, question)
	}
	return d
}

func (s *guideRender) targetAddress(t guide.Target) string {
	url := s.site.Absolute(targetPage(t))
	if t.Fragment != "" {
		url += "#" + t.Fragment
	}
	return url
}

func (s *guideRender) data() {
	k := newKey(s.allCards, s.evidenceKey(), "data")
	for _, p := range s.g.Pages {
		k.add(p.Doc.Path, p.Doc.Sum)
		k.flag(p.Stale)
	}
	for _, t := range s.g.Trees {
		k.add(t.Key, string(t.File.Source))
	}
	s.add(s.g.Root()+"guide.json", k.sum(), func(b *bytes.Buffer) error {
		d := guideData{Title: s.g.Words["site_title"], Language: s.g.Lang.Tag, URL: s.site.Absolute(s.g.Root()), Official: s.site.Official, Measured: s.measuredData()}
		for _, g := range s.site.Guides {
			d.Languages = append(d.Languages, langData{g.Lang.Tag, g.Lang.Name, s.site.Absolute(g.Root())})
		}
		b.Grow(s.wholeSize())
		encoder := json.NewEncoder(b)
		encoder.SetEscapeHTML(false)
		err := encoder.Encode(d)
		b.Truncate(b.Len() - len("}\n"))
		b.WriteString(`,"pages":`)
		err = cmp.Or(err, list(b, encoder, s.g.Pages, s.pageData))
		if len(s.g.Trees) > 0 {
			b.WriteString(`,"trees":`)
			err = cmp.Or(err, list(b, encoder, s.g.Trees, s.treeData))
		}
		if len(s.site.Checks) > 0 {
			b.WriteString(`,"checks":`)
			err = cmp.Or(err, list(b, encoder, s.site.Checks, s.checkData))
		}
		b.WriteString("}\n")
		return err
	})
}

// list encodes a list one by one: all pages of a big guide are too much to
// hold at once beside what is written of them.
func list[T, D any](b *bytes.Buffer, encoder *json.Encoder, of []T, data func(T) D) error {
	for i, one := range of {
		b.WriteByte("[,"[min(i, 1)])
		if err := encoder.Encode(data(one)); err != nil {
			return err
		}
		b.Truncate(b.Len() - len("\n"))
	}
	b.WriteByte(']')
	return nil
}

func (s *guideRender) pageData(p *guide.Page) pageData {
	front, body := &p.Doc.Front, &p.Doc.Body
	d := pageData{
		Kind: p.Kind, Slug: p.Slug(), URL: s.site.Absolute(p.URL),
		Title: front.Title, Summary: front.Summary, Rank: front.Rank, Also: front.Also,
		Reviewed: day(front.Reviewed), Translated: !p.Fallback, Stale: p.Stale, Intro: body.IntroText,
	}
	if p.Kind == guide.Home {
		d.Slug = ""
	}
	if p.Parent != nil {
		d.Folder = s.site.Absolute(p.Parent.URL)
	}
	for _, c := range p.Checks {
		d.Checks = append(d.Checks, c.ID)
	}
	for _, r := range p.Related {
		d.Related = append(d.Related, s.site.Absolute(r.URL))
	}
	for _, section := range body.Sections {
		d.Sections = append(d.Sections, sectionData{section.ID, section.Title, section.Text})
	}
	return d
}

// day writes a date, empty for none.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
