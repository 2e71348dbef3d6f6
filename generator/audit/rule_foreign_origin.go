package audit

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"
)

var foreignOrigin = Rule{
	ID: "foreign-origin", Area: Output, Level: Error,
	Title: "Something that is loaded from another origin",
	Why:   "Who is in trouble with a verification should not be told of to a third party, and the page's policy stops it anyway: there is a hole where it was to be.",
	Mend:  "Put the file into the guide, beside its page, or take it out.",
	Site: func(_ *Subject, p *Published) []Finding {
		var found []Finding
		for _, d := range p.Pages {
			for _, u := range d.uses {
				if t := p.resolve(d, u.href); u.loaded && t.outside != nil && t.outside.Scheme != "data" {
					found = append(found, d.written(ifFull(u.href), fmt.Sprintf("the %s here is loaded from %s", u.element, t.outside.Host), ""))
				}
			}
		}
		for _, name := range sortedMap(p.outputs) {
			if path.Ext(name) == ".css" {
				found = append(found, styleLoads(name, string(p.Read(name)))...)
			}
		}
		return found
	},
}

var styleAddress = regexp.MustCompile(`(?i)url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)`)

// styleLoads finds what a style sheet loads from elsewhere.
func styleLoads(name, css string) []Finding {
	var found []Finding
	for _, m := range styleAddress.FindAllStringSubmatch(css, -1) {
		if u, err := url.Parse(strings.TrimSpace(m[1] + m[2])); err == nil && u.Host != "" {
			found = append(found, inFile(name, "this style sheet loads from "+u.Host))
		}
	}
	return found
}
