// Bench measures how fast the generator is, as ratios within one run: what
// else the machine does changes both sides of a ratio. Then it compares the
// search with others, which needs Chromium, Node and the packages of finding/.
package main

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
)

func main() {
	sizes := flag.String("articles", "100,1000,10000", "sizes of the guides that are built, comma-separated; empty: none")
	seed := flag.Int64("seed", 1, "seed of the articles' words")
	costly := flag.Bool("costly", true, "measure compressed twins and pictures too, on guides of up to 1,000 articles")
	preview := flag.Int("preview", 10000, "articles of the guide that is saved in a preview; 0: do not measure that")
	hugo := flag.String("hugo", "v0.164.0", "version of Hugo to compare the preview with; empty: none")
	searched := flag.Int("search", 10000, "articles of the large guide that is searched; 0: do not compare searches")
	rivals := flag.Bool("rivals", true, "compare the search with Pagefind and MiniSearch, not only measure it")
	photos := flag.String("photos", "", "folder of labelled photos, or none (default: RETAKE_PHOTOS, ../shared/photos, or the drawn ones)")
	flag.Parse()
	err := run(strings.Split(*sizes, ","), *seed, *costly, *preview, *hugo)
	if err == nil && *searched > 0 {
		err = compare(*searched, *seed, *rivals)
	}
	if err == nil && *photos != "none" {
		err = benchPhotos(*photos)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(sizes []string, seed int64, costly bool, preview int, hugo string) error {
	dir, err := os.MkdirTemp("", "retake-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	binary, err := buildGenerator(dir)
	if err != nil {
		return err
	}
	fmt.Printf("%9s %8s %9s %8s %11s %9s %8s %9s %9s %7s %9s %8s\n",
		"articles", "cold s", "pages/s", "peak MB", "÷ goldmark", "÷ 1 core", "÷ CPU", "indexing", "told ms", "p95", "rebuild", "index ms")
	for _, size := range sizes {
		if size == "" {
			continue
		}
		articles, err := strconv.Atoi(strings.TrimSpace(size))
		if err != nil {
			return fmt.Errorf("--articles: %w", err)
		}
		row, err := measure(dir, binary, articles, seed, costly && articles <= 1000)
		if err != nil {
			return fmt.Errorf("%d articles: %w", articles, err)
		}
		row.print()
	}
	fmt.Println(`
cold s        a whole build by the command: read, check, render, write (no compressed twins, no pictures)
÷ goldmark    the same, against plain goldmark converting and writing the same files on all cores
÷ 1 core      the same, against plain goldmark on one core
÷ CPU         the same in processor time, which other programs change less
indexing      what the search index adds to a build without it

The others within one process, after one article has changed:

told ms, p95  until it is known which files that changes: median, and 19 of 20
rebuild       until these files are rendered, against the first build
index ms      the search index alone`)
	if preview == 0 {
		return nil
	}
	return previews(dir, binary, installHugo(dir, hugo), preview, seed)
}
