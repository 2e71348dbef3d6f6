package main

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"retake/chromium/chromiumtest"
)

// pageScript has the questions that tests ask of a page.
//
//go:embed testdata/browser/page.js
var pageScript string

// tab is a tab that reads one server.
type tab struct {
	*chromiumtest.Tab
	url string // of the server, without a slash at its end
}

// openTab opens a tab for what is served at url, and nothing else.
func openTab(t *testing.T, browser context.Context, url string) *tab {
	t.Helper()
	p := &tab{chromiumtest.Open(t, browser, func(asked string) bool { return strings.HasPrefix(asked, url+"/") }), url}
	p.Prelude = pageScript
	return p
}

// open goes to a page of the server.
func (p *tab) open(address string) {
	p.T.Helper()
	p.Go(p.url + address)
}

// asked is what an expression lists.
func (p *tab) asked(expression string) []string {
	p.T.Helper()
	return chromiumtest.Ask[[]string](p, expression)
}

// change runs a script for what it does to the page.
func (p *tab) change(script string) {
	p.T.Helper()
	chromiumtest.Ask[chromedp.Void](p, script)
}

// has waits until the page's text has some words.
func (p *tab) has(words string) {
	p.T.Helper()
	p.Until(fmt.Sprintf("document.readyState === 'complete' && document.body.innerText.includes(%q)", words))
}
