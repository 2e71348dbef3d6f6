package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"retake/chromium"
)

// TestBrowser reads the published pages in Chromium: one browser for all,
// since starting it takes longer than most of these tests.
func TestBrowser(t *testing.T) {
	tools(t, "a browser", chromium.Find() != "")
	b := startBrowser(t, publishSites(t))
	for _, test := range []struct {
		name string
		run  func(*testing.T, *browser)
	}{
		{"complaints are heard", testComplaintsAreHeard},
		{"every page keeps its policy, loads nothing from elsewhere, and fits", testEveryPage},
		{"reason pages are light", testReasonPagesAreLight},
		{"axe finds nothing", testAxeFindsNothing},
		{"screens load photos of their size", testScreensLoadPhotosOfTheirSize},
		{"nothing scrolls sideways", testNothingScrollsSideways},
		{"text of twice the size fits", testLargeTextFits},
		{"targets are large enough", testTargetsAreLarge},
		{"the keyboard reaches everything", testKeyboardReachesEverything},
		{"the skip link skips", testSkipLinkSkips},
		{"pages read well without styles", testPagesWithoutStyles},
		{"pages work without scripts", testPagesWithoutScripts},
		{"old addresses lead on", testOldAddressesLeadOn},
		{"every path of every tree ends where it should", testEveryPathEndsWhereItShould},
		{"trees can be walked back", testTreesCanBeWalkedBack},
		{"paper shows no controls", testPaperShowsNoControls},
		{"forced colours keep the controls", testForcedColours},
		{"the search loads nothing before it is used", testSearchLoadsNothingBeforeItIsUsed},
		{"the search is used by keyboard, and marks what was found", testSearchByKeyboard},
		{"the search box opens and closes", testSearchBoxOpensAndCloses},
		{"the page of results shows what its address asks for", testResultsPage},
		{"nothing found is no dead end", testNothingFoundIsNoDeadEnd},
		{"a search without its index says so", testSearchWithoutItsIndex},
		{"a search that is loaded works offline", testSearchOffline},
		{"empty searches are recorded without what tells who asked", testRecordOfEmptySearches},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, b) })
	}
}

// tools skips a test whose tool is missing, but fails it where make test has
// installed the tools, and in continuous integration.
func tools(t *testing.T, what string, there bool) {
	t.Helper()
	switch {
	case there:
	case os.Getenv("CI") == "true" || os.Getenv("RETAKE_BROWSER") == "required":
		t.Fatalf("this test needs %s: run setup/test-tools", what)
	default:
		t.Skipf("SKIPPED: this test needs %s, which is not here. Run make test to install it.", what)
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
	tools(t, "the package "+strings.Split(name, "/")[0], err == nil)
	return file
}

// browser is a running Chromium and the sites that it reads.
type browser struct {
	ctx   context.Context
	sites *sites
}

func startBrowser(t *testing.T, s *sites) *browser {
	ctx, stop, err := chromium.Start(context.Background(), chromium.Find())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return &browser{ctx, s}
}
