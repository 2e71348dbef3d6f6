package audit

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"retake/generator/content"
	"retake/generator/guide"
	"retake/generator/search"
)

// Memory is what an audit leaves to the next one of the same guide: what was
// found in texts and by searches, for as long as they are the same. Several
// audits may share it.
type Memory struct {
	mu       sync.Mutex
	texts    map[textKey]read
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

// keep keeps what was found in pages' texts in place of what was known: what
// the last audit did not see is gone.
func (m *Memory) keep(texts []written, found [][][]Finding, gists []*Gist, beside map[string]string) {
	if m == nil {
		return
	}
	kept := map[textKey]read{}
	for i, t := range texts {
		if t.page != nil {
			kept[textKey{t.page.Doc, t.page.URL, beside[t.page.Doc.Lang]}] = read{found[i], gists[i]}
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.texts = kept
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
	var ids []string
	for _, rule := range r.rules {
		ids = append(ids, rule.ID)
	}
	found := map[string]string{}
	for lang, lexicon := range r.subject.lexicons {
		known, err := json.Marshal([]any{ids, r.subject.Config.Variables, r.subject.Site.Checks, lexicon.own})
		if err != nil {
			panic(err) // these are texts and finite numbers
		}
		sum := sha256.Sum256(known)
		found[lang] = string(sum[:])
	}
	return found
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
