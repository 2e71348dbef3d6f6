package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"retake/generator/guide"
	"retake/generator/publish"
	"retake/generator/render"
	"retake/generator/search"
)

// edits is how many times an article is changed.
const edits = 50

// again is what one process needs that builds a guide, and builds it again
// after one article has changed.
type again struct {
	cold    time.Duration   // the first build, written
	index   time.Duration   // of that, what the search index takes
	reindex time.Duration   // the index after a change
	told    []time.Duration // from a change to the list of what it changes, in order
	rebuild time.Duration   // from a change until all that it changes is rendered
}

func buildAgain(site string) (again, error) {
	var a again
	builder := publish.NewBuilder(publish.Options{
		File:      filepath.Join(site, "site.yaml"),
		Overrides: map[string]any{"compress": false, "pictures": false, "output": "again"},
		Date:      time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
	})
	runtime.GC()
	start := time.Now()
	first, err := build(builder)
	if err == nil {
		_, err = publish.Write(context.Background(), first, publish.WriteOptions{})
	}
	if err != nil {
		return a, err
	}
	a.cold = time.Since(start)
	last := first
	for range edits {
		next, changed, took, err := edit(builder, site, last)
		if err != nil {
			return a, err
		}
		a.told = append(a.told, took)
		start := time.Now()
		if err := renderAll(changed); err != nil {
			return a, err
		}
		a.rebuild += (took + time.Since(start)) / edits
		last = next
	}
	slices.Sort(a.told)
	return a, a.indexes(first, last)
}

func build(b *publish.Builder) (*publish.Build, error) {
	result, err := b.Build(context.Background())
	if err == nil {
		err = result.Mistakes.Err()
	}
	return result, err
}

// edit changes an article and finds what that changes.
func edit(builder *publish.Builder, site string, last *publish.Build) (*publish.Build, []render.Output, time.Duration, error) {
	file, err := touch(site)
	if err != nil {
		return nil, nil, 0, err
	}
	start := time.Now()
	next, err := builder.Rebuild(context.Background(), []string{file})
	if err != nil {
		return nil, nil, 0, err
	}
	changed, _ := publish.Changed(last.Outputs, next.Outputs)
	return next, changed, time.Since(start), next.Mistakes.Err()
}

// indexes measures the search index by itself.
func (a *again) indexes(first, last *publish.Build) error {
	indexer := search.NewIndexer()
	for _, of := range []struct {
		guides []*guide.Guide
		took   *time.Duration
	}{{first.Site.Guides, &a.index}, {last.Site.Guides, &a.reindex}} {
		runtime.GC()
		start := time.Now()
		for _, g := range of.guides {
			if _, err := indexer.Index(g, search.Options{}); err != nil {
				return err
			}
		}
		*of.took = time.Since(start)
	}
	return nil
}

func renderAll(outputs []render.Output) error {
	var b bytes.Buffer
	for _, o := range outputs {
		b.Reset()
		if err := o.Write(&b); err != nil {
			return err
		}
	}
	return nil
}

// touch changes a sentence of the first article and names its file.
func touch(site string) (file string, err error) {
	file = filepath.Join(site, "content/en/reasons/part-000/article-00000.md")
	src, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	return file, os.WriteFile(file, append(src, []byte("\nOne more sentence.\n")...), 0o644)
}
