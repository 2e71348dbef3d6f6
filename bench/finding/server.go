package finding

import (
	"bytes"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/andybalholm/brotli"
	"golang.org/x/sync/errgroup"
)

// level is how hard files are compressed, all engines' alike: as far as goes,
// as the generator does what every search loads.
const level = brotli.BestCompression

// server shows a folder, and counts the bytes of what searches load.
type server struct {
	url     string
	folder  string
	http    *http.Server
	counted atomic.Int64
	twins   sync.Map // compressed files by name
}

func serve(folder string) (*server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &server{url: "http://" + listener.Addr().String(), folder: folder}
	if err := s.warm(); err != nil {
		return nil, err
	}
	s.http = &http.Server{Handler: s}
	go func() { _ = s.http.Serve(listener) }() // ends when it is closed
	return s, nil
}

// warm compresses what searches load, so that nobody waits for it later.
func (s *server) warm() error {
	var all errgroup.Group
	all.SetLimit(runtime.GOMAXPROCS(0))
	err := filepath.WalkDir(s.folder, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !searches(file) {
			return err
		}
		name, err := filepath.Rel(s.folder, file)
		all.Go(func() error {
			_, _, err := s.file("/" + filepath.ToSlash(name))
			return err
		})
		return err
	})
	return errors.Join(err, all.Wait())
}

func (s *server) close() { _ = s.http.Close() }

var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm",
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := path.Clean("/" + r.URL.Path)
	if strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	data, compressed, err := s.file(name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	if kind := contentTypes[path.Ext(name)]; kind != "" {
		w.Header().Set("Content-Type", kind)
	}
	w.Header().Set("Cache-Control", "no-store") // each engine loads all by itself
	if compressed {
		w.Header().Set("Content-Encoding", "br")
	}
	if searches(name) {
		s.counted.Add(int64(len(data)))
	}
	_, _ = w.Write(data) // a page that was left needs no error
}

// searches tells whether a file is there for the search, and not for the page.
func searches(name string) bool {
	switch path.Ext(name) {
	case ".html", ".css", ".md", ".txt", ".xml", ".svg", ".png", ".ico", ".webmanifest":
		return false
	}
	return path.Base(name) != "guide.json"
}

type twin struct {
	data  []byte
	shown bool // compressed
}

// file is a file as it is served: compressed when that makes it smaller.
func (s *server) file(name string) ([]byte, bool, error) {
	if t, ok := s.twins.Load(name); ok {
		return t.(twin).data, t.(twin).shown, nil
	}
	data, err := os.ReadFile(filepath.Join(s.folder, filepath.FromSlash(name)))
	if err != nil {
		return nil, false, err
	}
	t := twin{data, false}
	if small := squeeze(data); len(small) < len(data) {
		t = twin{small, true}
	}
	s.twins.Store(name, t)
	return t.data, t.shown, nil
}

var gzipped = []byte{0x1f, 0x8b}

func squeeze(data []byte) []byte {
	if bytes.HasPrefix(data, gzipped) {
		return data // gets no smaller: Pagefind's pieces
	}
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, level)
	_, _ = w.Write(data) // into memory: cannot fail
	_ = w.Close()
	return b.Bytes()
}

// served is how many bytes of data go over the wire.
func served(data []byte) int64 { return int64(min(len(data), len(squeeze(data)))) }
