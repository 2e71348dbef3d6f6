package main

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// sites are the default guide at /, and below /help/ a guide that has every
// kind of page and every Markdown feature, in English and Arabic. They are
// published by build and served as a static host serves them.
type sites struct {
	url     string
	folders map[string]string // where a site is published, by its place
}

func publishSites(t *testing.T) *sites {
	s := &sites{folders: map[string]string{"/": publishDefault(t), "/help/": publishEverything(t)}}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

func publishDefault(t *testing.T) string {
	return publishSite(t, filepath.Join("..", "site.yaml"))
}

func publishEverything(t *testing.T) string {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "pages"))); err != nil {
		t.Fatal(err)
	}
	pictures := filepath.Join(dir, "content", "pictures")
	if err := os.MkdirAll(pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(pictures, "lamp.png"), wash(1600, 900), 0o644); err != nil {
		t.Fatal(err)
	}
	return publishSite(t, filepath.Join(dir, "site.yaml"), "--drafts")
}

func publishSite(t *testing.T, file string, more ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	var out, errs bytes.Buffer
	args := append([]string{"build", "--site", file, "--output", dir, "--date", "2026-11-22"}, more...)
	if code := run(context.Background(), args, strings.NewReader(""), &out, &errs); code != exitDone {
		t.Fatalf("build %s ended with %d:\n%s", file, code, &errs)
	}
	return dir
}

// wash is a picture of colours that run into each other.
func wash(width, height int) []byte {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.Set(x, y, color.RGBA{uint8(255 * x / width), uint8(255 * y / height), 128, 255})
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, m) // into memory: cannot fail
	return b.Bytes()
}

// pages are the addresses of all published pages, in order.
func (s *sites) pages(t *testing.T) []string {
	t.Helper()
	var found []string
	for place, dir := range s.folders {
		for _, file := range htmlFiles(t, dir) {
			found = append(found, place+strings.TrimSuffix(file, "index.html"))
		}
	}
	slices.Sort(found)
	return found
}

// htmlFiles are the pages below a folder, relative to it, with slashes.
func htmlFiles(t *testing.T, dir string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(file string, _ os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(file, ".html") {
			name, _ := filepath.Rel(dir, file) // file is below dir
			found = append(found, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// stay, in a query, takes the refresh out of a page that leads on at once,
// so that the page itself can be looked at.
const stay = "?stay"

// ServeHTTP hands out files, their brotli twins where the browser takes
// them, index.html for folders, and 404.html for what is not there.
func (s *sites) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == rude {
		serveRudePage(w)
		return
	}
	place, status := "/", http.StatusOK
	if strings.HasPrefix(r.URL.Path, "/help/") {
		place = "/help/"
	} else if r.URL.Path == "/favicon.ico" {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	name := path.Clean("/" + strings.TrimPrefix(r.URL.Path, place))
	if strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	file := filepath.Join(s.folders[place], filepath.FromSlash(name))
	if info, err := os.Stat(file); err != nil || info.IsDir() {
		file, status = filepath.Join(s.folders[place], "404.html"), http.StatusNotFound
	}
	s.serve(w, r, file, status)
}

var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".json": "application/json", ".xml": "application/xml",
	".md": "text/markdown; charset=utf-8", ".txt": "text/plain; charset=utf-8",
}

func (s *sites) serve(w http.ResponseWriter, r *http.Request, file string, status int) {
	w.Header().Set("Content-Type", contentTypes[filepath.Ext(file)])
	w.Header().Set("Cache-Control", "no-store")
	plain, err := os.ReadFile(file)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if r.URL.Query().Has(strings.TrimPrefix(stay, "?")) {
		plain = withoutRefresh(plain)
	} else if strings.Contains(r.Header.Get("Accept-Encoding"), "br") {
		if twin, err := os.ReadFile(file + ".br"); err == nil {
			w.Header().Set("Content-Encoding", "br")
			plain = twin
		}
	}
	w.WriteHeader(status)
	_, _ = w.Write(plain) // a page that was left before it had come needs no error
}

func withoutRefresh(page []byte) []byte {
	var kept [][]byte
	for line := range bytes.Lines(page) {
		if !bytes.Contains(line, []byte(`http-equiv="refresh"`)) {
			kept = append(kept, line)
		}
	}
	return bytes.Join(kept, nil)
}
