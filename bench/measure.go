package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"

	"retake/generator/publish"
	"retake/generator/render"
)

// row is what one size of guide gave.
type row struct {
	articles            int
	cold, plain, plain1 time.Duration
	peak                int64 // bytes
	inProcess, rebuild  time.Duration
	page                time.Duration // until the changed article's own page is there
	changed             int
	costly              time.Duration // with twins and pictures; zero: not measured
	costlyAgain         time.Duration
}

func (r row) print() {
	fmt.Printf("%9d %9.2f %9.0f %8.0f %11.2f %11.2f %10.3f %12.3f %8.3f\n", r.articles, r.cold.Seconds(),
		float64(r.articles)/r.cold.Seconds(), float64(r.peak)/1e6,
		r.cold.Seconds()/r.plain.Seconds(), r.cold.Seconds()/r.plain1.Seconds(), r.rebuild.Seconds(), r.rebuild.Seconds()/r.inProcess.Seconds(), r.page.Seconds())
	if r.costly > 0 {
		fmt.Printf("%9s with twins and pictures: %.2f s at first, %.2f s again with one article changed\n", "", r.costly.Seconds(), r.costlyAgain.Seconds())
	}
}

func buildGenerator(dir string) (string, error) {
	binary := filepath.Join(dir, "generator")
	c := exec.Command("go", "build", "-o", binary, "./generator")
	c.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := c.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the generator: %w\n%s", err, out)
	}
	return binary, nil
}

func measure(dir, binary string, articles int, seed int64, costly bool) (row, error) {
	r := row{articles: articles}
	site := filepath.Join(dir, fmt.Sprint(articles))
	if err := writeCorpus(site, articles, seed); err != nil {
		return r, err
	}
	var err error
	if r.plain1, err = plainGoldmark(site, filepath.Join(site, "plain1"), 1); err != nil {
		return r, err
	}
	if r.plain, err = plainGoldmark(site, filepath.Join(site, "plain"), runtime.GOMAXPROCS(0)); err != nil {
		return r, err
	}
	if r.cold, r.peak, err = command(binary, site, "RETAKE_COMPRESS=false", "RETAKE_PICTURES=false"); err != nil {
		return r, err
	}
	if err := r.again(site); err != nil {
		return r, err
	}
	if !costly {
		return r, nil
	}
	if r.costly, _, err = command(binary, site, "RETAKE_OUTPUT=costly"); err != nil {
		return r, err
	}
	if err := touch(site); err != nil {
		return r, err
	}
	r.costlyAgain, _, err = command(binary, site, "RETAKE_OUTPUT=costly")
	return r, err
}

// command runs a build and returns its wall time and peak memory.
func command(binary, site string, environment ...string) (time.Duration, int64, error) {
	c := exec.Command(binary, "build")
	c.Dir = site
	c.Env = append(os.Environ(), environment...)
	start := time.Now()
	out, err := c.CombinedOutput()
	if err != nil {
		return 0, 0, fmt.Errorf("%w\n%s", err, out)
	}
	took := time.Since(start)
	peak := c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss * 1024 // Linux counts in KiB
	return took, peak, nil
}

// plainGoldmark reads, converts and writes every article, as small a program
// as one can write with the same parser and the same extensions.
func plainGoldmark(site, out string, workers int) (time.Duration, error) {
	md := goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAttribute()),
	)
	start := time.Now()
	var files []string
	content := filepath.Join(site, "content")
	err := filepath.WalkDir(content, func(path string, e fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".md") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	var wg sync.WaitGroup
	errs := make([]error, workers)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(files); i += workers {
				if err := convert(md, content, files[i], out); err != nil {
					errs[w] = err
				}
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return 0, err
		}
	}
	return time.Since(start), nil
}

func convert(md goldmark.Markdown, content, file, out string) error {
	src, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if _, after, ok := bytes.Cut(src[3:], []byte("\n---\n")); ok {
		src = after
	}
	var b bytes.Buffer
	if err := md.Convert(src, &b); err != nil {
		return err
	}
	rel, err := filepath.Rel(content, strings.TrimSuffix(file, ".md"))
	if err != nil {
		return err
	}
	dir := filepath.Join(out, rel)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "index.html"), b.Bytes(), 0o644)
}

// again measures a cold build and a rebuild within this process.
func (r *row) again(site string) error {
	builder := publish.NewBuilder(publish.Options{
		File:      filepath.Join(site, "site.yaml"),
		Overrides: map[string]any{"compress": false, "pictures": false, "output": "again"},
		Date:      time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
	})
	runtime.GC()
	start := time.Now()
	before, err := build(builder)
	if err != nil {
		return err
	}
	if _, err := publish.Write(context.Background(), before, publish.WriteOptions{}); err != nil {
		return err
	}
	r.inProcess = time.Since(start)
	if err := touch(site); err != nil {
		return err
	}
	start = time.Now()
	after, err := build(builder)
	if err != nil {
		return err
	}
	changed, _ := publish.Changed(before.Outputs, after.Outputs)
	if err := renderAll(changed[:1]); err != nil { // pages come first
		return err
	}
	r.page = time.Since(start)
	if err := renderAll(changed[1:]); err != nil {
		return err
	}
	r.rebuild, r.changed = time.Since(start), len(changed)
	return nil
}

func build(b *publish.Builder) (*publish.Build, error) {
	result, err := b.Build(context.Background())
	if err == nil {
		err = result.Mistakes.Err()
	}
	return result, err
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

// touch changes a sentence of the first article.
func touch(site string) error {
	file := filepath.Join(site, "content/en/reasons/part-000/article-00000.md")
	src, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(src, []byte("\nOne more sentence.\n")...), 0o644)
}
