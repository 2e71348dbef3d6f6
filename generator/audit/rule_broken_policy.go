package audit

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

var brokenPolicy = Rule{
	ID: "broken-policy", Area: Output, Level: Error,
	Title: "A page without a strict content security policy, or one that breaks its own",
	Why:   "The policy keeps whatever gets into a page from running or calling home, on hosts that set no headers, too. What a page does against it, browsers silently leave out.",
	Mend:  "Let the template write the policy as it is, {{.Policy}}, before anything is loaded (templates/head/head.html), and leave out what it forbids.",
	Page: func(_ *Subject, p *Page) []Finding {
		policies := policiesOf(p.nodes)
		if len(policies) == 0 {
			return []Finding{p.finding("this page has no content security policy", "")}
		}
		var found []Finding
		for _, text := range slices.Concat(lax(policies), p.forbidden(policies)) {
			found = append(found, p.finding(text, ""))
		}
		return found
	},
}

// policy is what a page allows itself, by directive.
type policy map[string][]string

func policiesOf(nodes []*html.Node) []policy {
	var found []policy
	for _, n := range nodes {
		if n.Type != html.ElementNode || n.Data != "meta" || !strings.EqualFold(attribute(n, "http-equiv"), "Content-Security-Policy") {
			continue
		}
		allowed := policy{}
		for _, directive := range strings.Split(attribute(n, "content"), ";") {
			if fields := strings.Fields(directive); len(fields) > 0 && allowed[fields[0]] == nil {
				allowed[fields[0]] = append([]string{}, fields[1:]...)
			}
		}
		found = append(found, allowed)
	}
	return found
}

// sources are what a directive allows; default-src stands for those of what
// is loaded that are not there.
func (p policy) sources(directive string) []string {
	if s, ok := p[directive]; ok || !strings.HasSuffix(directive, "-src") {
		return s
	}
	return p["default-src"]
}

// lax says what is allowed that lets foreign code in. One strict policy among
// several is enough: all of them hold.
func lax(policies []policy) []string {
	var least []string
	for i, p := range policies {
		var found []string
		if _, ok := p["default-src"]; !ok {
			found = append(found, "the policy allows whatever it does not name: it has no default-src")
		}
		for _, directive := range []string{"default-src", "script-src", "style-src", "object-src"} {
			for _, source := range p[directive] {
				if slices.Contains([]string{"*", "'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:"}, source) {
					found = append(found, fmt.Sprintf("the policy allows %s for %s", source, directive))
				}
			}
		}
		if i == 0 || len(found) < len(least) {
			least = found
		}
	}
	return least
}

// needs are the directives that elements are held to.
var needs = map[string]string{
	"img": "img-src", "source": "img-src", "script": "script-src", "iframe": "frame-src", "frame": "frame-src",
	"object": "object-src", "embed": "object-src", "video": "media-src", "audio": "media-src", "track": "media-src", "form": "form-action",
}

// forbidden says what the page does that its policies stop, other than what
// comes from elsewhere or is written into it, which have rules of their own.
func (p *Page) forbidden(policies []policy) []string {
	var found []string
	for _, n := range p.nodes {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "base" && attribute(n, "href") != "" {
			found = append(found, "this page sets a base for its addresses, which the policy forbids and which turns every relative link")
		}
		directive := needs[n.Data]
		for _, u := range usesOf(n) {
			data := strings.HasPrefix(strings.ToLower(u.href), "data:")
			if elsewhere := strings.Contains(u.href, "//"); directive == "" || elsewhere && !data {
				if n.Data != "form" {
					continue
				}
			}
			for _, allowed := range policies {
				if !permits(allowed.sources(directive), u.href, data) {
					found = append(found, fmt.Sprintf("the policy forbids the %s here: %s does not allow %q", n.Data, directive, shorten(u.href)))
				}
			}
		}
	}
	return found
}

// permits tells whether a list of sources allows an address of the site's
// own, or one that holds the data itself.
func permits(sources []string, href string, data bool) bool {
	switch {
	case sources == nil:
		return true
	case data:
		return slices.Contains(sources, "data:")
	case strings.Contains(href, "//"):
		return slices.ContainsFunc(sources, func(s string) bool { return s == "*" || strings.Contains(s, ".") && strings.HasPrefix(href, s) })
	}
	return slices.Contains(sources, "'self'") || slices.Contains(sources, "*")
}
