package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
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

// testScreensLoadPhotosOfTheirSize holds what sizes= promises against what is
// laid out, and keeps phones with three pixels a point from loading more than
// anybody sees.
func testScreensLoadPhotosOfTheirSize(t *testing.T, b *browser) {
	for _, c := range []struct {
		width  int64   // in points
		pixels float64 // a point
		want   string
	}{
		{360, 2, "320"}, {360, 3, "400"}, {412, 2.625, "400"}, {430, 3, "400"}, {1280, 1, "400"}, {1280, 2, "656"},
	} {
		p := b.tab(t) // pictures that another size has loaded may be shown again
		command(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: c.width, Height: 800, DeviceScaleFactor: c.pixels, Mobile: c.width < 600})
		p.open("/reasons/blurry-photo/")
		loaded := ask[[]string](p, `Promise.all([...document.querySelectorAll('.examples img')].map((i) => {
			i.loading = 'eager';
			return i.decode().then(() => i.currentSrc.match(/-(\d+)\.[^/]*$/)[1]);
		}))`)
		if len(loaded) != 4 || slices.ContainsFunc(loaded, func(width string) bool { return width != c.want }) {
			t.Errorf("%d points of %v pixels load photos that are %v pixels wide, want four of %s", c.width, c.pixels, loaded, c.want)
		}
	}
}
