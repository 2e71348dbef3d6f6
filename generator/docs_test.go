package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// block is a fenced part of a document: a file when its info string names
// one ("yaml site.yaml"), a session when it is "console".
type block struct{ kind, file, text string }

var fence = regexp.MustCompile("(?ms)^```([a-z]+)(?: (\\S+))?\n(.*?)^```$")

func blocks(t *testing.T, document string) []block {
	t.Helper()
	src, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	var found []block
	for _, m := range fence.FindAllSubmatch(src, -1) {
		found = append(found, block{string(m[1]), string(m[2]), string(m[3])})
	}
	return found
}

// TestDocumentsTellTheTruth writes the files that a document shows and runs
// the commands that it shows: they must print what it says.
func TestDocumentsTellTheTruth(t *testing.T) {
	for _, name := range []string{"publishers.md", "writers.md"} {
		t.Run(name, func(t *testing.T) {
			document, err := filepath.Abs("../docs/" + name)
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(t.TempDir())
			sessions := 0
			for _, b := range blocks(t, document) {
				switch {
				case b.file != "":
					write(t, b.file, b.text)
				case b.kind == "console":
					sessions++
					session(t, b.text)
				}
			}
			if sessions == 0 {
				t.Error("the document shows no command")
			}
		})
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// session runs each "$ generator …" line and compares what follows it.
func session(t *testing.T, text string) {
	t.Helper()
	for step := range strings.SplitSeq(strings.TrimPrefix(text, "$ "), "\n$ ") {
		command, want, _ := strings.Cut(step, "\n")
		out := &screen{}
		runUntilItWaits(strings.Fields(command)[1:], out)
		if got := out.String(); told(got) != told(want) {
			t.Errorf("%s\nprints:\n%s\nthe document says:\n%s", command, got, want)
		}
	}
}

// runUntilItWaits runs a command, and presses Ctrl-C where it says so.
func runUntilItWaits(args []string, out *screen) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	ended := make(chan int)
	go func() { ended <- run(ctx, args, nil, out, out) }()
	for {
		select {
		case <-ended:
			return
		case <-time.After(5 * time.Millisecond):
			if strings.Contains(out.String(), "Ctrl-C") {
				stop()
			}
		}
	}
}

// someFiles are counts that grow with every file that the program learns to
// publish; only none is told from some.
var someFiles = regexp.MustCompile(`[1-9][0-9]* (files written|unchanged)`)

// somePort is the one that was free.
var somePort = regexp.MustCompile(`(?:Port 8000 is in use.*\n)|(localhost:)\d+`)

func told(output string) string {
	return strings.TrimSpace(somePort.ReplaceAllString(someFiles.ReplaceAllString(output, "some $1"), "$1"))
}

// TestReadmeShowsARealMistake makes the mistake that the README shows.
func TestReadmeShowsARealMistake(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../content")); err != nil {
		t.Fatal(err)
	}
	settings, err := os.ReadFile("../site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	write(t, "site.yaml", string(settings))
	page := "content/en/reasons/blurry-photo.md"
	src, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	write(t, page, strings.Replace(string(src), "drawing: ", "drawng: ", 1))
	var out, errs bytes.Buffer
	if code := run(context.Background(), []string{"build"}, nil, &out, &errs); code != exitWrong {
		t.Fatalf("build ended with %d", code)
	}
	printed, _, _ := strings.Cut(errs.String(), "1 mistake;")
	if printed == "" || !strings.Contains(string(readme), printed) {
		t.Errorf("the README does not show what build prints:\n%s", errs.String())
	}
}
