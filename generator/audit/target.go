package audit

import (
	"encoding/json"
	"io/fs"
	"net/url"
	"path/filepath"
	"strings"

	"retake/generator/config"
	"retake/generator/guide"
	"retake/regular"
)

// target is what a browser makes of an address that stands on a page.
type target struct {
	name     string   // of the published file; empty when there is none
	shown    string   // the address in messages: "/es/stay-safe/" below the site's root, or as written
	fragment string   // decoded, empty when there is none
	problem  problem  // what is wrong with the address itself
	outside  *url.URL // an address that is not below the site's root; nil inside
	near     string   // an address that may be meant
	meant    string   // the only published file that a sloppy address can mean; empty when none or several can be
}

// problem is a way in which an address leads to no file.
type problem int

const (
	sound        problem = iota
	noAddress            // it is no address
	missing              // there is no such file
	wrongCase            // there is one when capitals are not told apart
	noSlash              // a folder without the slash behind it
	tooFarUp             // it climbs above the site's root
	offThePath           // it names the host's root, and the site may stand below it
	fullAddress          // it names the site in full
	fromAnyDepth         // it is relative on a page that is shown at any depth
)

// resolve finds what an address on a page leads to.
func (p *Published) resolve(from *Digest, href string) target {
	cleaned := tidied(href)
	ref, err := url.Parse(cleaned)
	if err != nil {
		return target{shown: href, problem: noAddress}
	}
	site, base := p.subject.Config, from.base
	full := base.ResolveReference(ref)
	if full.Scheme != base.Scheme && !(full.Scheme+base.Scheme == "httpshttp" || full.Scheme+base.Scheme == "httphttps") || !strings.EqualFold(full.Host, base.Host) {
		return target{shown: href, outside: full}
	}
	fragment, _, _ := strings.Cut(full.Fragment, ":~:") // what follows is text to be shown
	root := site.BaseURL.Path
	if !strings.HasPrefix(full.Path, root) && full.Path+"/" != root {
		if ref.Host == "" && !strings.HasPrefix(ref.Path, "/") {
			return target{shown: href, problem: tooFarUp}
		}
		if ref.Host == "" {
			return target{shown: href, problem: offThePath}
		}
		return target{shown: href, outside: full}
	}
	t := p.file(strings.TrimPrefix(strings.TrimPrefix(full.Path, strings.TrimSuffix(root, "/")), "/"))
	t.fragment = fragment
	if t.problem == sound {
		t.problem = form(from, ref)
	}
	return t
}

// form is what is wrong with how an address that leads to a file is written.
func form(from *Digest, ref *url.URL) problem {
	rooted, notFound := strings.HasPrefix(ref.Path, "/"), from.notFound()
	switch {
	case ref.Host != "":
		return fullAddress
	case rooted && !notFound:
		return offThePath
	case !rooted && notFound && ref.Path != "":
		return fromAnyDepth
	case climb(from.URL, ref.Path):
		return tooFarUp
	}
	return sound
}

// notFound tells whether the page is the one that a host shows for addresses
// that are none, at any depth.
func (d *Digest) notFound() bool {
	return d.Name == "404.html" || strings.HasSuffix(d.Name, "/404.html")
}

// climb tells whether a relative path leaves the site's root on its way: on a
// site at its host's root browsers overlook that.
func climb(from, path string) bool {
	depth := strings.Count(from, "/")
	for _, part := range strings.SplitAfter(path, "/") {
		switch strings.TrimSuffix(part, "/") {
		case "..":
			if depth--; depth < 0 {
				return true
			}
		case "", ".":
		default:
			if strings.HasSuffix(part, "/") {
				depth++
			}
		}
	}
	return false
}

var writtenDots = strings.NewReplacer("%2e", ".", "%2E", ".")

// tidied does what browsers do before they read an address.
func tidied(href string) string {
	if !strings.ContainsFunc(href, func(r rune) bool { return r <= ' ' || r == '\\' || r == '%' }) {
		return href
	}
	href = strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, strings.Trim(href, "\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\v\f\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f "))
	path, rest := href, ""
	if i := strings.IndexAny(href, "?#"); i >= 0 {
		path, rest = href[:i], href[i:]
	}
	if scheme, _, ok := strings.Cut(path, ":"); !ok || strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.Contains(scheme, "/") {
		path = strings.ReplaceAll(path, `\`, "/")
		path = writtenDots.Replace(path)
	}
	return path + rest
}

// file is the published file at an address below the site's root, as a host
// of plain files finds it.
func (p *Published) file(address string) target {
	t := target{shown: "/" + address}
	name := guide.FileAt(address)
	switch {
	case p.Has(name) || p.foreign()[name]:
		t.name = name
	case p.Has(name+"/index.html") || p.foreign()[name+"/index.html"]:
		t.name, t.problem, t.near = name+"/index.html", noSlash, t.shown+"/"
	default:
		t.problem = missing
		if t.meant = p.meant(name); t.meant != "" {
			t.near = "/" + guide.AddressOf(t.meant)
			if strings.EqualFold(t.meant, name) || strings.EqualFold(t.meant, name+"/index.html") {
				t.problem = wrongCase
			}
		}
	}
	return t
}

// meant is the published file that a name must mean that is none: in other
// capitals, with .html where pages are folders, or with a slash behind a file.
func (p *Published) meant(name string) string {
	bare := strings.TrimSuffix(strings.ToLower(name), "/index.html")
	for _, ending := range []string{"/index.htm", ".html", ".htm"} {
		bare = strings.TrimSuffix(bare, ending)
	}
	for _, other := range []string{strings.ToLower(name), strings.ToLower(name) + "/index.html", bare, bare + "/index.html"} {
		if real := p.folded()[other]; real != "" {
			return real
		}
	}
	return ""
}

// fold finds names when capitals are not told apart. One that several have
// finds none.
func (p *Published) fold() map[string]string {
	names := map[string]string{}
	add := func(name string) {
		lower := strings.ToLower(name)
		if other, taken := names[lower]; taken && other != name {
			name = ""
		}
		names[lower] = name
	}
	for name := range p.outputs {
		add(name)
	}
	for name := range p.foreign() {
		add(name)
	}
	return names
}

// foreignFiles are the files that somebody put into the published folder.
// Pages may link to them, and builds keep them.
func foreignFiles(site *config.Site) map[string]bool {
	dir := site.Path(site.Output)
	var record struct{ Files map[string]any }
	written, err := regular.ReadFile(filepath.Join(dir, ".retake", "manifest.json"))
	if err != nil || json.Unmarshal(written, &record) != nil {
		return nil // what a build wrote cannot be told from what it did not
	}
	found := map[string]bool{}
	_ = filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil // what cannot be read cannot be published
		}
		if rel, _ := filepath.Rel(dir, file); entry.Type().IsRegular() && record.Files[filepath.ToSlash(rel)] == nil {
			found[filepath.ToSlash(rel)] = true
		}
		return nil
	})
	return found
}
