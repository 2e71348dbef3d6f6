package audit

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"retake/generator/content"
	"retake/generator/guide"
	"retake/generator/search"
)

// Memory is what an audit leaves to the next one of the same guide: what was
// found in texts, on published pages and by searches, for as long as they are
// the same. Several audits may share it.
type Memory struct {
	mu       sync.Mutex
	texts    map[textKey]read
	pages    map[pageKey]seen
	searches map[searchKey][]string
}

// textKey is all that the findings in a page's text depend on.
type textKey struct {
	doc     *content.Document // a file that is read anew has another one
	address string
	beside  string // see [runner.beside]
}

// read is what was found in a text, by rule.
type read struct {
	found [][]Finding
	gist  *Gist
}

// pageKey is all that the findings on a published page depend on.
type pageKey struct {
	name   string
	output string            // its key, which names all that it shows
	doc    *content.Document // where findings stand; nil for a page of several
	rules  string            // their names
}

// seen is what was found on a published page, by rule, and what is kept of it.
type seen struct {
	found  [][]Finding
	digest *Digest
}

// searchKey is all that the results of a search depend on.
type searchKey struct {
	index string // and the script, see [Published.index]
	words string
	depth int
}

// text is what was found in a page's text, if it is known.
func (m *Memory) text(key textKey) (read, bool) {
	if m == nil {
		return read{}, false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	known, ok := m.texts[key]
	return known, ok
}

// keep keeps what was found in pages' texts. What an audit that was stopped did
// not come to stays known, so that the next goes on where it ended. Texts that
// are no longer there are forgotten.
func (m *Memory) keep(texts []written, found [][][]Finding, gists []*Gist, beside map[string]string) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	kept := make(map[textKey]read, len(texts))
	for i, t := range texts {
		if t.page == nil {
			continue
		}
		key := textKey{t.page.Doc, t.page.URL, beside[t.page.Doc.Lang]}
		if gists[i] != nil {
			kept[key] = read{found[i], gists[i]}
		} else if known, ok := m.texts[key]; ok {
			kept[key] = known
		}
	}
	m.texts = kept
}

// page fills in what is kept of a page, and is what was found on it, if that
// is known.
func (m *Memory) page(key pageKey, d *Digest) (found [][]Finding, ok bool) {
	if m == nil || key.output == "" {
		return nil, false
	}
	m.mu.Lock()
	known, ok := m.pages[key]
	m.mu.Unlock()
	if !ok {
		return nil, false
	}
	of, base := d.Of, d.base
	*d = *known.digest
	d.Of, d.base = of, base
	found = make([][]Finding, len(known.found))
	for i, ofRule := range known.found {
		found[i] = slices.Clone(ofRule)
		for n := range found[i] {
			found[i][n].on = d
		}
	}
	return found, true
}

// keepPages keeps what was found on pages in place of what was known.
func (m *Memory) keepPages(keys []pageKey, found [][][]Finding, pages []*Digest) {
	if m == nil {
		return
	}
	kept := make(map[pageKey]seen, len(keys))
	for i, key := range keys {
		kept[key] = seen{found[i], pages[i]}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.pages = kept
}

// search is what a search finds, if that is known.
func (m *Memory) search(key searchKey) (addresses []string, ok bool) {
	if m == nil {
		return nil, false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	addresses, ok = m.searches[key]
	return addresses, ok
}

func (m *Memory) keepSearch(key searchKey, addresses []string) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.searches == nil {
		m.searches = map[searchKey][]string{}
	}
	m.searches[key] = addresses
}

// beside is what findings in a text depend on besides the text: the rules,
// the words of the language, the guide's variables and its checks.
func (r *runner) beside() map[string]string {
	found := map[string]string{}
	for lang, lexicon := range r.subject.lexicons {
		known, err := json.Marshal([]any{r.named, r.subject.Config.Variables, r.subject.Site.Checks, lexicon.own})
		if err != nil {
			panic(err) // these are texts and finite numbers
		}
		sum := sha256.Sum256(known)
		found[lang] = string(sum[:])
	}
	return found
}

// pageKey names all that findings on the nth page depend on.
func (r *runner) pageKey(n int) pageKey {
	d := r.all.Pages[n]
	key := pageKey{name: d.Name, output: r.all.outputs[d.Name].Key, rules: r.named}
	if d.Of != nil {
		key.doc = d.Of.Doc
	}
	return key
}

// index names the index of a guide's search, and the script that reads it.
func (p *Published) index(g *guide.Guide) string {
	name := g.Root() + search.ManifestName
	var scripts []string
	for _, o := range p.subject.Outputs {
		if strings.HasSuffix(o.Name, ".js") {
			scripts = append(scripts, o.Name, o.Key)
		}
	}
	return fmt.Sprint(name, p.outputs[name].Key, scripts)
}
