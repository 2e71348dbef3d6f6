package output

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// BenchmarkCommit publishes 20,000 files of 4 kB, four a folder, from as many
// goroutines as there are processors: all of them, the same again, and the same
// but for one.
func BenchmarkCommit(b *testing.B) {
	const folders = 5_000
	body := strings.Repeat("All the words of a page. ", 160)
	build := func(b *testing.B, dir string, edition int, opts Options) Report {
		b.Helper()
		tx, err := Open(context.Background(), dir, opts)
		if err != nil {
			b.Fatal(err)
		}
		var workers sync.WaitGroup
		part := folders / runtime.GOMAXPROCS(0)
		for from := 0; from < folders; from += part {
			workers.Go(func() {
				for i := from; i < min(folders, from+part); i++ {
					for _, twin := range []string{"index.html", "index.html.br", "index.html.gz", "index.md"} {
						head := ""
						if i == 0 && twin == "index.html" {
							head = fmt.Sprint(edition)
						}
						name := fmt.Sprintf("reasons/page-%d/%s", i, twin)
						if err := tx.Put(name, fmt.Appendf(nil, "%s%s %s", head, name, body)); err != nil {
							b.Error(err)
							return
						}
					}
				}
			})
		}
		workers.Wait()
		report, err := tx.Commit()
		if err != nil {
			b.Fatal(err)
		}
		return report
	}
	for _, opts := range []Options{swapping, inPlace} {
		way := map[bool]string{false: "swap", true: "in-place"}[opts.InPlace]
		b.Run("cold/"+way, func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "public")
			for b.Loop() {
				build(b, dir, 0, opts)
				b.StopTimer()
				if err := os.RemoveAll(dir); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
		})
		for name, change := range map[string]bool{"unchanged": false, "one-changed": true} {
			b.Run(name+"/"+way, func(b *testing.B) {
				dir := filepath.Join(b.TempDir(), "public")
				build(b, dir, 0, opts)
				edition := 0
				for b.Loop() {
					if change {
						edition++
					}
					if report := build(b, dir, edition, opts); report.Written > 1 {
						b.Fatalf("%+v", report)
					}
				}
			})
		}
	}
}
