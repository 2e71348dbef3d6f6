package audit

import (
	"net/url"
	"strings"
)

// inFull finds the page at an address that is to be written in full, with the
// scheme and host of base_url and without a fragment, as search engines
// compare addresses. full tells whether it is.
func (p *Published) inFull(address string) (t target, full bool) {
	root := p.subject.Config.Absolute("")
	path, ok := strings.CutPrefix(address, root)
	if !ok {
		return target{shown: address, problem: missing}, strings.Contains(address, "://")
	}
	decoded, err := url.PathUnescape(path)
	if err != nil {
		return target{shown: address, problem: noAddress}, true
	}
	return p.file(decoded), true
}
