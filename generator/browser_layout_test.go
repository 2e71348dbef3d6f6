package main

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
)

func testNothingScrollsSideways(t *testing.T, b *browser) {
	p := b.tab(t)
	p.width(360)
	for _, kind := range kinds {
		p.open(kind)
		if found := ask[[]string](p, "page.sideways()"); len(found) > 0 {
			t.Errorf("%s: %s", kind, strings.Join(found, "\n\t"))
		}
	}
	p.change(`document.querySelector('main').insertAdjacentHTML('beforeend', '<input size="900">')`)
	if len(ask[[]string](p, "page.sideways()")) == 0 {
		t.Error("a field of 900 letters was not seen to stick out")
	}
}

// largeText is twice the size that browsers begin with.
const largeText = 32

func testLargeTextFits(t *testing.T, b *browser) {
	p := b.tab(t)
	p.width(360)
	command(p, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: largeText, Fixed: largeText}})
	for _, kind := range kinds {
		p.open(kind)
		if size := ask[string](p, "getComputedStyle(document.body).fontSize"); size != "36px" {
			t.Fatalf("the text of %s has %s, not the reader's own size, doubled", kind, size)
		}
		if found := append(ask[[]string](p, "page.sideways()"), ask[[]string](p, "page.cutOff()")...); len(found) > 0 {
			t.Errorf("%s with large text: %s", kind, strings.Join(found, "\n\t"))
		}
	}
}

func testTargetsAreLarge(t *testing.T, b *browser) {
	p := b.tab(t)
	for _, width := range widths {
		p.width(width)
		for _, kind := range kinds {
			p.open(kind)
			if found := ask[[]string](p, "page.small()"); len(found) > 0 {
				t.Errorf("%s at %d px has targets that are too small:\n\t%s", kind, width, strings.Join(found, "\n\t"))
			}
		}
	}
}
