package audit

import (
	"encoding/xml"
	"fmt"
	"slices"

	"retake/generator/mistake"
)

var sitemapMismatch = Rule{
	ID: "sitemap-mismatch", Area: Output, Level: Warning,
	Title: "A sitemap that does not list the pages that there are",
	Why:   "Search engines ask for what the sitemap lists, and soon stop trusting one that lists what is not there, what they are not to show, or what stands at another address.",
	Mend:  "Publish again with generator build; when templates of your own are used, compare their robots and canonical lines with the program's.",
	Site: func(s *Subject, p *Published) []Finding {
		listed, found := p.sitemap("sitemap.xml", 1)
		states := s.states()
		for _, d := range p.Pages {
			if d.Of == nil && !states[d.URL] || d.Of != nil && d.Of.Fallback {
				continue // an aggregate repeats what others say
			}
			if address, shown := p.indexed(d); shown && listed[address] == nil {
				found = append(found, d.finding(fmt.Sprintf("the sitemap does not list %s", address), ""))
			}
		}
		for _, address := range sortedMap(listed) {
			if text := p.listingFault(listed[address]); text != "" {
				found = append(found, inFile("sitemap.xml", text))
			}
		}
		return found
	},
}

// states are the pages of the trees' states that search engines may show.
func (s *Subject) states() map[string]bool {
	found := map[string]bool{}
	for t := range s.Trees() {
		if t.NoIndex {
			continue
		}
		for state := range t.States() {
			found[t.Page(state.Canonical)] = true
		}
	}
	return found
}

// indexed is a page's canonical address, and whether search engines may show
// the page there.
func (p *Published) indexed(d *Digest) (address string, shown bool) {
	if len(d.Canonical) != 1 || d.NoIndex || d.Refresh != "" {
		return "", false
	}
	t, _ := p.inFull(d.Canonical[0])
	return d.Canonical[0], t.name == d.Name
}

type listing struct {
	Loc   string `xml:"loc"`
	Links []struct {
		Lang string `xml:"hreflang,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
}

// sitemap reads a sitemap, and those that it lists, which may not list
// others in turn.
func (p *Published) sitemap(name string, deeper int) (map[string]*listing, []Finding) {
	if !p.Has(name) {
		return nil, []Finding{inFile(name, "there is no sitemap of this name")}
	}
	var doc struct {
		URLs []*listing `xml:"url"`
		Maps []*listing `xml:"sitemap"`
	}
	if err := xml.Unmarshal(p.Read(name), &doc); err != nil {
		return nil, []Finding{inFile(name, "this is no sitemap: "+err.Error())}
	}
	listed, found := map[string]*listing{}, []Finding(nil)
	for _, u := range doc.URLs {
		if listed[u.Loc] != nil {
			found = append(found, inFile(name, fmt.Sprintf("%s is listed twice", u.Loc)))
		}
		listed[u.Loc] = u
	}
	for _, m := range doc.Maps {
		t, _ := p.inFull(m.Loc)
		if deeper == 0 || t.name == "" {
			found = append(found, inFile(name, fmt.Sprintf("%s is no sitemap of this site", m.Loc)))
			continue
		}
		more, wrong := p.sitemap(t.name, 0)
		for address, u := range more {
			listed[address] = u
		}
		found = append(found, wrong...)
	}
	return listed, found
}

// listingFault says in what an entry differs from its page.
func (p *Published) listingFault(u *listing) string {
	t, _ := p.inFull(u.Loc)
	d := p.byName[t.name]
	if t.problem != sound || d == nil {
		return fmt.Sprintf("%s is no page of the site", u.Loc)
	}
	if p.canonicalFault(d) != "" || len(p.alternateFaults(d)) > 0 {
		return "" // it is found where it is
	}
	if address, shown := p.indexed(d); !shown || address != u.Loc {
		return fmt.Sprintf("%s is a page that search engines are not to show at this address", u.Loc)
	}
	for _, link := range u.Links {
		if t, _ := p.inFull(link.Href); p.byName[t.name] != nil && p.names(p.byName[t.name], d) && !p.names(d, p.byName[t.name]) {
			return "" // one-way-translation finds it on the page that names this one
		}
	}
	for _, link := range u.Links {
		if !slices.Contains(d.Alternates, Alternate{link.Lang, link.Href}) {
			return fmt.Sprintf("%s is listed with a version in %s that the page does not name, %s", u.Loc, link.Lang, link.Href)
		}
	}
	return ""
}

// inFile is a finding about a published file that is no page.
func inFile(name, text string) Finding {
	return Finding{Mistake: mistake.Mistake{Position: mistake.Position{File: name}, Text: text}}
}

func sortedMap[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
