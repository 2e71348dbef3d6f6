package render

import (
	"bytes"
	"html/template"
	"strings"
	"sync"

	"retake/generator/guide"
	"retake/generator/search"
)

// Shell is what all pages of a guide share that lie equally deep in the
// site. Every address in it is ready to be written into such a page.
type Shell struct {
	Site   *guide.Site
	Guide  *guide.Guide
	Assets Assets
	W      guide.Words // the interface's words, by key

	HomeURL     string // the guide's home page
	IndexURL    string // every word from A to Z
	SearchURL   string // the page of search results
	ManifestURL string // what the search script loads first
	PrintURL    string // the whole guide on one page
	FeedURL     string // the feed of changes
	Folders     []Link
	Trees       []Link
	Strip       *Strip
	Checked     *Link // how the advice is checked; nil when no page says so

	up    string // the way to the site's root, "../../"
	parts *parts
}

// parts are the templates that take a shell alone, rendered once a shell.
type parts struct {
	mu       sync.Mutex
	rendered map[string]template.HTML
	execute  func(b *bytes.Buffer, name string, view any) error
}

// Part renders a template that needs nothing of the page itself: the foot,
// the search box. It is done once for all pages of the shell.
func (s *Shell) Part(name string) (template.HTML, error) {
	s.parts.mu.Lock()
	defer s.parts.mu.Unlock()
	if done, ok := s.parts.rendered[name]; ok {
		return done, nil
	}
	var b bytes.Buffer
	if err := s.parts.execute(&b, name, s); err != nil {
		return "", err
	}
	s.parts.rendered[name] = markup(b.String())
	return s.parts.rendered[name], nil
}

// Strip is the safety advice at the foot of every page, in short.
type Strip struct {
	Link
	Lang string // when it is not the page's own
}

// stripPage is the page whose title and summary stand at the foot of all
// pages.
const stripPage = "stay-safe.md"

// To is the address of a place of the site as a link on these pages. url is
// below the site's root.
func (s *Shell) To(url string) string {
	if s.up+url == "" {
		return "./"
	}
	return s.up + url
}

// shellFor is the shell of the pages at an address's depth.
func (s *guideRender) shellFor(url string) *Shell {
	return s.shell(shellKind{up: upFrom(url)})
}

// upFrom is the way from an address to the site's root.
func upFrom(url string) string { return strings.Repeat("../", strings.Count(url, "/")) }

// shellKind tells the shells of a guide apart.
type shellKind struct {
	up   string
	bare bool // without the strip, for the page that the strip is taken from
}

// shell makes each shell once: pages are rendered at the same time.
func (s *guideRender) shell(kind shellKind) *Shell {
	s.shellsMu.Lock()
	defer s.shellsMu.Unlock()
	if s.shells[kind] == nil {
		s.shells[kind] = s.newShell(kind)
	}
	return s.shells[kind]
}

func (s *guideRender) newShell(kind shellKind) *Shell {
	up, root := kind.up, s.g.Root()
	shell := &Shell{Site: s.site, Guide: s.g, Assets: *s.assets, W: s.g.Words, up: up,
		parts: &parts{rendered: map[string]template.HTML{}, execute: s.execute}}
	shell.Assets.Style, shell.Assets.Icon, shell.Assets.Script = shell.To(s.assets.Style), shell.To(s.assets.Icon), shell.To(s.assets.Script)
	shell.HomeURL, shell.IndexURL = shell.To(root), shell.To(root+"a-z/")
	shell.SearchURL, shell.ManifestURL = shell.To(root+"search/"), shell.To(root+search.ManifestName)
	shell.PrintURL, shell.FeedURL = shell.To(root+"print/"), shell.To(root+"feed.xml")
	for _, p := range s.g.Home.Children {
		if p.Kind == guide.Folder {
			shell.Folders = append(shell.Folders, s.link(shell, p))
		}
	}
	for _, t := range s.g.Trees {
		shell.Trees = append(shell.Trees, Link{t.Title, shell.To(t.URL), t.Summary})
	}
	if p := s.g.Page(stripPage); p != nil && !kind.bare {
		shell.Strip = &Strip{s.link(shell, p), s.foreign(p)}
	}
	if p := s.g.Page(checksPage); p != nil {
		link := s.link(shell, p)
		shell.Checked = &link
	}
	return shell
}

// Link is a page with what it says of itself.
type Link struct{ Title, URL, Summary string }

func (s *guideRender) link(on *Shell, p *guide.Page) Link {
	return Link{p.Title(), on.To(p.URL), p.Doc.Front.Summary}
}
