package audit

import (
	"context"
	"fmt"
	"strings"

	"retake/generator/mistake"
)

// linkFaults looks once at every address on every page, and keeps what is
// wrong by the rule that finds it.
func (p *Published) linkFaults() map[string][]Finding {
	found := make([][]linkFault, len(p.Pages))
	_ = parallel(context.Background(), len(p.Pages), func(i int) error { // no work fails
		found[i] = p.faultsOn(p.Pages[i])
		return nil
	})
	byRule := map[string][]Finding{}
	for _, ofPage := range found {
		for _, f := range ofPage {
			byRule[f.rule] = append(byRule[f.rule], f.Finding)
		}
	}
	return byRule
}

type linkFault struct {
	rule string // its ID
	Finding
}

func (p *Published) faultsOn(d *Digest) []linkFault {
	var found []linkFault
	for _, href := range d.Links {
		t := p.resolve(d, href)
		if rule, text, hint := p.fault(d, t); rule != "" {
			f := d.written(ifFull(href), "this link "+text, hint)
			f.Edits = p.pathEdits(d, href, t)
			found = append(found, linkFault{rule, f})
		}
	}
	for _, u := range d.uses {
		t := p.resolve(d, u.href)
		if t.problem == sound || t.problem == fullAddress {
			continue
		}
		if rule, text, hint := p.fault(d, t); rule != "" {
			found = append(found, linkFault{rule, d.finding(fmt.Sprintf("the %s here %s", u.element, text), hint)})
		}
	}
	return found
}

// ifFull is an address that a page's file may have as it is: links between
// pages are written as paths of files.
func ifFull(href string) string {
	if strings.Contains(href, "://") {
		return href
	}
	return ""
}

// fault says what is wrong with where an address leads. The rule is empty
// when nothing is.
func (p *Published) fault(from *Digest, t target) (rule, text, hint string) {
	near := ""
	if t.near != "" {
		near = fmt.Sprintf("Did you mean %s?", t.near)
	}
	switch {
	case t.problem == noAddress:
		return "broken-link", fmt.Sprintf("is no address: %q", t.shown), ""
	case t.problem == missing:
		return "broken-link", fmt.Sprintf("leads to %s, and nothing is there", t.shown), near
	case t.problem == wrongCase:
		return "broken-link", fmt.Sprintf("leads to %s, and nothing is there: capitals count", t.shown), near
	case t.problem == tooFarUp && t.name == "":
		return "broken-link", fmt.Sprintf("leads out of the site: %s climbs too far up", t.shown), ""
	}
	if rule, text, hint := p.anchorFault(t); rule != "" {
		return rule, text, hint
	}
	switch t.problem {
	case noSlash:
		return "indirect-link", fmt.Sprintf("leads to %s without the slash behind it", t.shown), near
	case tooFarUp:
		return "fixed-address", fmt.Sprintf("climbs above the site's root on its way to %s", t.shown), ""
	case offThePath:
		return "fixed-address", fmt.Sprintf("begins at the host's root, %s", t.shown), ""
	case fullAddress:
		return "fixed-address", fmt.Sprintf("names the site in full to lead to %s", t.shown), ""
	case fromAnyDepth:
		return "fixed-address", "is relative, and this page is shown at addresses of any depth", "Begin it with the site's path."
	}
	if to := p.forwarding(t.name); to != nil && to != from {
		return "indirect-link", fmt.Sprintf("leads to %s, which only leads on to %s", t.shown, p.resolve(to, to.Refresh).shown), ""
	}
	return "", "", ""
}

// anchorFault says whether a page lacks the place that an address names. A
// browser takes an empty name and "top" for the beginning of any page.
func (p *Published) anchorFault(t target) (rule, text, hint string) {
	if t.fragment == "" {
		return "", "", ""
	}
	to := p.digest(t.name)
	if to == nil || strings.EqualFold(t.fragment, "top") || to.IDs[t.fragment] || to.Refresh != "" {
		return "", "", ""
	}
	var known []string
	for id := range to.IDs {
		known = append(known, id)
	}
	return "broken-anchor", fmt.Sprintf("leads to #%s on %s, and the page has no such place", t.fragment, t.shown), mistake.DidYouMean(t.fragment, known)
}
