package main

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/goccy/go-yaml"
)

// plainTree is a tree's file as any program would read it, so that the walk
// below owes nothing to the generator's own.
type plainTree struct {
	Start     string
	Questions map[string]struct {
		Ask     string
		Answers yaml.MapSlice
	}
}

// ending is a path of answers with the page that it must end on.
type ending struct {
	answers []string
	page    string // path below content/, without its anchor
}

// endings walks every path of a tree in the order of the file.
func (p plainTree) endings(dir, question string, given []string) []ending {
	var found []ending
	for _, item := range p.Questions[question].Answers {
		answer := item.Value.(map[string]any)
		keys := append(append([]string{}, given...), item.Key.(string))
		to := answer["go"].(string)
		if _, asks := p.Questions[to]; asks {
			found = append(found, p.endings(dir, to, keys)...)
			continue
		}
		file, _, _ := strings.Cut(to, "#")
		found = append(found, ending{keys, path.Join(dir, file)})
	}
	return found
}

func readPlainTree(t *testing.T, lang, slug string) []ending {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("..", "content", lang, "trees", slug+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var tree plainTree
	if err := yaml.UnmarshalWithOptions(src, &tree); err != nil {
		t.Fatal(err)
	}
	return tree.endings(lang+"/trees", tree.Start, nil)
}

// pageTitle reads a page's title out of its file.
func pageTitle(t *testing.T, file string) string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("..", "content", filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	var front struct{ Title string }
	_, rest, _ := strings.Cut(string(src), "---\n")
	head, _, _ := strings.Cut(rest, "\n---\n")
	if err := yaml.Unmarshal([]byte(head), &front); err != nil {
		t.Fatal(err)
	}
	return front.Title
}

// testEveryPathEndsWhereItShould clicks through every path of every tree in
// every language, without scripts.
func testEveryPathEndsWhereItShould(t *testing.T, b *browser) {
	p := b.tab(t)
	p.scriptsOff()
	p.width(360)
	for lang, root := range map[string]string{"en": "/", "es": "/es/"} {
		for _, slug := range []string{"why-was-i-rejected", "what-to-do-next"} {
			paths := readPlainTree(t, lang, slug)
			if len(paths) < 20 {
				t.Fatalf("%s %s has %d paths; the walk is broken", lang, slug, len(paths))
			}
			for _, want := range paths {
				p.open(root + "find/" + slug + "/")
				for i, answer := range want.answers {
					at := root + "find/" + slug + "/" + strings.Join(want.answers[:i+1], "/") + "/"
					p.follow(fmt.Sprintf(`.answers a[href$="%s/"]`, answer), at)
				}
				if got, want := ask[string](p, "document.querySelector('h1').textContent"), pageTitle(t, want.page); got != want {
					t.Errorf("%s ends on %q, want %q", p.address(), got, want)
				}
			}
		}
	}
}

// follow clicks a link and waits until the page that it leads to is there.
func (p *tab) follow(selector, address string) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		p.t.Fatalf("follow %s: %v", selector, err)
	}
	if got := p.address(); got != p.sites.url+address {
		p.t.Fatalf("following %s leads to %s, want %s", selector, got, address)
	}
}

func (p *tab) address() string { return ask[string](p, "location.href") }

// testTreesCanBeWalkedBack changes an answer, goes back with the page's link
// and with the browser's button, and starts again from the middle.
func testTreesCanBeWalkedBack(t *testing.T, b *browser) {
	p := b.tab(t)
	p.scriptsOff()
	const tree = "/find/why-was-i-rejected/"
	p.open(tree + "photo/dont-know/sleeve/")
	p.follow(".back", tree+"photo/dont-know/")
	p.follow(`.answers a[href$="lamp/"]`, tree+"photo/dont-know/lamp/")
	p.follow(".tree-nav dl div:nth-child(2) .change a", tree+"photo/")
	p.do(chromedp.NavigateBack(), chromedp.WaitVisible(chromedp.CSS(".outcome"))) // out of the cache: no response to wait for
	if got := p.address(); got != p.sites.url+tree+"photo/dont-know/lamp/" {
		t.Errorf("the browser's back button leads to %s", got)
	}
	p.follow(`.tree-nav p a:not(.back)`, tree)
}
