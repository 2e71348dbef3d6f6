package preview

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"retake/generator/guide"
	"retake/generator/publish"
	"retake/generator/watch"
)

// quietPreview is a preview whose builds the test asks for.
func quietPreview(t *testing.T, dir string) *Preview {
	t.Helper()
	options := optionsFor(dir)
	options.Log = io.Discard
	p, err := New(context.Background(), options)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// edits is how often a guide is changed at random.
const edits = 300

// TestServesWhatBuildPublishes changes a guide at random, with and without
// mistakes, tells the preview the names of what changed, and compares every
// byte with what a build of the files publishes.
func TestServesWhatBuildPublishes(t *testing.T) {
	random := rand.New(rand.NewPCG(20261122, 5))
	dir := lampFolder(t)
	f := folder{t, dir}
	f.replace("site.yaml", "languages: [en]", "languages: [en, es]")
	f.write("content/es/_index.md", "---\ntitle: ¿Qué pasó?\n---\n")
	p := quietPreview(t, dir)
	compared, broken := 0, ""
	for step := range edits {
		name := names[random.IntN(len(names))]
		if broken != "" && random.IntN(2) == 0 {
			name = broken
		}
		mistaken := broken == "" && random.IntN(6) == 0
		edit(random, f, name, step, mistaken)
		switch {
		case mistaken:
			broken = name
		case name == broken:
			broken = ""
		}
		paths := []string{f.path(name)}
		p.rebuild(context.Background(), watch.Change{Paths: paths})
		clean, err := publish.NewBuilder(optionsFor(dir).Build).Build(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		s := p.state()
		if got, want := fmt.Sprint(s.mistakes), fmt.Sprint(clean.Mistakes); got != want {
			if len(clean.Mistakes) > 0 || !strings.Contains(got, "template") {
				t.Fatalf("step %d, %v: mistakes\ngot  %s\nwant %s", step, paths, got, want)
			}
		}
		if len(s.mistakes) > 0 {
			continue
		}
		compared++
		if len(clean.Outputs) != len(s.good.Outputs) {
			t.Fatalf("step %d, %v: %d outputs, want %d", step, paths, len(s.good.Outputs), len(clean.Outputs))
		}
		for _, o := range clean.Outputs {
			var want bytes.Buffer
			if err := o.Write(&want); err != nil {
				t.Fatal(err)
			}
			answer := httptest.NewRecorder()
			p.handler.ServeHTTP(answer, httptest.NewRequest("GET", "http://localhost/"+guide.AddressOf(o.Name), nil))
			if got := withoutInjection(t, answer.Body.String()); got != want.String() {
				t.Fatalf("step %d, %v: %s is served as\n%s\nand published as\n%s", step, paths, o.Name, got, &want)
			}
		}
	}
	if compared < edits/2 {
		t.Errorf("only %d of %d edits left a site without mistakes", compared, edits)
	}
}

// withoutInjection takes out the two lines that the preview adds to a page.
func withoutInjection(t *testing.T, body string) string {
	var kept strings.Builder
	for line := range strings.Lines(body) {
		if !strings.HasPrefix(line, `<link rel="stylesheet" href="/__preview/`) && !strings.HasPrefix(line, `<script type="module" src="/__preview/`) {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

var names = []string{
	"content/en/reasons/no-light.md", "content/en/how-to/change-the-bulb.md", "content/en/how-to/clean.md", "content/en/how-to/new.md",
	"content/es/how-to/change-the-bulb.md", "content/en/_index.md", "content/en/strings.yaml", "site.yaml",
	"templates/card/card.css", "templates/card/card.html", "content/drawings/bulb.svg", "content/en/trees/wrong.yaml",
}

// optional are those that may be missing.
var optional = map[string]bool{
	"content/en/how-to/new.md": true, "content/es/how-to/change-the-bulb.md": true, "templates/card/card.css": true,
	"templates/card/card.html": true, "content/en/trees/wrong.yaml": true, "content/en/strings.yaml": true,
}

// edit changes, makes or removes a file, or makes a mistake in it.
func edit(random *rand.Rand, f folder, name string, step int, mistaken bool) {
	switch {
	case mistaken:
		f.write(name, "{{ no: such [file")
	case optional[name] && random.IntN(3) == 0:
		_ = os.Remove(f.path(name)) // which may not be there
	default:
		f.write(name, text(random, name, step))
	}
}

func text(random *rand.Rand, name string, step int) string {
	word := []string{"one", "two", "three"}[random.IntN(3)]
	switch filepath.Ext(name) {
	case ".css":
		return fmt.Sprintf(".card { order: %d }\n", step%5)
	case ".html":
		return "<li>{{.Title}} " + word + "</li>\n"
	case ".svg":
		return fmt.Sprintf(`<svg viewBox="0 0 10 10"><path class="d-line" d="M0 %dh9"/></svg>`, step%9)
	}
	switch name {
	case "site.yaml":
		return "base_url: https://help.example/\nlanguages: [en, es]\ncompress: false\npictures: false\nvariables:\n  product: Lamp " + word + "\n  support_url: https://lamp.example/\n"
	case "content/en/strings.yaml":
		return "home: Start " + word + "\n"
	case "content/en/trees/wrong.yaml":
		return "title: What is wrong " + word + "?\nsummary: One question.\nstart: lamp\nquestions:\n  lamp:\n    ask: What does it do?\n    answers:\n" +
			"      dark: {say: It is dark, go: ../reasons/no-light.md}\n      other: {say: Something else, go: ../how-to/change-the-bulb.md}\n"
	}
	link := "../how-to/change-the-bulb.md"
	if strings.HasSuffix(name, "/_index.md") {
		link = "how-to/change-the-bulb.md"
	}
	return fmt.Sprintf("---\ntitle: %s %d\nsummary: About %s {{ product }}.\n---\nText %d.\n\n## What to do {#fixes}\n\n1. [Look](%s).\n",
		word, step%7, word, step, link)
}

// rebuilds is how often a preview must be able to build in a day.
const rebuilds = 1000

// TestManyRebuildsLeaveNothingBehind saves a page a thousand times while
// tabs listen and load, and counts what is left.
func TestManyRebuildsLeaveNothingBehind(t *testing.T) {
	s := show(t, lampFolder(t), optionsFor)
	page := s.listen(pagePath)
	save := func(i int) {
		s.files().write(pageFile, fmt.Sprintf("---\ntitle: No light\nsummary: Dark.\n---\nFor the %dth time.\n\n## What to do {#fixes}\n\n1. Plug it in.\n", i))
		for !page.next().Reload {
		}
		s.get(pagePath)
	}
	for i := range rebuilds / 10 {
		save(i)
	}
	before := measure()
	for i := range rebuilds {
		save(i)
		if i%100 == 0 {
			s.listen("/").stop() // tabs come and go
		}
	}
	var after usage
	for range 100 { // connections that were just closed take a moment to go
		if after = measure(); after.goroutines <= before.goroutines && after.files <= before.files {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Logf("before %+v, after %+v", before, after)
	if after.goroutines > before.goroutines || after.files > before.files {
		t.Errorf("before %+v, after %+v", before, after)
	}
	if grown := after.heap - before.heap; grown > 8<<20 {
		t.Errorf("the heap has grown by %d bytes", grown)
	}
}

type usage struct {
	goroutines, files int
	heap              int64
}

func measure() usage {
	runtime.GC()
	runtime.GC() // what finalizers let go
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	files, _ := os.ReadDir("/proc/self/fd") // elsewhere than on Linux they are not counted
	return usage{runtime.NumGoroutine(), len(files), int64(m.HeapAlloc)}
}

// TestPagesAreServedWhileTheSiteIsBuilt is for the race detector.
func TestPagesAreServedWhileTheSiteIsBuilt(t *testing.T) {
	dir := lampFolder(t)
	p := quietPreview(t, dir)
	var readers sync.WaitGroup
	done := make(chan struct{})
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				for _, path := range []string{"/", pagePath, "/guide.json", "/print/", "/__preview/", "/reasons/"} {
					p.handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "http://localhost"+path, nil))
				}
			}
		})
	}
	random := rand.New(rand.NewPCG(20261122, 6))
	for step := range 60 {
		name := names[step%len(names)]
		edit(random, folder{t, dir}, name, step, step%9 == 0)
		p.rebuild(context.Background(), watch.Change{Paths: []string{filepath.Join(dir, name)}})
	}
	close(done)
	readers.Wait()
}

// TestNothingIsLeft shows that a preview leaves the guide's folder as it is,
// and nothing running.
func TestNothingIsLeft(t *testing.T) {
	dir := lampFolder(t)
	list := func() (names string) {
		_ = filepath.WalkDir(dir, func(name string, _ os.DirEntry, _ error) error {
			names += name + "\n"
			return nil
		})
		return names
	}
	names, before := list(), measure()
	t.Run("shown", func(t *testing.T) {
		s := show(t, dir, optionsFor)
		s.get(pagePath)
		s.listen("/") // which is still listening when the preview ends
	})
	http.DefaultClient.CloseIdleConnections()
	after := measure()
	for range 100 {
		if after.goroutines <= before.goroutines && after.files <= before.files {
			break
		}
		time.Sleep(20 * time.Millisecond)
		after = measure()
	}
	if after.goroutines > before.goroutines || after.files > before.files {
		t.Errorf("before %+v, after %+v", before, after)
	}
	if left := list(); left != names {
		t.Errorf("there was\n%s\nthere is\n%s", names, left)
	}
}
