package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"retake/docs"
)

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
			docs.Rehearse(t, document, func(args []string, out io.Writer) {
				shown := &screen{}
				runUntilItWaits(args, shown)
				_, _ = io.WriteString(out, shown.String()) // into memory
			}, told)
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

// runUntilItWaits runs a command, and presses Ctrl-C where it says so.
func runUntilItWaits(args []string, out *screen) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		run(ctx, args, nil, out, out)
	}()
	if out.until(ended, func(text string) bool { return strings.Contains(text, "Ctrl-C") }) {
		stop()
	}
	<-ended
}

// somePort is the one that was free.
var somePort = regexp.MustCompile(`(?:Port 8000 is in use.*\n)|(localhost:)\d+`)

func told(output string) string {
	return strings.TrimSpace(somePort.ReplaceAllString(output, "$1"))
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
