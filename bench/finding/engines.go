package finding

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"

	"retake/generator/guide"
	"retake/generator/search"
)

//go:embed pages/list.js
var listScript string

// retake is the site's own search, in a published page.
type retake struct {
	guide  *guide.Guide
	public string
	script string // of the search, as it is published
}

func (retake) name() string { return "Retake" }

func (e retake) index(context.Context, []document) (string, time.Duration, int64, error) {
	start := time.Now()
	files, err := search.NewIndexer().Index(e.guide, search.Options{})
	took, size := time.Since(start), int64(0)
	for _, f := range files {
		size += served(f.Data)
	}
	return e.public, took, size, err
}

//go:embed pages/retake.js
var retakeScript string

// In a function whose globalThis has no document, the script shows nothing.
func (e retake) page() (string, string) {
	return "/", "{const own = ((globalThis) => {" + e.script + "; return globalThis.search})({});\n" + retakeScript + "}"
}

// pagefind reads the published pages, as it does on any site.
type pagefind struct{ public, dir, packages string }

func (pagefind) name() string { return "Pagefind" }

//go:embed pages/pagefind.js
var pagefindScript string

func (e pagefind) index(ctx context.Context, pages []document) (string, time.Duration, int64, error) {
	for _, p := range pages {
		name := filepath.Join(filepath.FromSlash(p.URL), "index.html")
		data, err := os.ReadFile(filepath.Join(e.public, name))
		if err != nil {
			return "", 0, 0, err
		}
		if err := write(filepath.Join(e.dir, name), data); err != nil {
			return "", 0, 0, err
		}
	}
	if err := write(filepath.Join(e.dir, "bench", "index.html"), []byte(emptyPage)); err != nil {
		return "", 0, 0, err
	}
	took, err := tool(ctx, filepath.Join(e.packages, ".bin", "pagefind"), "--site", e.dir, "--glob", "**/index.html", "--root-selector", "main", "--force-language", "en", "--quiet")
	if err != nil {
		return "", 0, 0, err
	}
	size, err := sizeOf(filepath.Join(e.dir, "pagefind"))
	return e.dir, took, size, err
}

func (pagefind) page() (string, string) { return "/bench/", listScript + pagefindScript }

// miniSearch keeps its whole index in one file.
type miniSearch struct{ dir, packages string }

func (miniSearch) name() string { return "MiniSearch" }

var (
	//go:embed pages/minisearch.js
	miniSearchScript string
	//go:embed pages/minisearch.mjs
	miniSearchIndex string
)

func (e miniSearch) index(ctx context.Context, pages []document) (string, time.Duration, int64, error) {
	library, err := os.ReadFile(filepath.Join(e.packages, "minisearch", "dist", "es", "index.js"))
	if err != nil {
		return "", 0, 0, err
	}
	m := minify.New()
	m.AddFunc("text/javascript", js.Minify)
	if library, err = m.Bytes("text/javascript", library); err != nil {
		return "", 0, 0, err
	}
	data, err := json.Marshal(pages)
	if err != nil {
		return "", 0, 0, err
	}
	for name, data := range map[string][]byte{
		"pages.json": data, "minisearch.js": library, "make.mjs": []byte(miniSearchIndex), "index.html": []byte(emptyPage),
	} {
		if err := write(filepath.Join(e.dir, name), data); err != nil {
			return "", 0, 0, err
		}
	}
	took, err := tool(ctx, "node", filepath.Join(e.dir, "make.mjs"))
	if err != nil {
		return "", 0, 0, err
	}
	made, err := os.ReadFile(filepath.Join(e.dir, "index.json"))
	return e.dir, took, served(made), err
}

func (miniSearch) page() (string, string) { return "/", listScript + miniSearchScript }

const emptyPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Search</title></head><body></body></html>`

func write(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

// tool runs a program and returns how long it took.
func tool(ctx context.Context, name string, args ...string) (time.Duration, error) {
	start := time.Now()
	out, err := exec.CommandContext(ctx, name, args...).CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("%s: %w\n%s", filepath.Base(name), err, out)
	}
	return time.Since(start), nil
}

// sizeOf is what the files of a folder take over the wire. Pagefind's stylish
// parts, which a search does not need, are left out.
func sizeOf(dir string) (int64, error) {
	var size int64
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.Contains(entry.Name(), "ui") || strings.HasSuffix(name, ".css") {
			return err
		}
		data, err := os.ReadFile(name)
		size += served(data)
		return err
	})
	return size, err
}
