package publish_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

// references are where a page can name another file or place.
var references = [][2]string{
	{"a[href]", "href"}, {"link[href]", "href"}, {"img[src]", "src"}, {"script[src]", "src"}, {"form[action]", "action"},
	{"meta[property='og:image']", "content"}, {"use[href]", "href"}, {"[data-manifest]", "data-manifest"},
}

// Every link and asset of every page leads to a file of the site, and every
// fragment to an id on it, also below a path.
func TestEveryReferenceResolves(t *testing.T) {
	for _, base := range []string{"https://help.example/", "https://help.example/help/me/"} {
		s := defaultSite(t, map[string]any{"base_url": base})
		ids := map[string]map[string]bool{}
		for _, name := range s.pages() {
			ids[name] = s.page(name).ids()
		}
		for _, name := range s.pages() {
			p := s.page(name)
			for _, ref := range references {
				for _, target := range p.attrs(ref[0], ref[1]) {
					s.reaches(p, target, ids)
				}
			}
			for _, set := range p.attrs("img[srcset]", "srcset") {
				for source := range strings.SplitSeq(set, ",") {
					s.reaches(p, strings.Fields(source)[0], ids)
				}
			}
			for _, name := range []string{"aria-labelledby", "aria-describedby", "for", "aria-controls"} {
				for _, id := range strings.Fields(strings.Join(p.attrs("["+name+"]", name), " ")) {
					if !ids[p.name][id] {
						t.Errorf("%s: %s=%q names no id", p.name, name, id)
					}
				}
			}
		}
	}
}

// reaches fails the test when a reference to the site leads to nothing.
func (s *site) reaches(p *page, target string, ids map[string]map[string]bool) {
	s.t.Helper()
	u := p.resolve(target)
	inside, ok := strings.CutPrefix((&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String(), s.base)
	if u.Host != p.url.Host {
		return // another site
	}
	if inside, _ = url.PathUnescape(inside); inside == "" || strings.HasSuffix(inside, "/") {
		inside += "index.html"
	}
	if _, there := s.files[inside]; !ok || !there {
		s.t.Errorf("%s: %q leads to %s, which is not published", p.name, target, u)
		return
	}
	if u.Fragment != "" && !ids[inside][u.Fragment] {
		s.t.Errorf("%s: %q leads to an id that %s does not have", p.name, target, inside)
	}
}

// Every page is one that a browser, a reader who listens and a search engine
// can use.
func TestEveryPage(t *testing.T) {
	s := defaultSite(t, nil)
	var policy string
	for line := range strings.SplitSeq(s.file("_headers"), "\n") {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), "Content-Security-Policy: "); ok {
			policy = value
		}
	}
	titles := map[string]string{}
	for _, name := range s.pages() {
		p := s.page(name)
		p.one("h1")
		p.one("html[lang]")
		p.one("meta[charset=utf-8]")
		p.one("head > title")
		if got := attr(p.one("meta[http-equiv=Content-Security-Policy]"), "content"); got+"; frame-ancestors 'none'" != policy {
			t.Errorf("%s: the policy is %q, and that of _headers %q", name, got, policy)
		}
		for _, forbidden := range []string{"[style]", "style", "script:not([src]):not([type='application/ld+json'])", "[onclick]", "[onload]", "[onerror]", "iframe", "object", "base"} {
			p.hasNo(forbidden)
		}
		for _, n := range p.all("img") {
			if attr(n, "alt") == "" {
				t.Errorf("%s has a picture without words", name)
			}
		}
		if len(p.all("meta[name=robots]")) == 0 && !strings.Contains(name, "find/") {
			if other, taken := titles[text(p.one("head > title"))]; taken {
				t.Errorf("%s and %s have one title", name, other)
			}
			titles[text(p.one("head > title"))] = name
		}
		if strings.Contains(s.file(name), "\x00") || strings.Contains(s.file(name), "{{") {
			t.Errorf("%s has a place that was not filled", name)
		}
		p.headings()
	}
}

// headings fails the test when a level is skipped.
func (p *page) headings() {
	p.t.Helper()
	before := 0
	for _, n := range p.all("h1,h2,h3,h4,h5,h6") {
		level := int(n.Data[1] - '0')
		if level > before+1 {
			p.t.Errorf("%s: the heading %q skips a level, from %d to %d", p.name, text(n), before, level)
		}
		before = level
	}
}

// Pages in several languages name each other, each all of them.
func TestAlternatesAreMutual(t *testing.T) {
	s := defaultSite(t, nil)
	sets := map[string][]string{}
	for _, name := range s.pages() {
		p := s.page(name)
		var set []string
		for _, n := range p.all("link[rel=alternate][hreflang]") {
			set = append(set, attr(n, "hreflang")+" "+attr(n, "href"))
		}
		slices.Sort(set)
		sets[p.url.String()] = set
	}
	linked := 0
	for address, set := range sets {
		for _, entry := range set {
			_, other, _ := strings.Cut(entry, " ")
			linked++
			if !slices.Equal(sets[other], set) {
				t.Errorf("%s names %s, which does not name the same pages:\n%q\n%q", address, other, set, sets[other])
			}
			if !slices.ContainsFunc(set, func(e string) bool { return strings.HasSuffix(e, " "+address) }) {
				t.Errorf("%s does not name itself", address)
			}
		}
	}
	if linked == 0 {
		t.Error("no page names another")
	}
}
