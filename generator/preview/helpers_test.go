package preview

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"retake/generator/local"
	"retake/generator/publish"
)

// patience is how long something may take on a busy machine.
const patience = 30 * time.Second

// shown is a preview of a small guide, running on a real port.
type shown struct {
	*testing.T
	preview *Preview
	dir     string
	at      *local.Address
	log     *terminal
	end     func() // stops it, and returns when nothing of it runs any more
}

// terminal is what the preview printed.
type terminal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (t *terminal) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.Write(p)
}

func (t *terminal) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String()
}

// lampFolder is the small guide of the commands' stories, with a draft and
// a page of last year.
func lampFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "testdata", "lamp"))); err != nil {
		t.Fatal(err)
	}
	g := folder{t, dir}
	g.write("content/en/how-to/clean.md", "---\ntitle: Clean the lamp\nsummary: How to dust it.\ndraft: true\n---\nWith a cloth.\n")
	g.write("content/en/how-to/snow.md", "---\ntitle: In the snow\nsummary: Last winter.\nexpires: 2026-03-01\nreviewed: 2025-01-01\nreview_every: 1 year\n---\nKeep it dry.\n")
	return dir
}

// folder is where a guide's files are.
type folder struct {
	t   *testing.T
	dir string
}

func (f folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// write puts a file in place as a whole: the look around that a preview takes
// when it begins would now and then meet one that is still empty. How watching
// takes files that are written bit by bit, its own tests say.
func (f folder) write(name, text string) {
	f.t.Helper()
	if err := os.MkdirAll(filepath.Dir(f.path(name)), 0o755); err != nil {
		f.t.Fatal(err)
	}
	whole := f.path(".being-written")
	if err := os.WriteFile(whole, []byte(text), 0o644); err != nil {
		f.t.Fatal(err)
	}
	if err := os.Rename(whole, f.path(name)); err != nil {
		f.t.Fatal(err)
	}
}

func (f folder) replace(name, old, new string) {
	f.t.Helper()
	src, err := os.ReadFile(f.path(name))
	if err != nil || !strings.Contains(string(src), old) {
		f.t.Fatalf("%s has no %q: %v", name, old, err)
	}
	f.write(name, strings.Replace(string(src), old, new, 1))
}

var day = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

func optionsFor(dir string) Options {
	return Options{Build: publish.Options{File: filepath.Join(dir, "site.yaml"), Date: day, Drafts: true, Overrides: map[string]any{}}}
}

// show runs a preview of a folder until the test ends.
func show(t *testing.T, dir string, optionsFor func(string) Options) *shown {
	t.Helper()
	s := &shown{T: t, dir: dir, log: &terminal{}}
	options := optionsFor(dir)
	options.Log = s.log
	ctx, stop := context.WithCancel(context.Background())
	var err error
	if s.preview, err = New(ctx, options); err != nil {
		t.Fatal(err)
	}
	if s.at, err = local.Listen("localhost", 0); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() { ended <- s.preview.Run(ctx, s.at) }()
	s.end = sync.OnceFunc(func() {
		stop()
		select {
		case err := <-ended:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(patience):
			t.Error("the preview does not end")
		}
	})
	t.Cleanup(s.end)
	return s
}

func (s *shown) files() folder { return folder{s.T, s.dir} }

// get is an answer with its body.
func (s *shown) get(path string) (*http.Response, string) {
	s.Helper()
	r, err := http.Get(strings.TrimSuffix(s.at.URL, "/") + path)
	if err != nil {
		s.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		s.Fatal(err)
	}
	return r, string(body)
}

// listener is a tab without its browser: it knows what the page's script
// would, and hears what it would.
type listener struct {
	*testing.T
	news, found chan news
	stop        context.CancelFunc
}

// listen opens a page and listens to what concerns it.
func (s *shown) listen(path string) *listener {
	s.Helper()
	_, body := s.get(path)
	q := url.Values{}
	for _, name := range []string{"page", "print", "sheet"} {
		_, after, ok := strings.Cut(body, "data-"+name+`="`)
		value, _, _ := strings.Cut(after, `"`)
		if !ok {
			s.Fatalf("%s does not say its %s", path, name)
		}
		q.Set(name, value)
	}
	ctx, stop := context.WithCancel(context.Background())
	l := &listener{s.T, make(chan news, 100), make(chan news, 100), stop}
	s.Cleanup(stop)
	request, err := http.NewRequestWithContext(ctx, "GET", s.at.URL+"__preview/events?"+q.Encode(), nil)
	if err != nil {
		s.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		s.Fatal(err)
	}
	go func() {
		defer answer.Body.Close()
		defer close(l.news)
		lines := bufio.NewScanner(answer.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var n news
				if json.Unmarshal([]byte(data), &n) != nil {
					continue
				}
				if n.Findings != nil { // they come by themselves, when they are there
					l.found <- n
				} else {
					l.news <- n
				}
			}
		}
	}()
	if hello := l.next(); hello.Mistakes == nil {
		s.Fatalf("the first news of %s is %+v", path, hello)
	}
	return l
}

func (l *listener) next() news {
	l.Helper()
	return l.hear(l.news)
}

// findings are what the page is told next of what is found on it.
func (l *listener) findings() []said {
	l.Helper()
	return *l.hear(l.found).Findings
}

func (l *listener) hear(from chan news) news {
	l.Helper()
	select {
	case n, ok := <-from:
		if !ok {
			l.Fatal("nobody speaks any more")
		}
		return n
	case <-time.After(patience):
		l.Fatal("nothing is heard")
	}
	return news{}
}

// quiet makes sure that nothing was told.
func (l *listener) quiet() {
	l.Helper()
	select {
	case n := <-l.news:
		l.Errorf("told %+v, which does not concern the page", n)
	default:
	}
}
