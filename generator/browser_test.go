package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestBrowser reads the published pages in Chromium: one browser for all,
// since starting it takes longer than most of these tests.
func TestBrowser(t *testing.T) {
	tools(t, "a browser", findBrowser() != "")
	b := startBrowser(t, publishSites(t))
	for _, test := range []struct {
		name string
		run  func(*testing.T, *browser)
	}{
		{"complaints are heard", testComplaintsAreHeard},
		{"every page keeps its policy, loads nothing from elsewhere, and fits", testEveryPage},
		{"reason pages are light", testReasonPagesAreLight},
		{"axe finds nothing", testAxeFindsNothing},
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

// browsers are the names under which systems install Chromium or Chrome.
var browsers = []string{
	"chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
}

func findBrowser() string {
	for _, name := range browsers {
		if file, err := exec.LookPath(name); err == nil {
			return file
		}
	}
	return ""
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
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(findBrowser()), chromedp.UserDataDir(t.TempDir()),
		chromedp.Headless, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-features", "BackForwardCache"), // a page out of it never loads, and chromedp waits for that
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("no-pings", true),
		chromedp.Flag("force-color-profile", "srgb"), chromedp.Flag("hide-scrollbars", true),
		chromedp.WSURLReadTimeout(time.Minute), // a cold start on a busy machine
	}
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium has no sandbox for root
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closeBrowser := chromedp.NewContext(allocator)
	t.Cleanup(closeBrowser)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", findBrowser(), err)
	}
	return &browser{ctx, s}
}
