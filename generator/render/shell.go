package render

import (
	"strings"

	"retake/generator/guide"
)

// Shell is what all pages of a guide share that lie equally deep in the
// site. Every address in it is ready to be written into such a page.
type Shell struct {
	Site   *guide.Site
	Guide  *guide.Guide
	Assets Assets
	W      guide.Words // the interface's words, by key

	HomeURL  string // the guide's home page
	IndexURL string // every word from A to Z
	PrintURL string // the whole guide on one page
	FeedURL  string // the feed of changes
	Folders  []Link
	Trees    []Link
	Strip    *Strip

	up string // the way to the site's root, "../../"
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
	return s.shellUp(strings.Repeat("../", strings.Count(url, "/")))
}

// shellUp makes each shell once: pages are rendered at the same time.
func (s *guideRender) shellUp(up string) *Shell {
	s.shellsMu.Lock()
	defer s.shellsMu.Unlock()
	if s.shells[up] == nil {
		s.shells[up] = s.newShell(up)
	}
	return s.shells[up]
}

func (s *guideRender) newShell(up string) *Shell {
	root := s.g.Root()
	shell := &Shell{Site: s.site, Guide: s.g, Assets: *s.assets, W: s.g.Words, up: up}
	shell.Assets.Style, shell.Assets.Icon = shell.To(s.assets.Style), shell.To(s.assets.Icon)
	shell.HomeURL, shell.IndexURL = shell.To(root), shell.To(root+"a-z/")
	shell.PrintURL, shell.FeedURL = shell.To(root+"print/"), shell.To(root+"feed.xml")
	for _, p := range s.g.Home.Children {
		if p.Kind == guide.Folder {
			shell.Folders = append(shell.Folders, s.link(shell, p))
		}
	}
	for _, t := range s.g.Trees {
		shell.Trees = append(shell.Trees, Link{t.Title, shell.To(t.URL), t.Summary})
	}
	if p := s.g.Page(stripPage); p != nil {
		shell.Strip = &Strip{s.link(shell, p), s.foreign(p)}
	}
	return shell
}

// Link is a page with what it says of itself.
type Link struct{ Title, URL, Summary string }

func (s *guideRender) link(on *Shell, p *guide.Page) Link {
	return Link{p.Title(), on.To(p.URL), p.Doc.Front.Summary}
}
