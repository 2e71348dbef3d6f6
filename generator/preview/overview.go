package preview

import (
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"retake/generator/colour"
	"retake/generator/guide"
)

//go:embed interface
var embedded embed.FS

// interfaceFiles are the preview's own scripts and styles.
func interfaceFiles() fs.FS {
	files, err := fs.Sub(embedded, "interface")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return files
}

var pageTemplates = template.Must(template.ParseFS(embedded, "interface/*.html"))

// overview is the page of all pages.
type overview struct {
	Title   string // of the guide
	Home    string // address of its home page
	Shown   string // which pages are shown at all
	Query   string
	Filters []filter
	Rows    []row
	Found   int    // rows there are, of which Rows are the first
	More    string // address that shows more of them
	Others  []said // findings that stand in no page
}

// filter is a choice of rows, as a link.
type filter struct {
	Key, Name, URL string
	Count          int
	Current        bool
}

// row is a page or a tree in all languages.
type row struct {
	Title, URL string
	File, Kind string
	Badge      string // why readers do not see it
	Reviewed   string
	Due        bool // the next review is
	Languages  []version
	Findings   []said

	words string // to be searched
}

// version is a row in one language.
type version struct{ Tag, URL, State string }

// choices are the filters, by the names that addresses have for them.
var choices = []struct {
	key, name string
	of        func(row) bool
}{
	{"", "All", func(row) bool { return true }},
	{"hidden", "Not published", func(r row) bool { return r.Badge != "" }},
	{"findings", "With findings", func(r row) bool { return len(r.Findings) > 0 }},
	{"due", "Review due", func(r row) bool { return r.Due }},
	{"translate", "To translate", func(r row) bool {
		for _, v := range r.Languages {
			if v.State != "" {
				return true
			}
		}
		return false
	}},
}

// rowsShown is how many rows are shown before more are asked for.
const rowsShown = 200

func (p *Preview) serveOverview(w http.ResponseWriter, r *http.Request) {
	s := p.state()
	if s.good == nil {
		p.serveWaiting(w, http.StatusServiceUnavailable)
		return
	}
	view := s.good.overview(r.URL.Query())
	view.Shown = "With drafts, and pages before and after their time."
	if !p.options.Build.Drafts {
		view.Shown = "As readers see it on " + date(s.good.Site.Date) + "."
	}
	ownHeaders(w)
	w.Header().Set("Content-Type", htmlType)
	_ = pageTemplates.ExecuteTemplate(w, "overview.html", view) // a reader who has gone needs no error
}

// overview lists what a query asks for.
func (s *site) overview(q url.Values) *overview {
	rows, others := s.rows()
	first := s.Site.Guides[0]
	view := &overview{Title: first.Words["site_title"], Home: s.base(), Query: q.Get("q"), Others: others}
	show := q.Get("show")
	for _, choice := range choices {
		f := filter{Key: choice.key, Name: choice.name, URL: overviewURL(q, "show", choice.key), Current: choice.key == show}
		for _, row := range rows {
			if !choice.of(row) || !matches(row, view.Query) {
				continue
			}
			f.Count++
			if f.Current {
				view.Rows = append(view.Rows, row)
			}
		}
		view.Filters = append(view.Filters, f)
	}
	view.Found = len(view.Rows)
	most := rowsShown
	if n, err := strconv.Atoi(q.Get("rows")); err == nil && n > most {
		most = n
	}
	if view.Found > most {
		view.Rows, view.More = view.Rows[:most], overviewURL(q, "rows", strconv.Itoa(most+5*rowsShown))
	}
	return view
}

// overviewURL is the same query with one value changed.
func overviewURL(q url.Values, key, value string) string {
	kept := url.Values{}
	for _, name := range []string{"q", "show", "rows"} {
		if v := q.Get(name); v != "" && name != key {
			kept.Set(name, v)
		}
	}
	if value != "" {
		kept.Set(key, value)
	}
	return place + "?" + kept.Encode()
}

// matches tells whether every word of a query is somewhere in a row.
func matches(r row, query string) bool {
	for _, word := range strings.Fields(strings.ToLower(query)) {
		if !strings.Contains(r.words, word) {
			return false
		}
	}
	return true
}

// rows are all pages, in reading order, and then the trees; others are the
// findings that stand in none of their files.
func (s *site) rows() (rows []row, others []said) {
	found := map[string][]said{}
	for i, m := range findingsSaid(s.Build, s.findings()) {
		file := s.findings()[i].File
		found[file] = append(found[file], m)
	}
	take := func(file string) []said {
		list := found[file]
		delete(found, file)
		return list
	}
	for i, g := range s.Site.Guides {
		for _, p := range g.Pages {
			if i == 0 || !p.Fallback && s.Site.Guides[0].Page(p.Key) == nil {
				rows = append(rows, s.pageRow(p, take))
			}
		}
	}
	for i, g := range s.Site.Guides {
		for _, t := range g.Trees {
			if i == 0 || !t.Fallback && s.Site.Guides[0].Tree(t.Slug) == nil {
				rows = append(rows, s.treeRow(t, take))
			}
		}
	}
	for _, m := range s.findings() {
		others = append(others, take(m.File)...)
	}
	return rows, others
}

func (s *site) pageRow(p *guide.Page, take func(string) []said) row {
	front := &p.Doc.Front
	r := row{Title: p.Title(), URL: s.base() + p.URL, File: p.Doc.At(0).File, Kind: string(p.Kind), Badge: s.badge(p), Reviewed: "never"}
	if !front.Reviewed.IsZero() {
		r.Reviewed = date(front.Reviewed)
		if next := front.ReviewEvery.After(front.Reviewed); next != front.Reviewed && !next.After(s.Site.Date) {
			r.Due, r.Reviewed = true, r.Reviewed+", due since "+date(next)
		}
	}
	words := []string{r.File, r.Kind, r.Badge}
	versions := map[*guide.Guide]*guide.Page{p.Guide: p}
	for _, other := range p.Others {
		versions[other.Guide] = other
	}
	for _, g := range s.Site.Guides {
		v := versions[g]
		if v == nil {
			continue
		}
		r.Languages = append(r.Languages, version{g.Lang.Tag, s.base() + v.URL, versionState(v.Fallback, v.Stale)})
		if !v.Fallback {
			r.Findings = append(r.Findings, take(v.Doc.At(0).File)...)
			words = append(words, v.Doc.Front.Title, v.Doc.Front.Summary, v.Doc.Front.Owner, strings.Join(v.Doc.Front.Also, " "))
		}
	}
	r.words = strings.ToLower(strings.Join(words, " "))
	return r
}

func versionState(missing, stale bool) string {
	switch {
	case missing:
		return "not translated"
	case stale:
		return "out of date"
	}
	return ""
}

func (s *site) treeRow(t *guide.Tree, take func(string) []said) row {
	r := row{Title: t.Title, URL: s.base() + t.URL, File: t.File.File, Kind: "tree", Findings: take(t.File.File)}
	words := []string{r.Title, t.Summary, r.File, r.Kind}
	r.Languages = append(r.Languages, version{t.Guide.Lang.Tag, s.base() + t.URL, ""})
	for _, other := range t.Others {
		r.Languages = append(r.Languages, version{other.Guide.Lang.Tag, s.base() + other.URL, versionState(other.Fallback, false)})
		if !other.Fallback {
			r.Findings = append(r.Findings, take(other.File.File)...)
			words = append(words, other.Title, other.Summary)
		}
	}
	r.words = strings.ToLower(strings.Join(words, " "))
	return r
}

// serveTokens gives the preview's own pages the guide's colours.
func (p *Preview) serveTokens(w http.ResponseWriter, _ *http.Request) {
	accent := colour.Default
	if s := p.state(); s.good != nil {
		accent = s.good.Config.Accent
	}
	ownHeaders(w)
	w.Header().Set("Content-Type", contentTypes[".css"])
	_, _ = w.Write([]byte(colour.CSS(colour.Scheme(accent)))) // a reader who has gone needs no error
}
