package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"retake/bench/finding"
	"retake/chromium"
	"retake/generator/publish"
)

// packages are what setup/packages has installed.
const packages = "bench/finding/node_modules"

// compare compares the search with others, on the default guide and on a
// large one.
func compare(articles int, seed int64, rivals bool) error {
	if _, err := os.Stat(packages); err != nil || chromium.Find() == "" {
		return fmt.Errorf("comparing searches needs Chromium and the packages of bench/finding; run setup/test-tools and setup/packages bench/finding, or choose --search 0")
	}
	dir, err := os.MkdirTemp("", "retake-bench-search-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := compareOn("the default guide", "site.yaml", filepath.Join(dir, "default"), seed, rivals); err != nil {
		return err
	}
	for _, size := range slices.Compact([]int{middling, articles}) {
		name := fmt.Sprintf("%d articles", size)
		corpus := filepath.Join(dir, name)
		if err := writeCorpus(corpus, size, seed); err != nil {
			return err
		}
		if err := compareOn(name, filepath.Join(corpus, "site.yaml"), filepath.Join(dir, "built "+name), seed, rivals); err != nil {
			return err
		}
	}
	return nil
}

// middling is the size of a guide in which no query may take long.
const middling = 1000

func compareOn(name, site, dir string, seed int64, rivals bool) error {
	public := filepath.Join(dir, "public")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	b, err := build(publish.NewBuilder(publish.Options{
		File:      site,
		Overrides: map[string]any{"compress": false, "pictures": false, "output": public},
		Date:      time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
	}))
	if err != nil {
		return err
	}
	if _, err := publish.Write(context.Background(), b, publish.WriteOptions{}); err != nil {
		return err
	}
	tools, err := filepath.Abs(packages)
	if err != nil {
		return err
	}
	all, err := finding.Compare(context.Background(), b, public, dir, tools, seed, rivals)
	if err != nil {
		return err
	}
	printFigures(name, all)
	return nil
}

func printFigures(name string, all []finding.Figures) {
	fmt.Printf("\nsearch on %s\n%-30s", name, "")
	for _, f := range all {
		fmt.Printf(" %12s", f.Engine)
	}
	fmt.Println()
	row := func(what string, value func(finding.Figures) string) {
		fmt.Printf("%-30s", what)
		for _, f := range all {
			fmt.Printf(" %12s", value(f))
		}
		fmt.Println()
	}
	for kind, name := range finding.KindNames {
		row("rank: "+name, func(f finding.Figures) string { return fmt.Sprintf("%.3f", f.Rank[kind]) })
	}
	kilobytes := func(n int64) string { return fmt.Sprintf("%.1f", float64(n)/1000) }
	row("first query kB", func(f finding.Figures) string { return kilobytes(f.First) })
	milliseconds := func(n float64) string { return fmt.Sprintf("%.1f", n) }
	row("ms a keystroke, half", func(f finding.Figures) string { return milliseconds(f.Alone.P50) })
	row("ms a keystroke, 95 of 100", func(f finding.Figures) string { return milliseconds(f.Alone.P95) })
	row("ms and its list, half", func(f finding.Figures) string { return milliseconds(f.Listed.P50) })
	row("ms and its list, 95 of 100", func(f finding.Figures) string { return milliseconds(f.Listed.P95) })
	row("ms the worst strange query", func(f finding.Figures) string { return milliseconds(f.Worst) })
	row("index s", func(f finding.Figures) string { return fmt.Sprintf("%.2f", f.Time.Seconds()) })
	row("index kB", func(f finding.Figures) string { return kilobytes(f.Size) })
}
