package audit

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

var unofficialLink = Rule{
	ID: "unofficial-link", Area: Links, Level: Error,
	Title: "An official link that leaves the official domains, or one that only looks official",
	Why:   "Readers trust the guide to tell the company's site from a trap that asks for their documents. One wrong link undoes that. The domains are those that site.yaml lists under domains.",
	Mend:  "Correct the address; when the company does use that domain, add it to domains in site.yaml.",
	Fix:   "It writes https for http where the address is one of the official domains, in a page's text and in site.yaml. The rest takes a person.",
	Site: func(s *Subject, p *Published) []Finding {
		domains := s.Config.Domains
		if len(domains) == 0 {
			return nil
		}
		var found []Finding
		for _, name := range sortedMap(s.Config.Variables) {
			address := s.Config.Variables[name]
			if host := hostIn(address); strings.HasSuffix(name, "_url") && host != "" && !official(host, domains) {
				found = append(found, inFile(s.Config.File, fmt.Sprintf("the variable %s leads to %s, which is none of the official domains", name, host)))
			}
		}
		return append(found, p.eachLink(func(address string) (text, instead string) {
			return p.disguised(address, domains), encrypted(address, domains)
		})...)
	},
}

// official tells whether a host is one of the domains, or below one.
func official(host string, domains []string) bool {
	return slices.ContainsFunc(domains, func(d string) bool { return host == d || strings.HasSuffix(host, "."+d) })
}

// hostIn is the host of a web address, or of an address for mail.
func hostIn(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if _, domain, ok := strings.Cut(u.Opaque, "@"); ok && u.Scheme == "mailto" {
		domain, _, _ = strings.Cut(domain, "?")
		return strings.ToLower(domain)
	}
	return strings.ToLower(u.Hostname())
}

// encrypted is an official address that begins with http: as it ought to be;
// empty for any other. A port is that of one of the two, so it stays as it is.
func encrypted(address string, domains []string) string {
	u, err := url.Parse(address)
	if err != nil || u.User != nil || u.Scheme != "http" || u.Port() != "" || !official(strings.ToLower(u.Hostname()), domains) {
		return ""
	}
	return "https" + address[len("http"):]
}

// disguised says what is wrong with a link that looks official.
func (p *Published) disguised(address string, domains []string) string {
	u, err := url.Parse(address)
	host := hostIn(address)
	switch {
	case err != nil:
		return ""
	case u.User != nil:
		return fmt.Sprintf("%s hides that it leads to %s: what stands before the @ is a name, no host", address, host)
	case official(host, domains) && u.Scheme != "https":
		return fmt.Sprintf("%s is not encrypted, so others can read and change what readers send", address)
	case official(host, domains):
		if final := hostIn(p.answers[withoutFragment(address)].Final); final != "" && !official(final, domains) {
			return fmt.Sprintf("%s leads on to %s, which is none of the official domains", address, final)
		}
		return ""
	}
	for _, domain := range domains {
		if alike(host, domain) {
			return fmt.Sprintf("%s looks like %s, and is not", host, domain)
		}
	}
	return ""
}

// alike tells whether a host has a domain's name in it, or was bought under
// one that is a letter away, as names are that are made to be mistaken.
func alike(host, domain string) bool {
	name, _, _ := strings.Cut(domain, ".")
	if len(name) < 4 {
		return false // short names are in many others
	}
	labels := strings.Split(host, ".")
	for i, label := range labels {
		for _, part := range strings.Split(label, "-") {
			if strings.Contains(part, name) || i == len(labels)-2 && oneLetterApart(part, name) {
				return true
			}
		}
	}
	return false
}

// oneLetterApart tells whether one letter more, less, other or swapped makes
// one word of the other.
func oneLetterApart(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	same := 0
	for same < len(a) && a[same] == b[same] {
		same++
	}
	x, y := a[same:], b[same:]
	switch len(b) - len(a) {
	case 0:
		return x == "" || x[1:] == y[1:] || len(x) > 1 && x[0] == y[1] && x[1] == y[0] && x[2:] == y[2:]
	case 1:
		return x == y[1:]
	}
	return false
}
