package preview

import (
	"net/http"
	"strings"
)

// headerRule is a paragraph of the site's _headers file: what a host adds to
// answers. The preview adds it too, so that pages are seen under the policy
// that they will have.
type headerRule struct {
	path    string // a whole one, or a beginning that ends with *
	headers [][2]string
}

func readHeaders(text string) []headerRule {
	var rules []headerRule
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		name, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		switch {
		case line == "":
		case !strings.HasPrefix(line, " "):
			rules = append(rules, headerRule{path: line})
		case ok && len(rules) > 0:
			last := &rules[len(rules)-1]
			last.headers = append(last.headers, [2]string{name, value})
		}
	}
	return rules
}

func (r headerRule) apply(h http.Header, path string) {
	beginning, open := strings.CutSuffix(r.path, "*")
	if path != r.path && !(open && strings.HasPrefix(path, beginning)) {
		return
	}
	for _, header := range r.headers {
		h.Set(header[0], header[1])
	}
}
