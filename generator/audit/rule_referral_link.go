package audit

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

var referralLink = Rule{
	ID: "referral-link", Area: Safety, Level: Error,
	Title: "A link with a referral or tracking parameter",
	Why:   "It pays or tracks somebody whenever a reader follows it. Then the guide's advice is no longer there for the reader alone.",
	Mend:  "Take the parameter out of the address.",
	Fix:   "It takes the parameter out of a link in a page's text, and out of an address in site.yaml.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for p := range s.Pages() {
			lexicon := s.lexicons[p.Doc.Lang]
			for _, link := range p.Doc.Body.Links {
				for _, name := range lexicon.referral(link.Target) {
					m := p.Doc.Mistake(link.Offset, "", fmt.Sprintf("this link has the parameter %q: %s", name, link.Target), "")
					if !strings.Contains(m.Quote, link.Target) && !strings.Contains(m.Quote, name+"=") {
						continue // it comes from the settings, and is found there
					}
					f := about(p.URL, m)
					f.Edits = linkEdits(p.Doc, link, lexicon.withoutReferral(link.Target))
					found = append(found, f)
				}
			}
		}
		lexicon := s.lexicons[s.Config.Default().Tag]
		for name, value := range s.Config.Variables {
			for _, parameter := range lexicon.referral(value) {
				m := inSettings(s, name, fmt.Sprintf("the address %s has the parameter %q: %s", name, parameter, value))
				found = append(found, Finding{Mistake: m, Edits: settingEdits(s, name, lexicon.withoutReferral(value))})
			}
		}
		return found
	},
}

// referral are the parameters of an address that pay or track somebody.
func (l *Lexicon) referral(address string) []string {
	u, err := url.Parse(address)
	if err != nil || u.RawQuery == "" {
		return nil
	}
	var names []string
	for name := range u.Query() {
		if slices.ContainsFunc(l.Referral, func(t Term) bool { return fits(plain(name), t.words[0]) }) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// withoutReferral is an address without them; what else it says stays as it
// is written.
func (l *Lexicon) withoutReferral(address string) string {
	bare, rest, _ := strings.Cut(address, "?")
	query, fragment, hasFragment := strings.Cut(rest, "#")
	var kept []string
	for pair := range strings.SplitSeq(query, "&") {
		if len(l.referral("?"+pair)) == 0 {
			kept = append(kept, pair)
		}
	}
	if len(kept) > 0 {
		bare += "?" + strings.Join(kept, "&")
	}
	if hasFragment {
		bare += "#" + fragment
	}
	return bare
}
