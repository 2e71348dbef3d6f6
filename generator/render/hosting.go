package render

import (
	"fmt"
	"strings"

	"retake/generator/guide"
)

// robots lets everybody in and says where the sitemap is.
func (s *siteRender) robots() {
	body := "User-agent: *\nAllow: /\n\nSitemap: " + s.site.Absolute("sitemap.xml") + "\n"
	s.add("robots.txt", body, text(body))
}

// hosting writes _headers and _redirects, which several hosts read. The
// pages keep their policy on hosts that do not.
func (s *siteRender) hosting() {
	base := s.site.BasePath()
	headers := strings.Join([]string{
		base + "*",
		"  Content-Security-Policy: " + policyOf(s.site) + "; frame-ancestors 'none'",
		"  X-Content-Type-Options: nosniff",
		"  X-Frame-Options: DENY",
		"  Referrer-Policy: strict-origin-when-cross-origin",
		"  Permissions-Policy: camera=(), geolocation=(), microphone=()",
		"  Cross-Origin-Opener-Policy: same-origin",
		"",
		base + "assets/*",
		"  Cache-Control: public, max-age=31536000, immutable",
		"",
	}, "\n")
	s.add("_headers", headers, text(headers))
	var redirects strings.Builder
	for _, g := range s.site.Guides {
		for _, p := range g.Pages {
			for _, alias := range p.Aliases {
				fmt.Fprintf(&redirects, "%s%s %s%s 301\n", base, alias, base, p.URL)
			}
		}
	}
	s.add("_redirects", redirects.String(), text(redirects.String()))
}

// Redirect is the page at an old address.
type Redirect struct {
	Frame
	Target, NewTitle string
}

// redirects adds a page at each old address, for hosts that do not read
// _redirects.
func (s *guideRender) redirects() {
	for _, p := range s.g.Pages {
		for _, alias := range p.Aliases {
			k := newKey(s.shared, alias)
			k.card(p)
			s.page(guide.FileAt(alias), k.sum(), "redirect", func() (any, error) { return s.redirect(p, alias), nil })
		}
	}
}

func (s *guideRender) redirect(p *guide.Page, alias string) *Redirect {
	w := s.g.Words
	v := &Redirect{NewTitle: p.Title()}
	v.Frame = Frame{Shell: s.shellFor(alias), URL: alias, Title: w["moved_title"],
		FullTitle: w["moved_title"] + " · " + w["site_title"], Canonical: s.site.Absolute(p.URL)}
	v.Target = v.To(p.URL)
	return v
}

// notFound is the page for addresses that are none. A host shows it at any
// depth, so its links start at the site's root.
func (s *guideRender) notFound() {
	name := s.g.Root() + "404.html"
	s.page(name, newKey(s.shared, "404").sum(), "not-found", func() (any, error) {
		w := s.g.Words
		f := s.frame("", w["not_found_title"], w["not_found_summary"])
		f.Shell, f.NoIndex, f.Alternates, f.Languages = s.shell(shellKind{up: s.site.BasePath()}), true, nil, nil
		for _, g := range s.site.Guides {
			f.speak(g, g.Root(), false)
		}
		return &struct{ Frame }{f}, nil
	})
}
