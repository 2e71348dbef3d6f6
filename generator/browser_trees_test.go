package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/goccy/go-yaml"

	"retake/chromium/chromiumtest"
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

// state is a sequence of answers: it asks on, or shows a page.
type state struct {
	path    string // the answers, below the tree's own address
	answers []string
	page    string // path below content/, without its anchor
}

// states walks every path of a tree in the order of the file.
func (p plainTree) states(dir, question, at string) []state {
	here := state{path: at}
	var after []state
	for _, item := range p.Questions[question].Answers {
		key, to := item.Key.(string), item.Value.(map[string]any)["go"].(string)
		here.answers = append(here.answers, key)
		if _, asks := p.Questions[to]; asks {
			after = append(after, p.states(dir, to, at+key+"/")...)
			continue
		}
		file, _, _ := strings.Cut(to, "#")
		after = append(after, state{path: at + key + "/", page: path.Join(dir, file)})
	}
	return append([]state{here}, after...)
}

func readPlainTree(t *testing.T, lang, slug string) []state {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("..", "content", lang, "trees", slug+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var tree plainTree
	if err := yaml.UnmarshalWithOptions(src, &tree); err != nil {
		t.Fatal(err)
	}
	return tree.states(lang+"/trees", tree.Start, "")
}

// pageTitle reads a page's title out of its file.
func pageTitle(t testing.TB, file string) string {
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

// readStates are the states of every tree in every language, by address.
func readStates(t *testing.T) map[string]state {
	t.Helper()
	found := map[string]state{}
	for lang, root := range map[string]string{"en": "/", "es": "/es/"} {
		for _, slug := range []string{"why-was-i-rejected", "what-to-do-next"} {
			states := readPlainTree(t, lang, slug)
			if len(states) < 20 {
				t.Fatalf("%s %s has %d states; the walk is broken", lang, slug, len(states))
			}
			for _, state := range states {
				found[root+"find/"+slug+"/"+state.path] = state
			}
		}
	}
	return found
}

// is compares the page that is open with the state that it should be: its
// answers are those of the file, each can be hit and leads to its own state,
// and what shows a page shows the right one. So every path ends where it
// should.
func (p *tab) is(want state) {
	p.T.Helper()
	at := p.address()
	if want.page != "" {
		if got, want := chromiumtest.Ask[string](p, "document.querySelector('h1').textContent"), pageTitle(p.T, want.page); got != want {
			p.T.Errorf("%s ends on %q, want %q", at, got, want)
		}
		return
	}
	var leads []string
	for _, answer := range want.answers {
		leads = append(leads, strings.TrimSuffix(at, stay)+answer+"/")
	}
	if got := p.asked("page.hit('.answers a')"); !slices.Equal(got, leads) {
		p.T.Errorf("%s: clicks on the answers lead to %q, want %q", at, got, leads)
	}
}

// follow clicks a link and waits until the page that it leads to is there.
func (p *tab) follow(selector, address string) {
	p.T.Helper()
	p.Leave(chromedp.Click(chromedp.CSS(selector)))
	if got := p.address(); got != p.url+address {
		p.T.Fatalf("following %s leads to %s, want %s", selector, got, address)
	}
}

func (p *tab) address() string { return chromiumtest.Ask[string](p, "location.href") }

// testTreesCanBeWalked answers by clicks, changes an answer, goes back with
// the page's link and with the browser's button, and starts again from the
// middle.
func testTreesCanBeWalked(t *testing.T, b *browser) {
	p := b.tab(t)
	p.scripts(false)
	p.Width(360)
	const tree = "/find/why-was-i-rejected/"
	p.open(tree)
	at := tree
	for _, answer := range []string{"photo", "dont-know", "sleeve"} {
		at += answer + "/"
		p.follow(fmt.Sprintf(`.answers a[href$="%s/"]`, answer), at)
	}
	p.follow(".back", tree+"photo/dont-know/")
	p.follow(`.answers a[href$="lamp/"]`, tree+"photo/dont-know/lamp/")
	p.follow(".tree-nav dl div:nth-child(2) .change a", tree+"photo/")
	p.Do(chromedp.NavigateBack(), chromedp.WaitVisible(chromedp.CSS(".outcome"))) // out of the cache: no response to wait for
	if got := p.address(); got != p.url+tree+"photo/dont-know/lamp/" {
		t.Errorf("the browser's back button leads to %s", got)
	}
	p.follow(`.tree-nav p a:not(.back)`, tree)
}
