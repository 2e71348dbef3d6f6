package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"retake/chromium/chromiumtest"
)

// TestPages publishes the guides once, and reads what is published.
func TestPages(t *testing.T) {
	s := publishSites(t)
	t.Run("HTML is valid", func(t *testing.T) {
		t.Parallel()
		testHTMLIsValid(t, s)
	})
	t.Run("in Chromium", func(t *testing.T) {
		t.Parallel()
		testInChromium(t, s)
	})
}

// testInChromium reads the pages in one browser, since starting it takes
// longer than most of these tests, in tabs side by side, since a page waits
// for more than the processor.
func testInChromium(t *testing.T, s *sites) {
	b := &browser{chromiumtest.Start(t), s}
	for _, test := range []struct {
		name string
		run  func(*testing.T, *browser)
	}{
		{"complaints are heard", testComplaintsAreHeard},
		{"every page keeps its policy, loads nothing from elsewhere, fits, and is what its address says", testEveryPage},
		{"every kind of page bears every look, and says the same without scripts", testEveryKind},
		{"faults are seen", testFaultsAreSeen},
		{"trees can be walked by clicks", testTreesCanBeWalked},
		{"reason pages are light", testReasonPagesAreLight},
		{"screens load photos of their size", testScreensLoadPhotosOfTheirSize},
		{"the keyboard reaches everything", testKeyboardReachesEverything},
		{"the skip link skips", testSkipLinkSkips},
		{"pages read well without styles", testPagesWithoutStyles},
		{"a search without scripts leads to the A to Z", testSearchWithoutScripts},
		{"old addresses lead on", testOldAddressesLeadOn},
		{"the search loads nothing before it is used", testSearchLoadsNothingBeforeItIsUsed},
		{"the search is used by keyboard, and marks what was found", testSearchByKeyboard},
		{"the search box opens and closes", testSearchBoxOpensAndCloses},
		{"the page of results shows what its address asks for", testResultsPage},
		{"nothing found is no dead end", testNothingFoundIsNoDeadEnd},
		{"a search without its index says so", testSearchWithoutItsIndex},
		{"a search that is loaded works offline", testSearchOffline},
		{"empty searches are recorded without what tells who asked", testRecordOfEmptySearches},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, b)
		})
	}
}

// testPackage is a file of one of the packages in tests/, as make test
// installs them.
func testPackage(t *testing.T, name string) string {
	t.Helper()
	file, err := filepath.Abs(filepath.Join("..", "tests", "node_modules", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	_, err = os.Stat(file)
	chromiumtest.Need(t, "the package "+strings.Split(name, "/")[0], err == nil)
	return file
}

// browser is a running Chromium and the sites that it reads.
type browser struct {
	ctx   context.Context
	sites *sites
}

func (b *browser) tab(t *testing.T) *tab {
	t.Helper()
	return openTab(t, b.ctx, b.sites.url)
}

// sideBySide is how many tabs share a list of pages, when the machine has as
// many cores.
const sideBySide = 4

// each looks at pages in tabs side by side.
func (b *browser) each(t *testing.T, addresses []string, look func(p *tab, address string)) {
	rest := make(chan string, len(addresses))
	for _, address := range addresses {
		rest <- address
	}
	close(rest)
	for n := range sideBySide {
		t.Run(fmt.Sprintf("tab %d", n+1), func(t *testing.T) {
			t.Parallel()
			p := b.tab(t)
			for address := range rest {
				look(p, address)
			}
		})
	}
}
