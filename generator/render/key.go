package render

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"sync"
	"time"

	"retake/generator/guide"
)

// key collects what an output depends on.
type key struct{ b []byte }

// keys are used again: a build makes one for each of its files.
var keys = sync.Pool{New: func() any { return new(key) }}

func newKey(parts ...string) *key {
	k := keys.Get().(*key)
	k.b = k.b[:0]
	k.add(parts...)
	return k
}

// sum is the key's end: k must not be used any more.
func (k *key) sum() string {
	sum := sha256.Sum256(k.b)
	keys.Put(k)
	return hex.EncodeToString(sum[:16])
}

func (k *key) add(parts ...string) {
	for _, part := range parts {
		k.b = append(append(k.b, part...), 0)
	}
}

func (k *key) flag(flags ...bool) {
	for _, flag := range flags {
		if flag {
			k.b = append(k.b, '1')
		} else {
			k.b = append(k.b, '0')
		}
	}
}

// day adds a date, if there is one.
func (k *key) day(t time.Time) {
	if !t.IsZero() {
		k.b = t.AppendFormat(k.b, time.DateOnly)
	}
	k.b = append(k.b, 0)
}

// card adds what other pages show of a page.
func (k *key) card(p *guide.Page) {
	if p == nil {
		k.add("none")
		return
	}
	k.add(p.URL, p.Doc.Front.Title, p.Doc.Front.Summary, p.Doc.Lang, string(p.Kind))
	if p.Drawing != nil {
		k.add(p.Drawing.Sum)
	}
}

// cards adds a list, with its length: what follows may be one too.
func (k *key) cards(pages []*guide.Page) {
	k.add(strconv.Itoa(len(pages)))
	for _, p := range pages {
		k.card(p)
	}
}

// links adds where links lead.
func (k *key) links(targets []guide.Target) {
	for _, t := range targets {
		switch {
		case t.Page != nil:
			k.add(t.Page.URL, t.Fragment)
		case t.Tree != nil:
			k.add(t.Tree.URL)
		default:
			k.add(t.External)
		}
	}
}

func (k *key) words(words map[string]string) {
	for _, name := range sortedKeys(words) {
		k.add(name, words[name])
	}
}

// aboveKeys name, for each page that others lie under, what pages share that
// lie right under it; nil stands for above the home page.
func (s *guideRender) aboveKeys() map[*guide.Page]string {
	above := map[*guide.Page]string{nil: s.shared}
	for _, p := range s.g.Pages {
		if len(p.Children) > 0 {
			k := newKey(above[p.Parent])
			k.card(p)
			above[p] = k.sum()
		}
	}
	return above
}

// sharedKey names what stands on every page of a guide.
func (s *guideRender) sharedKey() string {
	k := newKey(s.sum, s.assets.Style, s.assets.Icon, string(s.assets.Mark), s.site.BaseURL.String(), s.site.EditURL, s.site.SearchLog, s.g.Lang.Tag)
	k.flag(s.site.Official, s.site.Pictures)
	for _, lang := range s.site.Languages {
		k.add(lang.Tag, lang.Name)
	}
	k.words(s.g.Words)
	k.words(s.site.Variables)
	for _, folder := range s.g.Home.Children {
		k.card(folder)
	}
	k.card(s.g.Page(checksPage))
	for _, tree := range s.g.Trees {
		k.add(tree.URL, tree.Title, tree.Summary)
	}
	return k.sum()
}
