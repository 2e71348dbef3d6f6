// Package docs proves that the documents in its folder tell the truth: the
// files that they show can be written, and the commands that they show print
// what they say.
package docs

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// fence is a fenced part of a document: a file when its info string names one
// ("yaml site.yaml"), a session when it is "console".
var fence = regexp.MustCompile("(?ms)^```([a-z]+)(?: (\\S+))?\n(.*?)^```$")

// Rehearse writes the files of a document below the working directory and
// runs its "$ program …" lines with run, which gets the arguments. told takes
// out of an output what may differ. With UPDATE_DOCS=1 the document is made
// to say what the commands print.
func Rehearse(t *testing.T, document string, run func(args []string, out io.Writer), told func(string) string) {
	t.Helper()
	src, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	sessions := 0
	said := fence.ReplaceAllFunc(src, func(block []byte) []byte {
		m := fence.FindSubmatch(block)
		kind, file, text := string(m[1]), string(m[2]), string(m[3])
		switch {
		case file != "":
			write(t, file, text)
		case kind == "console":
			sessions++
			return []byte("```console\n" + session(t, text, run, told) + "```")
		}
		return block
	})
	if sessions == 0 {
		t.Error("the document shows no command")
	}
	if os.Getenv("UPDATE_DOCS") != "" {
		if err := os.WriteFile(document, said, 0o644); err != nil {
			t.Fatal(err)
		}
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

// session runs each "$ program …" line, compares what follows it, and returns
// the session as it is.
func session(t *testing.T, text string, run func(args []string, out io.Writer), told func(string) string) string {
	t.Helper()
	var is strings.Builder
	for step := range strings.SplitSeq(strings.TrimPrefix(text, "$ "), "\n$ ") {
		command, want, _ := strings.Cut(step, "\n")
		var out bytes.Buffer
		run(strings.Fields(command)[1:], &out)
		got := strings.TrimRight(out.String(), "\n")
		if os.Getenv("UPDATE_DOCS") == "" && strings.TrimSpace(told(got)) != strings.TrimSpace(told(want)) {
			t.Errorf("%s\nprints:\n%s\nthe document says:\n%s\nafter a look: UPDATE_DOCS=1 go test", command, got, want)
		}
		is.WriteString("$ " + command + "\n" + got + "\n")
	}
	return is.String()
}
