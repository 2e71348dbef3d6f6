package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/websocket"
)

// installHugo installs Hugo for one run, "" when it cannot be. It is compared
// with, not depended on.
func installHugo(dir, version string) string {
	if version == "" {
		return ""
	}
	fmt.Fprintf(os.Stderr, "Installing Hugo %s to compare with.\n", version)
	c := exec.Command("go", "install", "github.com/gohugoio/hugo@"+version)
	c.Dir = dir // away from our own module
	c.Env = append(os.Environ(), "GOBIN="+dir, "CGO_ENABLED=0")
	if out, err := c.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "Hugo cannot be installed, so nothing is compared with it: %v\n%s", err, out)
		return ""
	}
	return filepath.Join(dir, "hugo")
}

// asHugo puts what Hugo needs beside a guide: settings, and templates as
// small as they can be.
func asHugo(dir string) error {
	for name, text := range map[string]string{
		"hugo.toml":                    "baseURL = 'http://localhost/'\ntitle = 'Help'\ndisableKinds = ['taxonomy', 'term', 'rss', 'sitemap', '404']\n",
		"layouts/_default/single.html": "<!doctype html><html><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>{{ .Content }}</body></html>\n",
		"layouts/_default/list.html":   "<!doctype html><html><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>{{ .Content }}{{ range .Pages }}<p><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></p>{{ end }}</body></html>\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// hugoServer is hugo server, which speaks the LiveReload protocol.
type hugoServer struct {
	binary string
	child
}

var hugoAt = regexp.MustCompile(`Web Server is available at (http://localhost:\d+/)`)

func (h *hugoServer) start(dir, page string) (<-chan time.Time, error) {
	if err := h.run(dir, hugoAt, h.binary, "server", "--port", "1414"); err != nil {
		return nil, err
	}
	if _, err := h.fetch(page); err != nil { // Hugo renders again what was visited
		return nil, err
	}
	connection, err := websocket.Dial(strings.Replace(h.url, "http:", "ws:", 1)+"livereload", "", h.url)
	if err != nil {
		return nil, err
	}
	h.closers = append(h.closers, connection)
	hello := `{"command":"hello","protocols":["http://livereload.com/protocols/official-7"]}`
	if err := websocket.Message.Send(connection, hello); err != nil {
		return nil, err
	}
	told := make(chan time.Time, saves)
	go func() {
		for {
			var message string
			if websocket.Message.Receive(connection, &message) != nil {
				return // closed at the end
			}
			if strings.Contains(message, `"reload"`) {
				told <- time.Now()
			}
		}
	}()
	return told, nil
}
