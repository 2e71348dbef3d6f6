package audit

import (
	"bytes"
	"context"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"retake/generator/guide"
)

// reach asks other servers, and a browser, for what rules need of them.
func (p *Published) reach(ctx context.Context, o Options) (err error) {
	if o.Online != nil {
		addresses := map[string]bool{}
		for address := range p.external() {
			addresses[withoutFragment(address)] = true
		}
		if p.answers, err = o.Online(ctx, sortedMap(addresses)); err != nil {
			return err
		}
	}
	if o.Browse != nil {
		var pages []string
		for _, d := range p.Pages {
			if d.Refresh == "" { // it would lead on before it can be looked at
				pages = append(pages, d.Name)
			}
		}
		p.violations, err = o.Browse(ctx, p, pages)
	}
	return err
}

// linksOut are the addresses outside of the site that pages link to, each
// with the pages.
func (p *Published) linksOut() map[string][]*Digest {
	found := map[string][]*Digest{}
	for _, d := range p.Pages {
		for _, href := range d.Links {
			if t := p.resolve(d, href); t.outside != nil && (t.outside.Scheme == "http" || t.outside.Scheme == "https") {
				found[href] = append(found[href], d)
			}
		}
	}
	return found
}

func withoutFragment(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return address
	}
	u.Fragment = ""
	return u.String()
}

// ServeHTTP hands out what is published, as a host of plain files does.
func (p *Published) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	address, _ := strings.CutPrefix(r.URL.Path, p.subject.Config.BaseURL.Path)
	name := guide.FileAt(address)
	if !p.Has(name) {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	_, _ = bytes.NewReader(p.Read(name)).WriteTo(w) // who does not wait for it needs no error
}

// eachLink makes a finding of each page that has an address, when there is
// something to say of it. When it is certain what to write instead, that is
// how the finding is mended.
func (p *Published) eachLink(say func(address string) (text, instead string)) []Finding {
	var found []Finding
	links := p.external()
	for _, address := range sortedMap(links) {
		text, instead := say(address)
		if text == "" {
			continue
		}
		pages := slices.CompactFunc(links[address], func(a, b *Digest) bool { return a == b })
		for _, d := range pages {
			f := d.written(address, text, "")
			if instead != "" {
				f.Edits = p.addressEdits(d, address, instead)
			}
			found = append(found, f)
		}
	}
	return found
}
