package main

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// serving is the preview that a story runs.
type serving struct {
	command *exec.Cmd
	printed *screen
	url     string
}

type servingKey struct{}

// prepareServing makes sure that no preview outlives its story.
func prepareServing(env *testscript.Env) {
	s := &serving{}
	env.Values[servingKey{}] = s
	env.Defer(func() {
		if s.command != nil {
			_ = s.command.Process.Kill() // a story that failed has not stopped it
			_ = s.command.Wait()
		}
	})
}

// serve starts a preview and waits until it says where it is:
// "serve --as-published".
func serve(ts *testscript.TestScript, neg bool, args []string) {
	s := ts.Value(servingKey{}).(*serving)
	if neg || s.command != nil {
		ts.Fatalf("usage: serve [flags...], one at a time")
	}
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if file := filepath.Join(dir, "generator"); s.command == nil && fileExists(file) {
			s.command = exec.Command(file, append([]string{"serve", "--port", "0"}, args...)...)
		}
	}
	s.printed = &screen{}
	s.command.Dir, s.command.Stdout, s.command.Stderr = ts.MkAbs("."), s.printed, s.printed
	ts.Check(s.command.Start())
	said(ts, false, []string{"Press Ctrl-C"})
	s.url = address.FindStringSubmatch(s.printed.String())[1]
}

func fileExists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// said waits until the preview has printed some words: "said 'All mistakes'".
func said(ts *testscript.TestScript, neg bool, args []string) {
	s := ts.Value(servingKey{}).(*serving)
	if neg || len(args) != 1 {
		ts.Fatalf("usage: said words")
	}
	if !s.printed.until(nil, func(text string) bool { return strings.Contains(text, args[0]) }) {
		ts.Fatalf("the preview never says %q; it printed:\n%s", args[0], s.printed)
	}
}

// get asks the preview for a page, which must be there or, with a "!", must
// not; and writes it to a file: "get /reasons/ page.html".
func get(ts *testscript.TestScript, neg bool, args []string) {
	s := ts.Value(servingKey{}).(*serving)
	if len(args) != 2 {
		ts.Fatalf("usage: get path file")
	}
	answer, err := http.Get(s.url + args[0])
	ts.Check(err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), body, 0o644))
	if there := answer.StatusCode == http.StatusOK; there == neg {
		ts.Fatalf("%s is answered with %s", args[0], answer.Status)
	}
}

// interrupt presses Ctrl-C: the preview must end well. What it printed is
// then in a file: "interrupt printed".
func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	s := ts.Value(servingKey{}).(*serving)
	if neg || len(args) != 1 || s.command == nil {
		ts.Fatalf("usage: interrupt file, after serve")
	}
	ts.Check(s.command.Process.Signal(os.Interrupt))
	err := s.command.Wait()
	s.command = nil
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s.printed.String()), 0o644))
}
