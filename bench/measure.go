package main

import (
	"bytes"
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
)

// row is what one size of guide gave.
type row struct {
	articles            int
	cold, plain, plain1 time.Duration
	coldCPU, plainCPU   time.Duration // on all cores together
	peak                int64         // bytes
	again               again
	audit               audited
	costly              time.Duration // with twins and pictures; zero: not measured
	costlyAgain         time.Duration
}

func (r row) print() {
	a := r.again
	fmt.Printf("%9d %8.2f %9.0f %8.0f %11.2f %9.2f %8.2f %9.2f %9.0f %7.0f %9.3f %8.2f\n", r.articles, r.cold.Seconds(),
		float64(r.articles)/r.cold.Seconds(), float64(r.peak)/1e6, r.cold.Seconds()/r.plain.Seconds(), r.cold.Seconds()/r.plain1.Seconds(), r.coldCPU.Seconds()/r.plainCPU.Seconds(),
		a.index.Seconds()/(a.cold-a.index).Seconds(), milliseconds(a.told[len(a.told)/2]), milliseconds(a.told[len(a.told)*95/100]),
		a.rebuild.Seconds()/a.cold.Seconds(), milliseconds(a.reindex))
	r.audit.print(r)
	if r.costly > 0 {
		fmt.Printf("%9s with twins and pictures: %.2f s at first, %.2f s again with one article changed\n", "", r.costly.Seconds(), r.costlyAgain.Seconds())
	}
}

func milliseconds(d time.Duration) float64 { return d.Seconds() * 1000 }

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
	used := processorTime()
	if r.plain1, err = plainGoldmark(site, filepath.Join(site, "plain1"), 1); err != nil {
		return r, err
	}
	r.plainCPU = processorTime() - used
	if r.plain, err = plainGoldmark(site, filepath.Join(site, "plain"), runtime.GOMAXPROCS(0)); err != nil {
		return r, err
	}
	done, took, err := command(binary, site, "RETAKE_COMPRESS=false", "RETAKE_PICTURES=false")
	if err != nil {
		return r, err
	}
	r.cold, r.coldCPU = took, done.UserTime()+done.SystemTime()
	r.peak = done.SysUsage().(*syscall.Rusage).Maxrss * 1024 // Linux counts in KiB
	if r.audit, err = auditSite(binary, site); err != nil {
		return r, err
	}
	if r.again, err = buildAgain(site); err != nil {
		return r, err
	}
	if !costly {
		return r, nil
	}
	if _, r.costly, err = command(binary, site, "RETAKE_OUTPUT=costly"); err != nil {
		return r, err
	}
	if _, err := touch(site); err != nil {
		return r, err
	}
	_, r.costlyAgain, err = command(binary, site, "RETAKE_OUTPUT=costly")
	return r, err
}

// command runs a build, and says what it took.
func command(binary, site string, environment ...string) (*os.ProcessState, time.Duration, error) {
	c := exec.Command(binary, "build")
	c.Dir = site
	c.Env = append(os.Environ(), environment...)
	start := time.Now()
	out, err := c.CombinedOutput()
	if err != nil {
		return nil, 0, fmt.Errorf("%w\n%s", err, out)
	}
	return c.ProcessState, time.Since(start), nil
}

// processorTime is what this process has used, on all cores together.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0 // and the ratio is not a number
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
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
