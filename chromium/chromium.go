// Package chromium starts the Chromium or Google Chrome that the system has,
// without a window and without anything that it would fetch for itself. It is
// never part of this program.
package chromium

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"time"

	"github.com/chromedp/chromedp"
)

// names under which systems install Chromium or Chrome.
var names = []string{
	"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
}

// Find is the system's browser; empty when it has none.
func Find() string {
	for _, name := range names {
		if file, err := exec.LookPath(name); err == nil {
			return file
		}
	}
	return ""
}

// patience is how long a cold start may take on a busy machine.
const patience = time.Minute

// Start starts the program with a profile of its own. Tabs are opened in the
// context that it returns; stop closes them all and removes the profile.
func Start(ctx context.Context, program string) (browser context.Context, stop func(), err error) {
	profile, err := os.MkdirTemp("", "retake-browser-")
	if err != nil {
		return nil, nil, err
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(ctx, options(program, profile)...)
	browser, stopBrowser := chromedp.NewContext(allocator)
	stop = func() {
		stopBrowser()
		stopAllocator()
		_ = os.RemoveAll(profile) // what is left of it is in a temporary folder
	}
	if err := chromedp.Do(browser); err != nil {
		stop()
		return nil, nil, fmt.Errorf("start %s: %w", program, err)
	}
	return browser, stop, nil
}

func options(program, profile string) []chromedp.ExecAllocatorOption {
	found := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(program), chromedp.UserDataDir(profile),
		chromedp.Headless, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-quic", true), chromedp.Flag("no-pings", true),
		chromedp.Flag("disable-features", "BackForwardCache"), // a page out of it never loads, and chromedp waits for that
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("force-color-profile", "srgb"), chromedp.Flag("hide-scrollbars", true),
		chromedp.WSURLReadTimeout(patience),
	}
	if os.Getuid() == 0 {
		found = append(found, chromedp.NoSandbox) // Chromium has no sandbox for root
	}
	return found
}
