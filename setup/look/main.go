// Look serves a published site on this machine, so that one can look at it:
//
//	go run ./setup/look public
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"strings"
)

func main() {
	dir := "public"
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	if err := look(dir); err != nil {
		fmt.Fprintf(os.Stderr, "look: %v\n", err)
		os.Exit(1)
	}
}

// look takes port 8000, and another one when that is not free.
func look(dir string) error {
	if _, err := os.Stat(dir + "/index.html"); err != nil {
		return fmt.Errorf("there is no site in %s: run make site first", dir)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:8000")
	if err != nil {
		listener, err = net.Listen("tcp", "127.0.0.1:0")
	}
	if err != nil {
		return err
	}
	fmt.Printf("Look at http://%s/ and press Ctrl-C when done.\n", listener.Addr())
	return http.Serve(listener, static(os.DirFS(dir)))
}

// static serves files as a static host does: a folder by its index.html, and
// 404.html for what is not there.
func static(site fs.FS) http.Handler {
	files := http.FileServerFS(site)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
		if name == "" {
			name = "."
		}
		if _, err := fs.Stat(site, name); !errors.Is(err, fs.ErrNotExist) {
			files.ServeHTTP(w, r)
			return
		}
		page, err := fs.ReadFile(site, "404.html")
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write(page) // a reader who has gone away needs no error
	})
}
