// Package finding compares the site's search with two that others use on
// sites of plain files, Pagefind and MiniSearch: on the same pages, in the
// same browser, in one run. The packages of the two come from npm (see
// package.json); nothing of them gets into a published site.
//
// Each of the three is asked through its own script in a page of its own,
// served with brotli where that makes a file smaller, and shows a list of what
// it found: ours the one of the search box of a published page, the others a
// plain one of eight titles with a sentence.
package finding

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"retake/chromium"
	"retake/generator/publish"
)

// Figures are what one engine gave on one guide.
type Figures struct {
	Engine string
	Rank   [kinds]float64 // mean reciprocal rank among the first eight, by kind of query
	First  int64          // bytes that the first query fetches: the median of some
	Alone  Times          // of a keystroke, until all is known that the list shows
	Listed Times          // until the list shows it
	Worst  float64        // milliseconds of the slowest strange query, with all files in memory
	Time   time.Duration  // of making the index
	Size   int64          // bytes of the index as it is served
}

// Times are milliseconds that half of some take at most, and 95 of 100.
type Times struct{ P50, P95 float64 }

// engine is a way to search a site.
type engine interface {
	name() string
	// index makes the index of pages, from files in a folder that a server
	// then shows.
	index(ctx context.Context, pages []document) (folder string, took time.Duration, size int64, err error)
	// page is the address that is opened, and scripts what it must run: open
	// makes the search ready, list(query) lists what it finds, listed() gives
	// the addresses in the list, find(query) finds the same without a list, and
	// renew forgets what find has worked out, but not what it has loaded.
	page() (address, scripts string)
}

// Compare measures all engines on a built site and its published folder, or
// only our own. dir is a folder for what the others need, packages the npm
// packages.
func Compare(ctx context.Context, b *publish.Build, public, dir, packages string, seed int64, rivals bool) ([]Figures, error) {
	guide := b.Site.Guides[0]
	pages := documents(guide)
	asked := questions(pages, seed)
	browser, stop, err := chromium.Start(ctx, chromium.Find())
	if err != nil {
		return nil, err
	}
	defer stop()
	script, err := published(public, "assets/search.*.js")
	if err != nil {
		return nil, err
	}
	engines := []engine{retake{guide, public, script}}
	if rivals {
		engines = append(engines, pagefind{public, filepath.Join(dir, "pagefind"), packages}, miniSearch{filepath.Join(dir, "minisearch"), packages})
	}
	var found []Figures
	for _, e := range engines {
		f, err := measure(browser, e, pages, asked, seed)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.name(), err)
		}
		found = append(found, f)
	}
	return found, nil
}

func measure(browser context.Context, e engine, pages []document, asked []question, seed int64) (Figures, error) {
	f := Figures{Engine: e.name()}
	folder, took, size, err := e.index(browser, pages)
	if err != nil {
		return f, err
	}
	f.Time, f.Size = took, size
	s, err := serve(folder)
	if err != nil {
		return f, err
	}
	defer s.close()
	t, err := newTab(browser, s, e)
	if err != nil {
		return f, err
	}
	defer t.close()
	if f.First, err = t.firstQuery(asked); err != nil {
		return f, fmt.Errorf("the first query: %w", err)
	}
	if f.Rank, err = t.rank(asked); err != nil {
		return f, fmt.Errorf("known items: %w", err)
	}
	if f.Alone, err = t.keystrokes("find", asked); err != nil {
		return f, fmt.Errorf("keystrokes: %w", err)
	}
	if f.Listed, err = t.keystrokes("list", asked); err != nil {
		return f, fmt.Errorf("keystrokes: %w", err)
	}
	if f.Worst, err = t.worst(strange(pages, seed)); err != nil {
		return f, fmt.Errorf("strange queries: %w", err)
	}
	return f, nil
}

// published is the text of the one file of a site with a name like this.
func published(public, pattern string) (string, error) {
	names, err := filepath.Glob(filepath.Join(public, filepath.FromSlash(pattern)))
	if err != nil {
		return "", err
	}
	if len(names) != 1 {
		return "", fmt.Errorf("%s has %d files like %s, want one", public, len(names), pattern)
	}
	text, err := os.ReadFile(names[0])
	return string(text), err
}
